import Devices
import Quantities
import Testing

@Suite struct AsenaTests {
  private let recorded = "!INF^8002-51733^A^HLD^0.00^ml/h^^0.969^ml^530.15^mmHg^00:04:09^EVENT^214725|DB9D\r"

  private func replies(_ stream: [UInt8]) -> [AsenaReply] {
    var decoder = AsenaDecoder()
    return decoder.messages(in: stream)
  }

  @Test func aRecordedReply() {
    let state = AsenaInfusion(
      serialNumber: "8002-51733", hasAlarm: true, mode: "HLD", rate: 0, volume: Fixed(thousandths: 969))
    #expect(replies(ascii(recorded)) == [.infusion(state)])
  }

  @Test func theQuestionsCarryTheirCRC() {
    #expect(AsenaQuestion.infusion.bytes == ascii("!INF|4961\r"))
    #expect(AsenaQuestion.alarm.bytes == ascii("!ALARM|50B2\r"))
    #expect(AsenaQuestion.vtbi.bytes == ascii("!INF_VTBI|8456\r"))
  }

  /// The form in which it is set, CRC and all, is in a public program; the answer is taken to have the same.
  @Test func theVolumeToBeInfused() {
    #expect(replies(ascii("!INF_VTBI^ACTIV^11.000^ml^STOP|4433\r")) == [.vtbi(.value(11))])
    #expect(replies(ascii("!INF_VTBI^DEACT|D8C5\r")) == [.vtbi(.missing)])
    for reply in [AsenaReply.vtbi(.value(35)), .vtbi(.missing)] { #expect(replies(reply.bytes) == [reply]) }
  }

  /// A vector that went round with the CRC of another body: the CRC decides.
  @Test func aWrongCRCIsRefused() {
    var decoder = AsenaDecoder()
    #expect(decoder.messages(in: ascii("!REMQUERY^DEACT^^^|E5C9\r")).isEmpty)
    #expect(decoder.counters.badFrames == 1)
    #expect(decoder.messages(in: ascii("!REMQUERY^DEACT^^^^|E5C9\r")).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1)
  }

  @Test(arguments: [
    AsenaAlarm.none, .occlusion, .syringeEmpty, .endAtKVO, .volumeInfused, .volumeInfusedAtKVO,
    .volumeInfusedStopped, .nearEnd, .fault, .disturbed("DRDIS"), .other("LWBAT"),
  ])
  func everyAlarm(alarm: AsenaAlarm) {
    #expect(replies(AsenaReply.alarm(alarm).bytes) == [.alarm(alarm)])
  }

  @Test func anotherUnitIsNotGuessed() {
    let right = AsenaReply.infusion(
      AsenaInfusion(
        serialNumber: "1", hasAlarm: false, mode: "INF", rate: Fixed(thousandths: 52500), volume: 1))
    #expect(replies(right.bytes) == [right])
    #expect(replies(ascii("!INF^1^-^INF^52.5^mcg/h^^1^ml|0000\r")).isEmpty)
  }

  @Test func anEscapeOrAFlippedBitNeverMakesAReply() {
    let stream = ascii(recorded)
    let right = replies(stream)
    for bit in 0..<(stream.count * 8) {
      var damaged = stream + stream
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = replies(damaged)
      #expect(found.last == right.last && found.allSatisfy { $0 == right.last }, "bit \(bit)")
    }
    #expect(replies(Array(stream[..<20]) + [0x1B] + stream) == right)
  }

  /// Longer than any reply is: refused in one read as it is in many.
  @Test func aReplyThatNeverEndsIsRefusedHoweverItComes() {
    let long = AsenaReply.infusion(
      AsenaInfusion(
        serialNumber: String(repeating: "8", count: 300), hasAlarm: false, mode: "INF", rate: 1, volume: 1)
    ).bytes
    var whole = AsenaDecoder()
    var cut = AsenaDecoder()
    #expect(whole.messages(in: long).isEmpty)
    for byte in long { #expect(cut.messages(in: [byte]).isEmpty) }
    #expect(whole.counters == cut.counters)
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(
      of: noise(300, seed: 41) + ascii(recorded) + noise(50, seed: 42) + ascii(recorded)
    ) { AsenaDecoder() }
  }
}

@Suite struct NE1000Tests {
  private func replies(_ text: String) -> [NE1000Reply] {
    var decoder = NE1000Decoder()
    return decoder.messages(in: [0x02] + ascii(text) + [0x03])
  }

  @Test(arguments: [
    ("00S", NE1000Reply(state: .stopped)),
    ("00I60.00MH", NE1000Reply(state: .infusing, content: .rate(60))),
    ("00I1.000MM", NE1000Reply(state: .infusing, content: .rate(60))),
    ("00I500.0UH", NE1000Reply(state: .infusing, content: .rate(Fixed(thousandths: 500)))),
    ("00P10.00UM", NE1000Reply(state: .paused, content: .rate(Fixed(thousandths: 600)))),
    (
      "00II0.100W0.000ML",
      NE1000Reply(state: .infusing, content: .dispensed(infused: Fixed(thousandths: 100), withdrawn: 0))
    ),
    (
      "07SI100.0W50.00UL",
      NE1000Reply(
        address: 7, state: .stopped,
        content: .dispensed(infused: Fixed(thousandths: 100), withdrawn: Fixed(thousandths: 50)))
    ),
    ("00S35.00ML", NE1000Reply(state: .stopped, content: .target(35))),
    ("00S500.0UL", NE1000Reply(state: .stopped, content: .target(Fixed(thousandths: 500)))),
    ("00S?OOR", NE1000Reply(state: .stopped, content: .refused("?OOR"))),
    ("00A?S", NE1000Reply(state: .alarm(.stalled))),
    ("00A?R", NE1000Reply(state: .alarm(.reset))),
    ("00SNE1000V3.928", NE1000Reply(state: .stopped, content: .other("NE1000V3.928"))),
  ])
  func anAnswer(text: String, reply: NE1000Reply) {
    #expect(replies(text) == [reply])
  }

  @Test(arguments: ["0S", "00", "00Q", "00A?X", "xxS"])
  func whatIsNoAnswer(text: String) {
    #expect(replies(text).isEmpty)
  }

  @Test func theQuestions() {
    #expect(
      NE1000Question.allCases.map { String(decoding: $0.bytes, as: Unicode.ASCII.self) } == [
        "DIS\r", "RAT\r", "VOL\r",
      ])
  }

  @Test func anySplit() {
    let reply = NE1000Reply(
      state: .infusing, content: .dispensed(infused: Fixed(thousandths: 100), withdrawn: 0)
    ).bytes
    expectTheSameForAnySplit(of: noise(200, seed: 43) + reply + [0x02] + reply) { NE1000Decoder() }
  }
}

@Suite struct FreseniusTests {
  private func messages(_ stream: [UInt8]) -> [FreseniusMessage] {
    var decoder = FreseniusDecoder()
    return decoder.messages(in: stream)
  }

