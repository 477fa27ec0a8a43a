import Devices
import Quantities
import Testing

private func decoded(_ text: String, requiresTime: Bool = false) -> [LineRecord] {
  var decoder = LineDecoder(requiresTime: requiresTime)
  return decoder.messages(in: ascii(text))
}

private func fault(_ line: String, requiresTime: Bool = false) -> LineFault? {
  var decoder = LineDecoder(requiresTime: requiresTime)
  let records = decoder.messages(in: ascii(line + "\n"))
  #expect(records.isEmpty, "nothing of a bad line is used")
  #expect(decoder.counters.badFrames == 1)
  return decoder.lastFault
}

@Suite struct LineRecordTests {
  @Test func theExampleOfTheProtocolsPage() {
    let records = decoded(
      """
      @0 hr=72 spo2=98
      @1 hr=72 spo2=98
      @2 hr=73 spo2=98 sys=124 dia=78 map=93
      @3 hr=- spo2=- status=off
      @4 rate=26.25 vol=0.00 pump=running*52

      """)
    #expect(records.count == 5)
    #expect(records[2].cuff == .pressure(sys: 124, dia: 78, map: 93))
    #expect(records[3].hr == .missing && records[3].spo2 == .missing && records[3].status == .off)
    #expect(
      records[4].pump == LinePump(state: .running, rate: Fixed(thousandths: 26250), volume: 0))
    #expect(records[4].time == .seconds(4))
  }

  @Test func everyKeyArrives() {
    let record = decoded(
      "@812.4 hr=72.5 spo2=98 pi=3.21 sys=120 dia=80 map=93 nid=7 rr=14 "
        + "etco2=38 temp=36.6 rate=52.5 vol=1.25 "
        + "pump=kvo seq=9 status=lowperfusion\n"
    ).first
    #expect(record?.time == SessionTime(milliseconds: 812_400))
    #expect(record?.hr == .value(Fixed(thousandths: 72500)))
    #expect(record?.spo2 == .value(98))
    #expect(record?.pi == .value(Fixed(thousandths: 3210)))
    #expect(record?.cuff == .pressure(sys: 120, dia: 80, map: 93))
    #expect(record?.nid == 7 && record?.seq == 9)
    #expect(record?.rr == .value(14) && record?.etco2 == .value(38))
    #expect(record?.temp == .value(Fixed(thousandths: 36600)))
    #expect(record?.pump?.state == .kvo && record?.pump?.volume == Fixed(thousandths: 1250))
    #expect(record?.status == .lowperfusion)
  }

  @Test func zeroIsAValueAndADashIsNone() {
    let record = decoded("hr=0 spo2=-\n").first
    #expect(record?.hr == .value(0))
    #expect(record?.spo2 == .missing)
    #expect(record?.rr == nil)
  }

  @Test(arguments: [
    ("sys=- dia=-", LineCuff.failed), ("sys=- dia=- map=-", .failed), ("map=-", .failed),
    ("map=93", .meanOnly(93)), ("sys=120 dia=80", .pressure(sys: 120, dia: 80, map: nil)),
    ("sys=120 dia=80 map=-", .pressure(sys: 120, dia: 80, map: nil)),
  ])
  func whatACuffCanSay(line: String, cuff: LineCuff) {
    #expect(decoded(line + "\n").first?.cuff == cuff)
  }

  @Test func timeAloneSaysThatTimeHasPassed() {
    let record = decoded("@5\n").first
    #expect(record?.time == .seconds(5))
    #expect(record?.hr == nil)
  }

  @Test(arguments: ["hr=72\r\n", "hr=72\n", "  hr=72\t\n", "\thr=72 \t spo2=98\r\n"])
  func fieldsAreSeparatedByBlanksAndLinesByLFOrCRLF(line: String) {
    #expect(decoded(line).first?.hr == .value(72))
  }

  @Test func moreThanThreeDecimalsAreRoundedHalfUp() {
    #expect(decoded("hr=72.0005\n").first?.hr == .value(Fixed(thousandths: 72001)))
    #expect(decoded("@1.2345 hr=7\n").first?.time == SessionTime(milliseconds: 1235))
  }

  /// The contract's `D+` has no longest: a sender may pad with zeros, or print all that its float has.
  @Test(arguments: [
    ("hr=000000000000000000072", Fixed(72)), ("hr=72.00000000000000000001", 72),
    ("hr=0000000000000000.5", Fixed(thousandths: 500)),
    ("hr=72.000499999999999999999", 72), ("@000000000000000000005 hr=72", 72),
  ])
  func aNumberOfManyDigitsIsTheNumberThatItIs(line: String, value: Fixed) {
    #expect(decoded(line + "\n").first?.hr == .value(value))
  }

  @Test(arguments: [
    "hr=72 spo2=98", "@4 rate=26.25 vol=0 pump=running", "sys=- dia=- nid=4", "map=90 seq=1 status=ok",
  ])
  func aRecordIsWrittenAsItIsRead(line: String) {
    let record = decoded(line + "\n").first
    #expect(record?.text() == line)
    #expect(decoded((record?.text(withChecksum: true) ?? "") + "\r\n").first == record)
  }
}

