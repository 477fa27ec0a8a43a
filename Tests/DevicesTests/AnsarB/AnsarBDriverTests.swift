import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct AnsarBDriverTests {
  @Test func anUnchangedPressureIsNeverANewOne() throws {
    let message = AnsarBMessage(
      hr: .value(80), spo2: .value(100), sys: .value(121), dia: .value(75), map: .value(92))
    var other = message
    other.sys = .value(125)
    let stream = thrice(message.bytes) + message.bytes + other.bytes + other.bytes
    let effects = try effects(ofFile: stream, "ansarb")
    #expect(effects.stampedReadings.map(\.0) == [.seconds(2), .seconds(3), .seconds(4), .seconds(5)])
    #expect(
      effects.readings.map(\.nibp) == [
        measured(121, 75, 92, ageIsUnknown: true), nil, measured(125, 75, 92), nil,
      ])
    #expect(effects.readings.map(\.hr) == Array(repeating: .value(80), count: 4))
  }
}