  @Test func rateInTenthsAndVolumeInThousandthsOfHexadecimal() {
    let frame = hex("02 31 43 3b 64 30 30 33 46 3b 72 30 30 30 34 44 32 32 43 03")
    let report = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234))
    #expect(messages(frame) == [.report(report)])
    #expect(report.bytes == frame)
  }

  @Test func alarmsAndErrorsAreKeptAsTheyStand() {
    let report = FreseniusReport(alarm: "0004", error: "00")
    #expect(messages(report.bytes) == [.report(report)])
    #expect(FreseniusWord.troubles.bytes == [0x02] + ascii("1LE;ae3C") + [0x03])
  }

  @Test func theLinksOwnBytes() {
    #expect(messages(hex("05 06 15")) == [.enquiry, .acknowledged, .refused])
  }

  @Test func noFlippedBitMakesAWrongReport() {
    let right = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234))
    for bit in 0..<(right.bytes.count * 8) {
      var stream = right.bytes + right.bytes
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let reports = messages(stream).filter { if case .report = $0 { true } else { false } }
      #expect(reports.allSatisfy { $0 == .report(right) } && !reports.isEmpty, "bit \(bit)")
    }
  }

  @Test func anySplit() {
    let report = FreseniusReport(rate: 5, volume: 1).bytes
    expectTheSameForAnySplit(of: noise(200, seed: 44) + report + [0x05] + report) { FreseniusDecoder() }
  }
}