@Suite struct LineFaultTests {
  @Test(arguments: [
    ("hr=351", LineFault.outOfRange(key: "hr", text: "351")),
    ("spo2=100.001", .outOfRange(key: "spo2", text: "100.001")),
    ("hr=-1", .outOfRange(key: "hr", text: "-1")), ("temp=9.9", .outOfRange(key: "temp", text: "9.9")),
    ("pi=25.1", .outOfRange(key: "pi", text: "25.1")), ("rr=121", .outOfRange(key: "rr", text: "121")),
    ("etco2=151", .outOfRange(key: "etco2", text: "151")),
    ("rate=2001", .outOfRange(key: "rate", text: "2001")),
    ("vol=10001", .outOfRange(key: "vol", text: "10001")),
    ("sys=351 dia=80", .outOfRange(key: "sys", text: "351")),
    ("seq=65536", .outOfRange(key: "seq", text: "65536")), ("nid=1.5", .outOfRange(key: "nid", text: "1.5")),
    ("hr=123456789012345678", .notANumber(key: "hr", text: "123456789012345678")),
    ("hr=", .notANumber(key: "hr", text: "")), ("hr=72.", .notANumber(key: "hr", text: "72.")),
    ("hr=.5", .notANumber(key: "hr", text: ".5")), ("hr=+5", .notANumber(key: "hr", text: "+5")),
    ("hr=7e1", .notANumber(key: "hr", text: "7e1")), ("hr=72 hr=72", .duplicateKey("hr")),
    ("x=1 x=2 hr=72", .duplicateKey("x")), ("pump=on", .unknownWord(key: "pump", text: "on")),
    ("status=OK", .unknownWord(key: "status", text: "OK")), ("HR=72", .notAField("HR=72")),
    ("hr", .notAField("hr")),
    ("=72", .notAField("=72")), ("hr=72 @5", .notAField("@5")), ("@x hr=72", .badTime("x")),
    ("@-1 hr=72", .badTime("-1")),
    ("@ hr=72", .badTime("")), ("sys=120", .halfAPressure), ("dia=80", .halfAPressure),
    ("sys=120 dia=-", .halfAPressure),
    ("sys=80 dia=80", .systolicNotAboveDiastolic), ("sys=70 dia=80 map=75", .systolicNotAboveDiastolic),
    ("*00", .noField),
    ("hr=72*00", .badChecksum(expected: 0x22, found: "00")),
  ])
  func aBadLineIsDroppedWhole(line: String, reason: LineFault) {
    #expect(fault(line) == reason)
  }

  @Test(arguments: ["hr=72*4", "hr=72*", "hr=72*ZZ", "hr=72*4A1", "x=a*b", "hr=72* 4A"])
  func aChecksumIsTwoHexDigitsAtTheEnd(line: String) {
    guard case .badChecksum = fault(line) else {
      Issue.record("\(line) was dropped for another reason")
      return
    }
  }

