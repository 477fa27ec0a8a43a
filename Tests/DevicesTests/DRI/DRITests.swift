import Devices
import Quantities
import Testing

@Suite struct DRITests {
  private let record = DRIRecord(
    hr: .value(140), spo2: .value(97), pulse: .value(139), temp: .value(Fixed(thousandths: 36600)),
    sys: .value(124),
    dia: .value(78), map: .value(93))

  private func records(_ stream: [UInt8]) -> [DRIRecord] {
    var decoder = DRIDecoder()
    return decoder.messages(in: stream)
  }

  @Test func theOfficialRequest() {
    let bytes = DRIRequest.displayedValues.bytes
    #expect(bytes.count == 52)
    #expect(bytes.starts(with: hex("7E 31 00")))
    #expect(bytes.suffix(11) == hex("01 0A 00 0E 00 00 00 00 00 49 7E")[...])
    #expect(bytes.filter { $0 == 0xFF }.count == 1)
  }

  /// A checksum of 7D goes out as 7D 5D.
  @Test func theChecksumIsEscapedToo() {
    var other = record
    var seen = 0
    for rate in 0...350 {
      other.hr = .value(Fixed(rate))
      let bytes = other.bytes
      if bytes.suffix(3).starts(with: [0x7D, 0x5D]) || bytes.suffix(3).starts(with: [0x7D, 0x5E]) {
        seen += 1
      }
      #expect(records(bytes) == [other])
    }
    #expect(seen > 0)
  }

  @Test func specialNumbersAndInactiveGroupsAreNone() {
    #expect(records(DRIRecord().bytes) == [DRIRecord()])
  }

  @Test func ourOwnRequestReadBackIsNothing() {
    var decoder = DRIDecoder()
    #expect(decoder.messages(in: DRIRequest.displayedValues.bytes).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1)
  }

  @Test func noFlippedBitMakesAWrongRecord() {
    let length = record.bytes.count
    for bit in 0..<(length * 8) {
      var stream = record.bytes + record.bytes + record.bytes
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = records(stream)
      #expect(found.allSatisfy { $0 == record } && !found.isEmpty, "bit \(bit)")
    }
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(of: noise(300, seed: 51) + record.bytes + noise(100, seed: 52) + record.bytes) {
      DRIDecoder()
    }
    #expect(records(noise(300, seed: 51) + record.bytes + record.bytes).last == record)
  }
}
