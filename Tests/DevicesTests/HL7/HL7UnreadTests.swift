import Devices
import InfusionCore
import Quantities
import Testing

/// What is not understood is counted, and said once.
@Suite struct HL7UnreadTests {
  private func annotations(_ effects: [DriverEffect]) -> [String] {
    effects.compactMap { if case .input(.annotation(let text, _), _) = $0 { text } else { nil } }
  }

  @Test func eachCodeIsSaidOnceInTheRecordAndCounted() throws {
    var gateway = try driver("hl7")
    let message = hl7(results: [
      "OBX|1|NM|8867-4||72|/min|||||F", "OBX|2|NM|4711^Glow^L||3|/min|||||F", "OBX|3|NM|4712||5|/min|||||F",
    ])
    let told = (1...3).flatMap { gateway.received(message[...], at: .seconds($0)) }
    #expect(annotations(told) == ["4711 = 3 not understood (Glow); 4712 = 5 not understood"])
    #expect(gateway.unread.entries.map(\.count) == [3, 3])
    #expect(told.readings.count == 3)
  }

  @Test func aHundredCodesAreTenLinesAndAThousandAreNotMore() throws {
    var gateway = try driver("hl7")
    func message(_ codes: Range<Int>) -> [UInt8] {
      hl7(results: codes.map { "OBX|\($0)|NM|\(900_000 + $0)^X^MDC||1|/min|||||F" })
    }
    #expect(annotations(gateway.received(message(0..<100)[...], at: .start)).count == 10)
    let rest = annotations(gateway.received(message(0..<1000)[...], at: .start))
    #expect(rest.count == 11)
    #expect(rest.last == "what else is not understood is counted, and no more said here")
    #expect(annotations(gateway.received(message(1000..<1010)[...], at: .start)).isEmpty)
    #expect(gateway.unread.entries.count == 500)
    #expect(gateway.unread.uncountedTimes == 510)
  }

  /// A wrong bed's codes are not ours to understand.
  @Test func whatIsNotMeantIsNotCounted() throws {
    var gateway = DeviceKind.hl7.driver(
      DriverOptions(source: SourceID("hl7"), addressee: Addressee(bed: "BED1")))
    let message = hl7(results: ["PV1||O|BED7", "OBX|2|NM|4711^Glow^L||3|/min|||||F"])
    _ = gateway.received(message[...], at: .start)
    #expect(gateway.unread.entries.isEmpty)
  }

  @Test func nothingThatWasSentMovesTheWritingAbout() {
    let unread = Unread(
      code: "1\u{1B}[2J", name: "a\u{202E}b", value: "\r\n" + String(repeating: "9", count: 90))
    #expect(unread.description == "1?[2J = ??99999999999999999999999999999999999999 not understood (a?b)")
  }

  @Test func theKeysOfALineThatNobodyKnows() throws {
    var bridge = try driver("line")
    let told = bridge.received(ascii("hr=72 glow=3\nglow=4 hr=73 mood=good\n")[...], at: .start)
    #expect(annotations(told).isEmpty)
    #expect(
      bridge.unread.entries.map { "\($0.unread) \($0.count)" } == [
        "glow = 3 not understood 2", "mood = good not understood 1",
      ])
  }
}
