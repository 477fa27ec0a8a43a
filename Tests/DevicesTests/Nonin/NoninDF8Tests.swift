import Devices
import Quantities
import Testing

@Suite struct NoninDF8Tests {
  private func frames(_ stream: [UInt8]) -> [NoninDF8Frame] {
    var decoder = NoninDF8Decoder()
    return decoder.messages(in: stream)
  }

  @Test func aFrame() {
    #expect(frames(hex("80 4A 60 00")) == [NoninDF8Frame(pulse: .value(74), spo2: .value(96))])
  }

  @Test(arguments: [127, 128, 140, 256, 300])
  func theHeartRateHasNineBits(rate: Int) {
    let frame = NoninDF8Frame(pulse: .value(Fixed(rate)), spo2: .value(96))
    #expect(frames(frame.bytes) == [frame])
  }

  @Test(arguments: [
    ("A0 4A 60 00", NoninDF8Frame(pulse: .value(74), spo2: .value(96), outOfTrack: true)),
    ("90 4A 60 00", NoninDF8Frame(pulse: .value(74), spo2: .value(96), lowPerfusion: true)),
    ("88 4A 60 00", NoninDF8Frame(pulse: .value(74), spo2: .value(96), marginalPerfusion: true)),
    ("84 4A 60 00", NoninDF8Frame(pulse: .value(74), spo2: .value(96), artifact: true)),
    ("80 4A 60 08", NoninDF8Frame(pulse: .value(74), spo2: .value(96), sensorAlarm: true)),
    ("80 4A 60 20", NoninDF8Frame(pulse: .value(74), spo2: .value(96), smartPoint: true)),
    ("80 4A 60 01", NoninDF8Frame(pulse: .value(74), spo2: .value(96), batteryIsLow: true)),
    ("83 7F 7F 08", NoninDF8Frame(pulse: .missing, spo2: .missing, sensorAlarm: true)),
    ("C0 4A 60 46", NoninDF8Frame(pulse: .value(74), spo2: .value(96))),
  ])
  func everyStatusBit(bytes: String, frame: NoninDF8Frame) {
    #expect(frames(hex(bytes)) == [frame])
  }

  @Test func aShortFrameIsDropped() {
    #expect(frames(hex("80 4A 80 4A 60 00 00 80 4B 60 00")).map(\.pulse) == [.value(74), .value(75)])
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(of: noise(200, seed: 6) + hex("80 4A 60 00 81 0C 60 00")) { NoninDF8Decoder() }
  }
}
