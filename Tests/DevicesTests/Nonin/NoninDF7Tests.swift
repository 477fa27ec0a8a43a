import Devices
import Quantities
import Testing

@Suite struct NoninDF7Tests {
  private let packet = NoninPacket(pulse: .value(140), spo2: .value(96), perfusion: .good)

  private func packets(_ stream: [UInt8]) -> [NoninPacket] {
    var decoder = NoninDF7Decoder()
    return decoder.messages(in: stream)
  }

  @Test func theFloatsAreThoseOfFormat2() {
    #expect(packets(packet.bytesDF7) == [packet])
  }

  @Test func noFlippedBitMakesAWrongPacket() {
    for bit in 0..<1000 {
      var stream = packet.bytesDF7 + packet.bytesDF7
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = packets(stream)
      #expect(
        found.allSatisfy { $0.pulse == .value(140) && $0.spo2 == .value(96) } && !found.isEmpty, "bit \(bit)")
    }
  }

  @Test func aStreamThatBeginsInTheMiddle() {
    #expect(packets(Array(packet.bytesDF7[33...]) + packet.bytesDF7).count == 1)
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(
      of: noise(300, seed: 12) + packet.bytesDF7 + noise(40, seed: 13) + packet.bytesDF7
    ) {
      NoninDF7Decoder()
    }
  }
}
