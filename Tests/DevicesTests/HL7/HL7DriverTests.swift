import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct HL7DriverTests {
  private func result(_ id: String, sys: Int = 124, cuffTime: String) -> [UInt8] {
    let segments = [
      "MSH|^~\\&|G||C||20260102101500||ORU^R01|\(id)|P|2.6", "OBX|1|NM|8867-4||72|/min|||||F",
      "OBX|2|NM|8480-6||\(sys)|mm[Hg]|||||F|||\(cuffTime)", "OBX|3|NM|8462-4||78|mm[Hg]|||||F|||\(cuffTime)",
    ]
    return [0x0B] + ascii(segments.joined(separator: "\r") + "\r") + [0x1C, 0x0D]
  }

  @Test func aResultIsAReadingAndIsAcknowledged() throws {
    var gateway = try driver("hl7")
    let found = gateway.received(result("7", cuffTime: "1")[...], at: .seconds(1))
    #expect(found.readings.map(\.hr) == [.value(72)])
    #expect(found.sent.count == 1)
    #expect(
      found.sent.first.map { String(decoding: $0, as: Unicode.ASCII.self).contains("MSA|AA|7\r") } == true)
  }

  private func infusion(_ segments: [String]) -> [UInt8] {
    let head = "MSH|^~\\&|G||C||20260102101500||ORU^R01|9|P|2.6"
    return [0x0B] + ascii(([head] + segments).joined(separator: "\r") + "\r") + [0x1C, 0x0D]
  }

  private let flow =
    "OBX|1|NM|157784^MDC_FLOW_FLUID_PUMP^MDC|1.1.1|52.5|265266^MDC_DIM_MILLI_L_PER_HR^MDC|||||R"
  private let toGo = "OBX|1|NM|157872^MDC_VOL_FLUID_TBI_REMAIN^MDC|1.1.1|23|263762^MDC_DIM_MILLI_L^MDC|||||R"
  private let given =
    "OBX|1|NM|157993^MDC_VOL_FLUID_DELIV_TOTAL^MDC|1.1.1|12|263762^MDC_DIM_MILLI_L^MDC|||||R"

  @Test func aGatewaysPump() throws {
    var gateway = try driver("hl7")
    #expect(
      gateway.received(infusion([flow, toGo, given])[...], at: .start).readings.map(\.pump) == [
        PumpReport(
          rate: MillilitresPerHour(52.5), volume: Millilitres(12), vtbi: .volume(Millilitres(23)))
      ])
  }

  /// Which of several is at this chair, nobody has said.
  @Test func ofSeveralPumpsInOneMessageNoneIsOurs() throws {
    var gateway = try driver("hl7")
    #expect(gateway.received(infusion([flow, toGo, flow])[...], at: .start).readings.isEmpty)
  }
}
