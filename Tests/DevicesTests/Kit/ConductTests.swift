import Devices
import InfusionCore
import Quantities
import Testing

/// A stream of lines under its own clock and what is told of its conduct: `4 garbled`.
private struct Stream: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var lines: String
  var told: [String]

  init(_ description: String, _ lines: String, _ told: [String]) {
    testDescription = description
    self.lines = lines
    self.told = told
  }
}

/// A good line a second, both ends included.
private func good(_ seconds: ClosedRange<Int>) -> String {
  seconds.map { "@\($0) hr=7\($0 % 10) spo2=97\n" }.joined()
}

private func bad(_ count: Int) -> String { String(repeating: "hr=7x spo2=97\n", count: count) }

/// Lines that do not follow the protocol, under the clock of those that do: a bad one has no time of its own.
@Suite struct GarbledLineTests {
  @Test(
    arguments: [
      Stream("what follows is not told", good(0...30), []),
      Stream("one bad line among good ones is the cable's", good(0...4) + bad(1) + good(5...9), []),
      Stream("fewer bad ones than good in 5 s", good(0...4) + bad(4) + good(5...9), []),
      Stream("as many bad ones as good in 5 s", good(0...4) + bad(6) + good(5...6), ["4 garbled"]),
      Stream("two bad ones are too few, whatever else there is", bad(2) + good(0...1), []),
      Stream("three, and none good", bad(3), ["0 garbled"]),
      Stream("what is older than 5 s does not count", bad(2) + good(0...9) + bad(2), []),
      Stream(
        "3 s of good ones, and it follows again", good(0...1) + bad(3) + good(10...20),
        ["1 garbled", "13 follows"]),
      Stream(
        "a bad one begins the 3 s anew", bad(3) + good(10...12) + bad(1) + good(13...20),
        ["0 garbled", "16 follows"]),
      Stream(
        "what was forgiven is forgotten", bad(9) + good(10...14) + bad(1) + good(15...16),
        ["0 garbled", "13 follows"]),
      Stream(
        "comments and repeats follow the protocol", String(repeating: "# a title\n", count: 9) + bad(3), []),
    ])
  private func told(stream: Stream) throws {
    #expect(try effects(ofFile: ascii(stream.lines), "line").conducts == stream.told)
  }

  /// In a resumed session, what it was last told of the source is taken back once that is over.
  @Test(arguments: [
    (SourceConduct.garbled(looksLike: nil), ["3 follows"]), (.floods, ["0 follows"]), (.follows, []),
  ])
  func whatWasToldBeforeTheRestartIsTakenBack(conduct: SourceConduct, told: [String]) throws {
    let options = DriverOptions(source: SourceID("line"), timing: .source, conduct: conduct)
    var line = try DeviceKind.named("line").driver(options)
    #expect(line.received(ascii(good(0...9))[...], at: .start).conducts == told)
  }

  /// The first reading that may be used again comes after the word that it may.
  @Test func theWordStandsBeforeTheReading() throws {
    let all = try effects(ofFile: ascii(bad(3) + good(0...3)), "line")
    let index = try #require(all.lastIndex { if case .input(.conduct, _) = $0 { true } else { false } })
    #expect(all[(index + 1)...].map { $0 } == Array(all.suffix(1)))
    #expect(all.readings.count == 4)
  }

  @Test func aLineWithoutAnEndIsTooLongAtOnce() throws {
    var line = try driver("line")
    _ = line.received(ascii(good(0...1))[...], at: .start)
    #expect(line.received([UInt8](repeating: 0x55, count: 256)[...], at: .seconds(1)).conducts.isEmpty)
    #expect(line.received([0x55, 0x55], at: .seconds(1)).conducts == ["1 garbled"])
  }

  @Test(arguments: [DriverOptions.Timing.source, .arrival])
  func anyWayOfCuttingItGivesTheSame(timing: DriverOptions.Timing) throws {
    for seed in 0..<20 {
      var random = Seeded(UInt64(seed))
      var second = 0
      var stream: [UInt8] = []
      for _ in 0..<60 {
        second += Bool.random(using: &random) ? 1 : 0
        let isGood = Int.random(in: 0..<20, using: &random) > seed
        stream += isGood ? ascii(good(second...second)) : noise(9, seed: UInt64(second)) + ascii(bad(1))
      }
      var whole = try driver("line", timing)
      let expected = whole.received(stream[...], at: .seconds(1))
      var cut = try driver("line", timing)
      let found = stream.flatMap { cut.received([$0], at: .seconds(1)) }
      #expect(found.conducts == expected.conducts, "seed \(seed)")
      #expect(found.stampedReadings.map(\.0) == expected.stampedReadings.map(\.0), "seed \(seed)")
      #expect(found.readings == expected.readings, "seed \(seed)")
    }
  }
}

/// Under the wall clock, with the kinds' own intervals.
@Suite struct GarbledBytesTests {
  @Test func badLinesASecond() throws {
    var line = try driver("line")
    let told =
      line.hear("hr=70\n", from: 0, through: 4000, every: 1000)
      + line.hear("hr=7x\n", from: 5000, through: 20_000, every: 1000)
      + line.hear("hr=70\n", from: 21_000, through: 30_000, every: 1000)
    // At 7 s: bad at 5, 6 and 7, good at 2, 3 and 4.
    #expect(told.conducts == ["7 garbled", "24 follows"])
  }

  @Test func aGatewaysIntervalIsLonger() throws {
    var gateway = try driver("hl7")
    let result = "\u{0B}MSH|^~\\&|G||C||2026||ORU^R01|1|P|2.6\rOBX|1|NM|8867-4||72|/min|||||F\r\u{1C}\r"
    let told =
      gateway.hear("\u{0B}nonsense\u{1C}\r", from: 0, through: 40_000, every: 20_000)
      + gateway.hear(result, from: 50_000, through: 100_000, every: 10_000)
    #expect(told.conducts == ["40 garbled", "80 follows"])
  }

