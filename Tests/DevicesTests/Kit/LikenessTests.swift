import Devices
import InfusionCore
import Quantities
import Testing

/// What bytes look like that do not follow the kind that was named.
@Suite struct LikenessTests {
  private let packet = NoninPacket(pulse: .value(74), spo2: .value(72)).bytesDF2

  private func told(_ kind: DeviceKind, line: String, _ bytes: [UInt8], seconds: Range<Int64> = 0..<30)
    -> [String]
  {
    var device = kind.driver(DriverOptions(source: SourceID(kind.name), line: line))
    _ = device.opened(at: .start)
    return seconds.flatMap { device.received(bytes[...], at: .seconds($0)).conducts }
  }

  @Test func theKindWithAChecksumIsNamedAsSoonAsItIsHeard() {
    #expect(
      told(.noninDF8, line: "9600 8N1", packet + packet + packet)
        == ["0 garbled", "0 garbled, looks like nonin-df2"])
  }

  @Test func whatHasNoChecksumIsNamedWhenOthersHaveHadTheirSay() {
    #expect(
      told(.nellcor, line: "9600 8N1", ascii("SPO2=097 HR=072\r\n")).last
        == "14 garbled, looks like nonin-ascii")
  }

  @Test func aLineOfOtherBitsCannotCarryIt() {
    #expect(
      told(.noninDF8, line: "9600 7E1", packet + packet).contains { $0.contains("looks like") } == false)
    #expect(
      told(.pm6750, line: "115200 8N1", packet + packet).contains { $0.contains("looks like") } == false)
  }

  @Test func aNumberOfStopBitsIsNoOtherLine() {
    #expect(told(.noninDF8, line: "9600 8N2", packet + packet).last == "0 garbled, looks like nonin-df2")
  }

  @Test func withoutALineItMayBeAny() {
    #expect(told(.pm6750, line: "", packet + packet).last == "0 garbled, looks like nonin-df2")
  }

  /// What the first line of the alarms says: no frame ever came, and why.
  @Test func aPortThatHearsNoFrameNamesWhatTheBytesLookLike() throws {
    var device = DeviceKind.nellcor.driver(DriverOptions(source: SourceID("nellcor"), line: "9600 8N1"))
    _ = device.opened(at: .start)
    let told = (0..<30).flatMap { device.received(packet[...], at: ms(333 * $0)) }
    #expect(told.links.isEmpty)
    #expect(told.conducts.last?.hasSuffix("garbled, looks like nonin-df2") == true)
    let line = ascii("07-Jan-04 11:24:54   100     102      36\r\n")
    let back = (12..<20).flatMap { device.received(line[...], at: .seconds($0)) }
    #expect(back.links.isEmpty && back.conducts.last?.hasSuffix("follows") == true)
  }

  /// Nothing but the line's own mark of damage: there is nothing to look at.
  @Test func whereTheLineDamagesEveryByteNothingIsNamed() {
    var device = DeviceKind.noninDF2.driver(DriverOptions(source: SourceID("nonin-df2"), line: "9600 8N1"))
    _ = device.opened(at: .start)
    let told = (0..<60).flatMap { device.damaged(5, at: ms(100 * $0)) }
    #expect(told.links.isEmpty && told.conducts.count == 1)
  }

  @Test func noiseLooksLikeNothing() {
    for seed in UInt64(0)..<8 {
      let told = told(.noninDF2, line: "", noise(300, seed: seed))
      #expect(told == ["0 garbled"], "seed \(seed)")
    }
  }

  @Test func whatFollowsAgainLooksLikeNothingElse() {
    var device = DeviceKind.noninDF2.driver(DriverOptions(source: SourceID("nonin-df2"), line: "9600 8N1"))
    let told =
      device.hear(String(repeating: masimo, count: 3), from: 0, through: 5000, every: 1000)
      + (6..<15).flatMap { device.received((packet + packet + packet)[...], at: .seconds($0)) }
    #expect(told.conducts == ["0 garbled", "3 garbled, looks like masimo-ascii1", "9 follows"])
  }
}
