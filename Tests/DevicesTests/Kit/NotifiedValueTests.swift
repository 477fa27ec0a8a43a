import Quantities
import Testing

@testable import Devices

/// The frame in which a port hands over what a Bluetooth device notifies of.
@Suite struct NotifiedValueTests {
  private let worked =
    "B1 0E 05 00 00 2A 5F 00 00 10 00 80 00 00 80 5F 9B 34 FB 6C 29 00 61 00 48 00 FD CD"

  @Test func aWorkedFrame() throws {
    let value = NotifiedValue(of: BluetoothUUID(0x2A5F), hex("00 61 00 48 00"))
    #expect(text(value.bytes) == worked)
    #expect(NotifiedValue(frame: hex(worked)[...]) == value)
  }

  @Test func theLongestValueAndOneMore() throws {
    let longest = NotifiedValue(of: BluetoothUUID(0x2A5F), [UInt8](repeating: 7, count: 255))
    #expect(NotifiedValue(frame: longest.bytes[...]) == longest)
    #expect(longest.bytes.count == NotifiedValue.longestFrame)
    #expect(NotifiedValue(of: BluetoothUUID(0x2A5F), [UInt8](repeating: 7, count: 256)).bytes.isEmpty)
  }

  @Test(arguments: [
    ("2A5F", "2a5f"), ("00002a5f-0000-1000-8000-00805f9b34fb", "2a5f"),
    ("0AAD7EA00D6011E28E3C0002A5D5C51B", "0aad7ea0-0d60-11e2-8e3c-0002a5d5c51b"),
  ])
  func namesInBothForms(written: String, read: String) throws {
    #expect(try #require(BluetoothUUID(written)).description == read)
  }

  @Test(arguments: ["", "2A5", "2A5G", "00002a5f-0000-1000-8000-00805f9b34f"])
  func noNames(written: String) { #expect(BluetoothUUID(written) == nil) }

  /// What another characteristic says is another kind's; what is too short for its own flags is damaged.
  @Test func whatIsNotForTheKind() {
    var decoder = NotifiedDecoder<PLXMeasurement>()
    let battery = NotifiedValue(of: BluetoothUUID(0x2A19), [90]).bytes
    let tooShort = NotifiedValue(of: BluetoothUUID(0x2A5F), hex("1C 61 00 48 00")).bytes
    #expect(decoder.messages(in: battery + tooShort).isEmpty)
    #expect(decoder.counters.badFrames == 2 && decoder.counters.recognisedFrames == 0)
  }

  @Test func anySplitGivesTheSame() {
    let frames = (60..<64).map { NotifiedValue(of: BluetoothUUID(0x2A5F), [0, 97, 0, $0, 0]).bytes }
    expectTheSameForAnySplit(of: noise(40, seed: 4) + frames.flatMap { [0xB1] + $0 }) {
      NotifiedDecoder<PLXMeasurement>()
    }
  }
}

/// IEEE 11073-20601, 16 bits.
@Suite struct MedicalFloatTests {
  @Test(arguments: [
    ("61 00", 97_000), ("CF F3", 97_500), ("64 10", 1_000_000), ("F6 0F", -10_000), ("00 00", 0),
    ("D2 E4", 12_340), ("FD 07", 2_045_000), ("03 08", -2_045_000), ("7B C0", 12), ("85 CF", -12),
  ])
  func numbers(bytes: String, thousandths: Int) {
    #expect(MedicalFloat.reported(hex(bytes)[...]) == .value(Fixed(thousandths: thousandths)))
  }

  @Test("NaN, both infinities, not at this resolution, reserved")
  func whatIsNoNumber() {
    for bytes in ["FF 07", "FE 07", "02 08", "00 08", "01 08"] {
      #expect(MedicalFloat.reported(hex(bytes)[...]) == .missing, "\(bytes)")
    }
  }

  @Test func whatIsWrittenIsRead() {
    for thousandths in [0, 97_000, 97_500, 980, 7, -40_000, 2_045_000, 204_500] {
      let value = Reported.value(Fixed(thousandths: thousandths))
      #expect(MedicalFloat.reported(MedicalFloat.bytes(value)[...]) == value)
    }
    #expect(MedicalFloat.bytes(.missing) == hex("FF 07"))
    #expect(MedicalFloat.bytes(.value(Fixed(3000))) == hex("FF 07"))
  }
}