  @Test func theChecksumCoversTheBlanksBeforeIt() {
    let covered = ascii("hr=72  ")
    let sum = covered.reduce(0, ^)
    let digits = String(sum, radix: 16)
    #expect(decoded("hr=72  *\(digits)\r\n").count == 1)
    #expect(decoded("hr=72 *\(digits)\r\n").isEmpty)
  }

  @Test(arguments: ["hr=72 caf\u{E9}=1", "hr=72\u{0}", "hr=7\r2", "# a comment with \u{1B}[31m"])
  func aLineWithAnotherByteIsBad(line: String) {
    guard case .badByte = fault(line) else {
      Issue.record("dropped for another reason")
      return
    }
  }

  @Test func aLineOf256BytesIsReadAndALongerOneIsDropped() {
    let fits = "hr=72 x=" + String(repeating: "y", count: 248)
    #expect(fits.utf8.count == 256)
    #expect(decoded(fits + "\r\n").count == 1)
    #expect(fault(fits + "z") == .tooLong(bytes: 257))
    #expect(decoded(String(repeating: "y", count: 5000) + "\nhr=72\n").count == 1)
  }

  @Test func emptyLinesAndCommentsAreIgnored() {
    var decoder = LineDecoder()
    #expect(decoder.messages(in: ascii("\n\r\n  \n# a comment\n#hr=200\n")).isEmpty)
    #expect(decoder.counters.badFrames == 0)
    #expect(decoder.counters.ignoredFrames == 2)
  }

  @Test func aLineThatNeverEndsIsNoRecord() {
    #expect(decoded("hr=72\nhr=12").map(\.hr) == [.value(72)])
  }
}

@Suite struct LineSequenceTests {
  @Test func unknownKeysAreIgnoredAndCounted() {
    var decoder = LineDecoder()
    let record = decoder.messages(in: ascii("hr=72 glucose=5.1 x-y=\n")).first
    #expect(record?.hr == .value(72))
    #expect(decoder.counters.unknownKeys == 2)
  }

  @Test func aJumpIsLostLinesAndARepeatIsIgnored() {
    var decoder = LineDecoder()
    let records = decoder.messages(
      in: ascii("hr=70 seq=65534\nhr=71 seq=1\nhr=72 seq=1\nhr=73\nhr=74 seq=2\n"))
    #expect(records.map(\.hr) == [70, 71, 73, 74].map { .value($0) })
    #expect(decoder.counters.lostFrames == 2)
    #expect(decoder.counters.repeatedFrames == 1)
  }

  @Test func timeDoesNotGoBackwards() {
    var decoder = LineDecoder()
    let records = decoder.messages(in: ascii("@2 hr=70\n@2 hr=71\n@1.999 hr=72\n@3 hr=300000\n@2.5 hr=73\n"))
    #expect(records.map(\.hr) == [70, 71, 73].map { .value($0) })
    #expect(decoder.counters.badFrames == 2)
  }

  /// A board that is reset while its line stays open, or one record whose time lay far ahead.
  @Test func aSendersClockThatStaysBackIsTakenAfterFiveRecords() {
    let records = (0..<8).map { "@\($0) hr=\(60 + $0)\n" }.joined()
    var decoder = LineDecoder()
    let found = decoder.messages(in: ascii("@9000 hr=59 seq=7\n" + records))
    #expect(found.map(\.hr) == [59, 64, 65, 66, 67].map { .value($0) })
    #expect(decoder.counters.badFrames == 4 && decoder.counters.lostFrames == 0)
    // Session time cannot go back, however many say so.
    #expect(decoded("@9000 hr=59\n" + records, requiresTime: true).count == 1)
    // Times that go back among themselves are no clock.
    let backwards = (0..<8).map { "@\(80 - $0) hr=\(60 + $0)\n" }.joined()
    #expect(decoded("@9000 hr=59\n" + backwards).count == 1)
  }