@Suite struct BCCTests {
  private let block = BCCBlock(values: [
    .init(address: "1/1/11", parameter: .rate, figure: .value(Fixed(thousandths: 52500))),
    .init(address: "1/1/11", parameter: .volume, figure: .value(Fixed(thousandths: 1250))),
    .init(address: "1/1/12", parameter: .rate, figure: .missing),
  ])

  private func blocks(_ stream: [UInt8]) -> [BCCBlock] {
    var decoder = BCCDecoder()
    return decoder.messages(in: stream)
  }

  /// The only printed example whose checksum fits.
  @Test func theAliveOfTheSpecification() {
    #expect(
      BCCWord.alive.bytes == [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>ADMIN:ALIVE") + [0x03]
        + ascii("00061") + [0x04])
  }

  @Test func aBlockIsReadAsItIsWritten() {
    #expect(blocks(block.bytes) == [block])
    let more = BCCBlock(values: block.values, isLast: false)
    #expect(blocks(more.bytes + block.bytes) == [more, block])
  }

  private func packet(_ text: String) -> [UInt8] {
    let length = "0000\(text.utf8.count + 14)".suffix(5)
    let covered = [0x01] + ascii(String(length)) + [0x02] + ascii(text) + [0x03]
    return covered + ascii(String("0000\(covered.reduce(0, &+))".suffix(5))) + [0x04]
  }

  /// Three public programs read records of four fields, parted by commas, with RS between the records; some
  /// pumps write a decimal comma.
  @Test(arguments: [
    "17,1/1/11,INRT,52.5\u{1E}17,1/1/11,INVI,1,25\u{1E}17,1/1/12,INRT,_NV",
    "17\u{1E}1/1/11\u{1E}INRT\u{1E}52.5\u{1E}17\u{1E}1/1/11\u{1E}INVI\u{1E}1.25\u{1E}17\u{1E}1/1/12\u{1E}INRT\u{1E}_NA",
    "9,1/1/11,INSOL,Ketamine, 1 mg\u{1E}17,1/1/11,INRT,52.5\u{1E}17,1/1/11,INVI,1.25\u{1E}17,1/1/12,INRT,",
  ])
  func aBlocksRecords(text: String) {
    #expect(blocks(packet("1/1/1>" + text)) == [block])
  }

  @Test(arguments: [("0", Reported.value(0)), ("1", .value(1)), ("on", .value(1)), ("_NV", .missing)])
  func aFlagThatIsNotZeroIsSet(text: String, figure: Reported) {
    let found = blocks(packet("1/1/1>9,1/1/11,INA3,\(text)"))
    #expect(found.first?.values == [.init(address: "1/1/11", parameter: .pressure, figure: figure)])
  }

  /// On some lines D and E, large and small, are commands; a rack that is set so sends them doubled.
  @Test func aStuffedBlockIsReadAsThePlainOne() {
    let plain = packet("1/1/1>9,1/1/11,INSOL,Dexmed\u{1E}17,1/1/11,INRT,52.5")
    let stuffed = plain.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "D"): ascii("EX")
      case UInt8(ascii: "E"): ascii("EE")
      case UInt8(ascii: "d"): ascii("ex")
      case UInt8(ascii: "e"): ascii("ee")
      default: [byte]
      }
    }
    #expect(stuffed.count == plain.count + 4)
    #expect(blocks(stuffed + plain).count == 2 && Set(blocks(stuffed + plain)).count == 1)
    #expect(
      BCCWord.alive.stuffedBytes == [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>AEXMIN:ALIVEE") + [0x03]
        + ascii("00061") + [0x04])
  }

  @Test func noFlippedBitMakesAWrongBlock() {
    for bit in 0..<(block.bytes.count * 8) {
      var stream = Array(repeating: block.bytes, count: 3).flatMap { $0 }
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = blocks(stream)
      #expect(found.allSatisfy { $0 == block } && found.count >= 2, "bit \(bit)")
    }
  }

  @Test func anySplit() {
    expectTheSameForAnySplit(of: noise(200, seed: 45) + block.bytes + [0x01] + block.bytes) { BCCDecoder() }
  }
}
