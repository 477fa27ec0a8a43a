import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct NoninDriverTests {
  private func readings(_ packets: [NoninPacket]) throws -> [Reading] {
    try effects(ofFile: packets.flatMap(\.bytesDF2), "nonin-df2").readings
  }

  @Test func theHeldDisplayValueIsNoReading() throws {
    var out = NoninPacket(pulse: .missing, spo2: .missing, status: [.sensorAlarm, .outOfTrack])
    out.displayPulse = .value(74)
    out.displaySpo2 = .value(96)
    let readings = try readings([NoninPacket(pulse: .value(74), spo2: .value(96)), out])
    #expect(readings.map(\.spo2) == [.value(96), .noValue])
    #expect(readings.map(\.status) == [.ok, .off])
  }

  private static let bits: [(NoninStatus, SensorStatus)] = [
    (.sensorAlarm, .off), (.sensorDisconnected, .off), (.outOfTrack, .searching), (.artifact, .artifact),
    ([.artifact, .outOfTrack, .sensorAlarm], .off),
  ]

  @Test(arguments: bits)
  func everyStatusBit(bits: NoninStatus, status: SensorStatus) throws {
    let reading = try readings([NoninPacket(pulse: .value(74), spo2: .value(96), status: bits)]).first
    #expect(reading?.status == status)
    #expect(reading?.hr == (status == .artifact ? .value(74, .doubtful) : .noValue))
  }

  /// Perfusion is marked only around a pulse: at 40/min two packets in three say nothing, and must not say
  /// "well again".
  @Test func lowPerfusionHoldsBetweenPulses() throws {
    let low = NoninPacket(pulse: .value(40), spo2: .value(96), perfusion: .low)
    let between = NoninPacket(pulse: .value(40), spo2: .value(96))
    let good = NoninPacket(pulse: .value(40), spo2: .value(96), perfusion: .good)
    #expect(
      try readings([low, between, between, low, between, good]).map(\.status) == [
        .lowPerfusion, .lowPerfusion, .ok,
      ])
  }

  @Test(arguments: [
    ("80 4A 60 08", SensorStatus.off), ("A0 4A 60 00", .searching), ("84 4A 60 00", .artifact),
    ("90 4A 60 00", .lowPerfusion), ("88 4A 60 00", .ok), ("80 4A 60 00", .ok),
  ])
  func dataFormat8LooksAtTheAlarmFirst(frame: String, status: SensorStatus) throws {
    #expect(try effects(ofFile: thrice(hex(frame)), "nonin-df8").readings.first?.status == status)
  }

  @Test func noninAscii() throws {
    let lines = thrice(ascii("SPO2=097 HR=072\r\n")) + ascii("SPO2=--- HR=---\r\n")
    let found = try effects(ofFile: lines, "nonin-ascii").readings
    #expect(found.map(\.spo2) == [.value(97), .noValue])
  }

  @Test func noninDF7() throws {
    let packet = NoninPacket(pulse: .value(140), spo2: .value(96)).bytesDF7
    #expect(try effects(ofFile: packet, "nonin-df7").readings.first?.hr == .value(140))
  }
}
