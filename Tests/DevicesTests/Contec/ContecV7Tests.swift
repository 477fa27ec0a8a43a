import Devices
import Quantities
import Testing

private func realTime(_ stream: [UInt8]) -> [ContecV7RealTime] {
  var decoder = ContecV7Decoder()
  return decoder.messages(in: stream).compactMap { if case .realTime(let data) = $0 { data } else { nil } }
}

@Suite struct ContecV7Tests {
  /// First frame of a public recording of a CMS50D+ (headrotor/contec_data, MIT).
  @Test func aRecordedFrame() throws {
    let data = try #require(realTime(hex("01 E0 85 B3 96 C1 E1 FF FF")).first)
    #expect(data.signalStrength == 5 && data.wave == 51 && data.bar == 6)
    #expect(data.pulse == .value(65) && data.spo2 == .value(97))
    #expect(data.perfusionIndex == .missing)
    #expect(!data.fingerIsOut && !data.isSearching && !data.pulseBeep)
  }

  @Test func anotherRecordedFrame() throws {
    let data = try #require(realTime(hex("01 E0 84 93 92 BC E3 FF FF")).first)
    #expect(data.signalStrength == 4 && data.wave == 19 && data.bar == 2)
    #expect(data.pulse == .value(60) && data.spo2 == .value(99))
  }

  /// Six of eight public decoders mask bit 7 away and say 12.
  @Test func aPulseOf128OrMoreIsWhole() {
    #expect(realTime(hex("01 E8 85 B3 96 8C E1 FF FF")).first?.pulse == .value(140))
    for rate in 1...254 {
      let frame = ContecV7RealTime(pulse: .value(Fixed(rate)), spo2: .value(97)).bytes
      #expect(realTime(frame).first?.pulse == .value(Fixed(rate)))
    }
  }

  /// E0 to E3 are not all there is: bit 3 belongs to the pulse, bits 5 and 6 to the perfusion index.
  @Test func anyHighByteIsRead() {
    let frame = ContecV7RealTime(
      pulse: .value(200), spo2: .value(91), perfusionIndex: .value(Fixed(thousandths: 1280))
    ).bytes
    #expect(frame[1] == 0xA8)
    let data = realTime(frame).first
    #expect(data?.pulse == .value(200) && data?.perfusionIndex == .value(Fixed(thousandths: 1280)))
  }

  @Test func bit4OfTheBarByteSaysThatThePerfusionIndexIsInvalid() {
    var frame = ContecV7RealTime(
      pulse: .value(60), spo2: .value(97), perfusionIndex: .value(Fixed(thousandths: 4200))
    ).bytes
    #expect(realTime(frame).first?.perfusionIndex == .value(Fixed(thousandths: 4200)))
    frame[4] |= 0x10
    #expect(realTime(frame).first?.perfusionIndex == .missing)
  }

  @Test func theWaveIsSevenBits() {
    #expect(realTime(hex("01 E0 85 FF 96 C1 E1 FF FF")).first?.wave == 127)
  }

  @Test(arguments: [
    ("01 E1 80 C0 90 FF FF FF FF", "finger"), ("01 E2 85 B3 96 C1 E1 FF FF", "searching"),
    ("01 E0 95 B3 96 C1 E1 FF FF", "searchingTooLong"), ("01 E0 A5 B3 96 C1 E1 FF FF", "dropping"),
    ("01 E0 C5 B3 96 C1 E1 FF FF", "beep"),
  ])
  func everyStatusBit(frame: String, expected: String) throws {
    let data = try #require(realTime(hex(frame)).first)
    let set = [
      ("finger", data.fingerIsOut), ("searching", data.isSearching),
      ("searchingTooLong", data.isSearchingTooLong),
      ("dropping", data.spo2IsDropping), ("beep", data.pulseBeep),
    ].filter(\.1).map(\.0)
    #expect(set == [expected])
  }

  @Test func theInvalidNumbersAreNone() {
    let data = realTime(hex("01 FC 80 C0 90 FF FF FF FF")).first
    #expect(data?.pulse == .missing)
    #expect(realTime(hex("01 E0 80 C0 90 80 FF FF FF")).first?.pulse == .missing)
    #expect(realTime(hex("01 E0 80 C0 90 C1 FF FF FF")).first?.spo2 == .missing)
  }

  @Test func repliesAndUnknownTypes() {
    var decoder = ContecV7Decoder()
    let stream = hex(
      "0C 80 0B 80 A1 85 0D 80 81 7F 80 80 02 80 81 81 81 81 81 81 81 01 E0 85 B3 96 C1 E1 FF FF")
    let messages = decoder.messages(in: stream)
    #expect(messages.first == .reply(.free))
    #expect(messages.dropFirst().first == .reply(.feedback(command: 0x21, reason: 5)))
    #expect(messages.dropFirst(2).first == .reply(.disconnecting(reason: 1)))
    #expect(messages.count == 4)
    #expect(decoder.counters.ignoredFrames == 1)
    #expect(decoder.counters.skippedBytes == 3)
  }

  @Test func aCutPacketIsDroppedAndTheNextIsRead() {
    var decoder = ContecV7Decoder()
    let found = decoder.messages(
      in: hex("01 E0 85 B3 01 E0 85 B3 96 C1 E1 FF FF B3 B3 01 E0 85 B3 96 C2 E1 FF FF"))
    #expect(found.count == 2)
    #expect(decoder.counters.badFrames == 1)
    #expect(decoder.counters.skippedBytes == 6)
  }

  @Test func everyFrameIsReadBackAsItWasWritten() {
    for spo2 in 0...100 {
      let data = ContecV7RealTime(
        pulse: .value(Fixed(30 + spo2)), spo2: .value(Fixed(spo2)),
        perfusionIndex: .value(Fixed(thousandths: spo2 * 200)),
        signalStrength: spo2 % 9, wave: spo2, bar: spo2 % 16, pulseBeep: spo2 % 2 == 0,
        fingerIsOut: spo2 % 3 == 0,
        isSearching: spo2 % 5 == 0, isSearchingTooLong: spo2 % 7 == 0, spo2IsDropping: spo2 % 11 == 0)
      #expect(realTime(data.bytes) == [data])
    }
  }

  @Test func anySplitAndAnyGarbage() {
    let frame = hex("01 E0 85 B3 96 C1 E1 FF FF")
    let stream = noise(50, seed: 1) + frame + hex("FF FF 01 E0") + frame + noise(900, seed: 2) + frame + frame
    expectTheSameForAnySplit(of: stream) { ContecV7Decoder() }
    #expect(realTime(stream).last == realTime(frame).first)
  }

  @Test(arguments: [
    (ContecV7Command.startRealTime, "7D 81 A1 80 80 80 80 80 80"), (.keepAlive, "7D 81 AF 80 80 80 80 80 80"),
  ])
  func theTwoCommands(command: ContecV7Command, bytes: String) {
    #expect(command.bytes == hex(bytes))
  }
}
