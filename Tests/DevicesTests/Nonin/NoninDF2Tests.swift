import Devices
import Quantities
import Testing

private func packets(_ stream: [UInt8]) -> [NoninPacket] {
  var decoder = NoninDF2Decoder()
  return decoder.messages(in: stream)
}

/// Heart rate 74, SpO2 96, as in the packet of the Onyx II manual's format.
private let resting = NoninPacket(pulse: .value(74), spo2: .value(96))

@Suite struct NoninDF2Tests {
  @Test func aWorkedFrameBelongsToTheProtocol() {
    var decoder = NoninDF2Decoder()
    #expect(decoder.messages(in: hex("01 81 43 00 C5")).isEmpty)
    #expect(decoder.counters.goodFrames == 1)
  }

  @Test func twentyFiveFramesMakeAPacket() {
    let found = packets(resting.bytesDF2)
    #expect(found == [resting])
    #expect(resting.bytesDF2.count == 125)
  }

  /// Two bits and seven bits, not bytes: 74 is 00 4A, 300 is 02 2C, 140 is 01 0C.
  @Test(arguments: [18, 74, 127, 128, 140, 255, 256, 300])
  func theHeartRateIsTwoBitsAndSevenBits(rate: Int) {
    let stream = NoninPacket(pulse: .value(Fixed(rate)), spo2: .value(96)).bytesDF2
    #expect(stream[3] == UInt8(rate / 128) && stream[8] == UInt8(rate % 128))
    #expect(packets(stream).first?.pulse == .value(Fixed(rate)))
  }

  @Test func missingNumbersAre511And127() {
    let stream = NoninPacket(pulse: .missing, spo2: .missing).bytesDF2
    #expect(stream[3] == 3 && stream[8] == 127 && stream[13] == 127)
    #expect(packets(stream).first?.pulse == .missing)
    #expect(packets(stream).first?.spo2 == .missing)
  }

  @Test func theHeldDisplayValueIsKeptApart() {
    var packet = NoninPacket(pulse: .missing, spo2: .missing, status: .sensorAlarm)
    packet.displayPulse = .value(74)
    packet.displaySpo2 = .value(96)
    let found = packets(packet.bytesDF2).first
    #expect(found?.pulse == .missing && found?.spo2 == .missing)
    #expect(found?.displayPulse == .value(74) && found?.displaySpo2 == .value(96))
    #expect(found?.status == .sensorAlarm)
  }

  /// A frame of an Xpod with no finger in it.
  @Test func aRecordedFrameWithoutAFinger() {
    let status = NoninStatus(rawValue: hex("01 98 63 00 FC")[1])
    #expect(status == [.mark, .sensorAlarm, .outOfTrack])
    var decoder = NoninDF2Decoder()
    _ = decoder.messages(in: hex("01 98 63 00 FC"))
    #expect(decoder.counters.goodFrames == 1)
  }

  @Test(arguments: [NoninPerfusion.good, .marginal, .low])
  func perfusionMarks(perfusion: NoninPerfusion) {
    let packet = NoninPacket(pulse: .value(74), spo2: .value(96), perfusion: perfusion)
    #expect(packets(packet.bytesDF2).first?.perfusion == perfusion)
  }

  @Test func reservedBitsMeanNothing() {
    var stream = resting.bytesDF2
    stream[38] = 0x04  // STAT2, with a reserved bit
    stream[39] = stream[35..<39].reduce(0, &+)
    #expect(packets(stream) == [resting])
  }

  /// 01 may be a pleth value or a checksum: it begins a frame only with a status and a sum that fit.
  @Test func a01InsideAFrameDoesNotFrame() {
    var stream = resting.bytesDF2
    for frame in stride(from: 0, to: stream.count, by: 5) {
      stream[frame + 2] = 0x01
      stream[frame + 4] = stream[frame..<(frame + 4)].reduce(0, &+)
    }
    #expect(packets(stream) == [resting])
    #expect(packets(Array(stream[2...]) + stream).count == 1)
  }

  @Test func aStreamThatBeginsInTheMiddle() {
    let stream = Array(resting.bytesDF2[57...]) + resting.bytesDF2 + resting.bytesDF2
    #expect(packets(stream).count == 2)
    #expect(packets(stream).map(\.lastFrame) == [37, 62])
  }

  @Test func aBadFrameDropsItsPacketOnly() {
    var stream = resting.bytesDF2 + resting.bytesDF2 + resting.bytesDF2
    stream[125 + 52] ^= 0x10
    var decoder = NoninDF2Decoder()
    #expect(decoder.messages(in: stream).count == 2)
    #expect(decoder.counters.badFrames == 1)
    #expect(decoder.counters.skippedBytes == 5)
  }

  /// Whatever bit is flipped, the packet it is in is lost or right, the next is read, and none is wrong.
  @Test func noFlippedBitMakesAWrongPacket() {
    let two = resting.bytesDF2 + resting.bytesDF2
    for bit in 0..<1000 {
      var stream = two
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = packets(stream)
      #expect(found.allSatisfy { $0.pulse == .value(74) && $0.spo2 == .value(96) }, "bit \(bit)")
      #expect(!found.isEmpty, "bit \(bit)")
    }
  }

  @Test func anySplitAndAnyGarbage() {
    let stream =
      noise(60, seed: 3) + resting.bytesDF2 + noise(300, seed: 4) + resting.bytesDF2 + resting.bytesDF2
    expectTheSameForAnySplit(of: stream) { NoninDF2Decoder() }
    #expect(packets(stream).last?.spo2 == .value(96))
  }
}
