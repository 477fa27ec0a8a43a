import Devices
import InfusionCore
import Quantities
import Testing

private func contec(_ pulse: Int, fingerIsOut: Bool = false) -> [UInt8] {
  ContecV7RealTime(pulse: .value(Fixed(pulse)), spo2: .value(97), fingerIsOut: fingerIsOut).bytes
}

@Suite struct FrameStreamTests {
  @Test func aReadingWhenAValueChangesAndOnceASecondSinceTheLast() throws {
    let stream = (0..<150).flatMap { contec($0 < 100 ? 65 : 66) }
    let effects = try effects(ofFile: stream, "contec-v7")
    // Frame n stands at floor(1000 n / 60) ms: 0, 60 (1 s), 100 (the change), then a second later beyond the
    // end.
    #expect(effects.stampedReadings.map(\.0.milliseconds) == [0, 1000, 1666])
    #expect(effects.lastTime == ms(149_000 / 60))
  }

  @Test func aReadingWhenTheStatusChanges() throws {
    let stream = contec(65) + contec(65, fingerIsOut: true) + contec(65)
    let readings = try effects(ofFile: stream, "contec-v7").readings
    #expect(readings.map(\.status) == [.ok, .off, .ok])
    #expect(readings.map(\.hr) == [.value(65), .noValue, .value(65)])
    #expect(readings.map(\.spo2) == [.value(97), .noValue, .value(97)])
  }

  @Test(arguments: [("contec-v7", 60), ("nonin-df8", 1)])
  func framesOfAFileAreTimedByTheirRate(kind: String, rate: Int64) throws {
    let frame = kind == "contec-v7" ? contec(65) : NoninDF8Frame(pulse: .value(65), spo2: .value(97)).bytes
    let stream = Array(repeating: frame, count: 100).flatMap { $0 }
    #expect(try effects(ofFile: stream, kind).lastTime == ms(99 * 1000 / rate))
  }

  @Test func aNoninPacketStandsAtItsLastFrame() throws {
    let packet = NoninPacket(pulse: .value(74), spo2: .value(96)).bytesDF2
    let times = try effects(ofFile: packet + packet + packet + packet, "nonin-df2")
    #expect(times.stampedReadings.map(\.0.milliseconds) == [24_000 / 75, 99_000 / 75])
  }

  /// A file's readings do not depend on how it was cut into reads.
  @Test func readByteByByteIsTheSame() throws {
    let stream = (0..<130).flatMap { contec(60 + $0 / 50) }
    var byByte = try driver("contec-v7", .source)
    let pieces = stream.flatMap { byByte.received([$0], at: .start) }
    #expect(pieces.readings == (try effects(ofFile: stream, "contec-v7")).readings)
  }
}

@Suite struct ContecDriverTests {
  @Test func aPulseOf140IsAPulseOf140() throws {
    #expect(
      try effects(ofFile: hex("01 E8 85 B3 96 8C E1 FF FF"), "contec-v7").readings.first?.hr == .value(140))
  }

  @Test(arguments: [
    ("01 E1 85 B3 96 C1 E1 FF FF", SensorStatus.off), ("01 E2 85 B3 96 C1 E1 FF FF", .searching),
    ("01 E0 95 B3 96 C1 E1 FF FF", .searching), ("01 E0 85 B3 96 C1 E1 FF FF", .ok),
  ])
  func aPrintedNumberIsNotAReading(frame: String, status: SensorStatus) throws {
    let reading = try effects(ofFile: hex(frame), "contec-v7").readings.first
    #expect(reading?.status == status)
    #expect(reading?.spo2 == (status == .ok ? .value(97) : .noValue))
  }

  @Test func itIsStartedKeptAliveAndStartedAgain() throws {
    let start = hex("7D 81 A1 80 80 80 80 80 80")
    let keepAlive = hex("7D 81 AF 80 80 80 80 80 80")
    var device = try driver("contec-v7")
    #expect(device.opened(at: .start).sent == [start])
    #expect(device.nextDeadline == .seconds(5))
    _ = device.received(contec(65)[...], at: .seconds(3))
    #expect(device.advance(to: .seconds(5)).sent == [keepAlive])
    #expect(device.advance(to: .seconds(10)).sent == [start])
    device.closed(at: .seconds(11))
    #expect(device.nextDeadline == nil)
  }

  @Test func nothingIsSaidToAFile() throws {
    #expect(try effects(ofFile: contec(65), "contec-v7").sent.isEmpty)
  }
}

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
    #expect(try effects(ofFile: hex(frame), "nonin-df8").readings.first?.status == status)
  }
}

@Suite struct MasimoDriverTests {
  @Test(arguments: [
    ("000800", SensorStatus.ok), ("000824", .off), ("000801", .off), ("000880", .off), ("000900", .off),
    ("001800", .off),
    ("000802", .error), ("010800", .error), ("000808", .searching), ("020800", .searching),
    ("000804", .lowPerfusion),
    ("000C00", .lowPerfusion), ("000810", .artifact), ("000840", .artifact), ("040800", .ok),
  ])
  func theExceptionFieldDecides(exception: String, status: SensorStatus) throws {
    let line = "02/22/16 22:47:45 SPO2=098% BPM=101 PI=03.60% ALARM=0010 EXC=\(exception)\r\n"
    let reading = try #require(try effects(ofFile: ascii(line), "masimo-ascii1").readings.first)
    #expect(reading.status == status)
    switch status {
    case .ok: #expect(reading.spo2 == .value(98) && reading.hr == .value(101))
    case .lowPerfusion, .artifact: #expect(reading.spo2 == .value(98, .doubtful))
    case .off, .searching, .error:
      #expect(reading.spo2 == .noValue && reading.hr == .noValue && reading.pi == .noValue)
    }
  }

  @Test func oneLineASecond() throws {
    let line = "SPO2=098% BPM=101 EXC=000800\r\n"
    #expect(
      try effects(ofFile: ascii(line + line + line), "masimo-ascii1").stampedReadings.map(\.0)
        == [.start, .seconds(1), .seconds(2)])
  }
}