  /// One garbled time would otherwise take a session into another century.
  @Test func aJumpOfMoreThan24HoursIsABadLine() {
    let day = 24 * 60 * 60
    #expect(decoded("@0 hr=70\n@\(day) hr=71\n", requiresTime: true).count == 2)
    let garbled = "@0 hr=70\n@1 hr=71\n@4294967296 hr=72\n@4294967297 hr=73\n@2 hr=74\n"
    #expect(decoded(garbled, requiresTime: true).map(\.hr) == [70, 71, 74].map { .value($0) })
    #expect(decoded(garbled).map(\.hr) == [70, 71, 74].map { .value($0) })
    #expect(
      fault("@\(day).001 hr=70", requiresTime: true)
        == .timeJumped(fromMilliseconds: 0, toMilliseconds: 86_400_001))
    // A sender's own clock may stand anywhere, and be set while it sends.
    let set = (0..<8).map { "@\(9 * day + $0) hr=\(60 + $0)\n" }.joined()
    #expect(decoded(set).count == 8)
    #expect(decoded("@0 hr=59\n" + set).map(\.hr) == [59, 64, 65, 66, 67].map { .value($0) })
    #expect(decoded("@0 hr=59\n" + set, requiresTime: true).count == 1)
  }

  /// What is recorded later than the hundred days of the longest session could not be read again.
  @Test func aTimeThatNoSessionHasIsABadLine() {
    let days = (0...100).map { "@\($0 * 86_400) hr=70\n" }.joined()
    let late = days + "@8640000.001 hr=71\n@8640000 hr=72\n"
    #expect(decoded(late, requiresTime: true).map(\.hr).suffix(2) == [.value(70), .value(72)])
    var decoder = LineDecoder(requiresTime: true)
    _ = decoder.messages(in: ascii(late))
    #expect(
      decoder.firstBadLine == BadLine(line: 102, fault: .timeBeyond(milliseconds: 8_640_000_001)))
    // A sender's own clock may stand anywhere.
    #expect(decoded(late).count == 102)
  }

  @Test func withSessionTimeFromTheRecordsOneWithoutIsBad() {
    #expect(fault("hr=72", requiresTime: true) == .timeMissing)
    #expect(decoded("# no time\n@1 hr=72\n", requiresTime: true).count == 1)
  }

  @Test func afterACutTheSendersClockMayBeginAnew() {
    var decoder = LineDecoder()
    _ = decoder.messages(in: ascii("@100 hr=70 seq=9\nhr=7"))
    decoder.reset()
    let records = decoder.messages(in: ascii("@0 hr=71 seq=9\n"))
    #expect(records.first?.hr == .value(71))
    #expect(decoder.counters.lostFrames == 0)
  }

  @Test func anySplitGivesTheSameRecords() {
    let text =
      "@0 hr=72 spo2=98\r\n# c\r\n\n@1 hr=400\n@2 sys=120 dia=80 nid=3*00\n@3 hr=- status=off\n"
      + String(repeating: "x", count: 300) + "\n@4 rate=26.25 vol=0.00 pump=running*52\r\n@5 hr=1"
    expectTheSameForAnySplit(of: ascii(text)) { LineDecoder() }
    expectTheSameForAnySplit(of: noise(4000, seed: 5).map { $0 & 0x7F }) { LineDecoder() }
  }

  /// One changed bit changes the XOR. (A `*` that becomes `.` before two decimal digits would make a longer
  /// number: the price of a checksum that is optional.)
  @Test func noFlippedBitOfAChecksummedLineMakesAWrongRecord() {
    let line = ascii("@4 rate=26.25 vol=0.00 pump=running*52")
    let sent = decoded("@4 rate=26.25 vol=0.00 pump=running\n").first
    var wrong: [Int] = []
    for bit in 0..<(line.count * 8) {
      var damaged = line
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      var decoder = LineDecoder()
      if decoder.messages(in: damaged + [0x0A]).contains(where: { $0 != sent }) { wrong.append(bit) }
    }
    #expect(wrong.isEmpty)
  }
}