  @Test(arguments: [(19, 6000, false), (20, 4999, false), (20, 5000, true), (64, 0, true), (63, 0, false)])
  func noiseOnAFrameProtocol(bytes: Int, over span: Int64, isGarbled: Bool) throws {
    var oximeter = try driver("nonin-df2")
    let each = span / Int64(bytes - 1)
    let told = (0..<bytes).flatMap { index in
      oximeter.received([0xF8], at: ms(index == bytes - 1 ? span : Int64(index) * each))
    }
    #expect(told.conducts.isEmpty != isGarbled)
  }

  @Test func aQuarterOfTheBytesMayBeLost() throws {
    let packet = NoninPacket(pulse: .value(74), spo2: .value(96)).bytesDF2
    var oximeter = try driver("nonin-df2")
    var told: [DriverEffect] = []
    for second in 0..<9 {
      told += oximeter.received(
        (packet + [UInt8](repeating: 0xF8, count: 30))[...], at: .seconds(Int64(second)))
    }
    #expect(told.conducts.isEmpty)
    for second in 9..<12 {
      told += oximeter.received(
        (packet + [UInt8](repeating: 0xF8, count: 90))[...], at: .seconds(Int64(second)))
    }
    #expect(told.conducts == ["10 garbled"])
  }

  @Test func whatTheLineItselfMarkedAsDamagedIsLost() throws {
    var oximeter = try driver("nonin-df2")
    #expect(oximeter.damaged(64, at: .seconds(1)).conducts == ["1 garbled"])
  }

  @Test func twoDevicesOnOneLineAreTooFast() throws {
    var oximeter = try driver("masimo-ascii1")
    _ = oximeter.opened(at: .start)
    let told =
      oximeter.hear(masimo, from: 0, through: 20_000, every: 400)
      + oximeter.hear(masimo, from: 21_000, through: 30_000, every: 1000)
    #expect(told.conducts.first == "10 garbled")
    #expect(told.conducts.count == 2)
  }

  @Test func whatPiledUpWhileNobodyReadIsNoHaste() throws {
    var oximeter = try driver("masimo-ascii1")
    _ = oximeter.opened(at: .start)
    let told =
      oximeter.hear(masimo, from: 0, through: 30_000, every: 1000)
      + oximeter.received(ascii(String(repeating: masimo, count: 60))[...], at: .seconds(90))
      + oximeter.hear(masimo, from: 91_000, through: 99_000, every: 1000)
    #expect(told.conducts.isEmpty)
  }
}

@Suite struct FloodTests {
  @Test(arguments: [(50, false), (48, true), (1, true)])
  func moreThanTwentyReadingsASecondForTwoSeconds(every step: Int64, isFlood: Bool) throws {
    var line = try driver("line")
    let told = line.hear("hr=70\n", from: 0, through: 6000, every: step).conducts
    #expect(told.map { $0.hasSuffix("floods") } == (isFlood ? [true] : []))
  }

  @Test func aBurstIsNoFlood() throws {
    var line = try driver("line")
    let told =
      line.hear("hr=70\n", from: 0, through: 900, every: 10)
      + line.hear("hr=70\n", from: 5000, through: 9000, every: 1000)
    #expect(told.conducts.isEmpty)
    #expect(told.readings.count == 96)
  }

  @Test func itIsThinnedToTheLastOfEach100Milliseconds() throws {
    var lines = ""
    for tick in 0..<500 { lines += "@\(Fixed(thousandths: tick * 10)) hr=\(tick % 10 + 60)\n" }
    lines += good(6...9)
    let told = try effects(ofFile: ascii(lines), "line")
    #expect(told.conducts == ["2 floods", "7 follows"])
    // 200 of the first two seconds, 10 a second of the next three, and the four behind.
    try #require(told.readings.count == 200 + 30 + 4)
    #expect(told.stampedReadings[200..<230].map(\.0) == (0..<30).map { ms(2090 + 100 * $0) })
    #expect(Set(told.readings[200..<230].map(\.hr)) == [.value(69)])
    let times = told.stampedReadings.map(\.0)
    #expect(times == times.sorted())
  }

  @Test func aPressureAndAPumpsWordAmongThemAreNotLost() throws {
    var line = try driver("line")
    _ = line.hear("hr=70\n", from: 0, through: 3000, every: 10)
    let told =
      line.received(ascii("sys=120 dia=80\npump=occluded rate=5\nhr=71\nrate=6\n")[...], at: ms(3010))
      + line.advance(to: ms(3100))
    let reading = try #require(told.readings.last)
    #expect(reading.nibp == .measured(.pressure(sys: 120, dia: 80)))
    #expect(reading.pump == PumpReport(state: .occluded, rate: MillilitresPerHour(6)))
    #expect(reading.hr == .value(71))
  }

  @Test func whatIsHeldIsGivenWhenItsTimeIsOver() throws {
    var line = try driver("line")
    _ = line.hear("hr=70\n", from: 0, through: 3000, every: 10)
    #expect(line.nextDeadline == ms(3100))
    #expect(line.advance(to: ms(3099)).readings.isEmpty)
    #expect(line.advance(to: ms(3100)).readings.map(\.hr) == [.value(70)])
  }

  @Test func aKindWithARateOfItsOwnIsGarbledInstead() throws {
    var oximeter = try driver("masimo-ascii1")
    let told = oximeter.hear(masimo, from: 0, through: 12_000, every: 40)
    #expect(!told.conducts.contains { $0.hasSuffix("floods") })
  }
}
