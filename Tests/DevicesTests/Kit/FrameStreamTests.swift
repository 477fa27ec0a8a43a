import Devices
import InfusionCore
import Quantities
import Testing

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
