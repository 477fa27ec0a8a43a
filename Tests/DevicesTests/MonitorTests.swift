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

@Suite struct HL7Tests {
  private let text = [
    "MSH|^~\\&|GATEWAY|OR|CHAIRSIDE||20260102101500||ORU^R01^ORU_R01|MSG00042|P|2.6",
    "PID|||12345", "OBR|1|||VITALS|||20260102101500",
    "OBX|1|NM|8867-4^Heart rate^LN||72|/min^per minute^UCUM|||||F|||20260102101500",
    "OBX|2|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||98|262688^MDC_DIM_PERCENT^MDC|||||R",
    "OBX|3|NM|8480-6^Systolic^LN||124|mm[Hg]|||||F|||20260102100900",
    "OBX|4|NM|8462-4^Diastolic^LN||78|mm[Hg]|||||F|||20260102100900",
    "OBX|5|NM|99999-9^Something^LN||1|/min|||||F", "OBX|6|NM|8310-5^Temperature^LN||98.6|[degF]|||||F",
    "OBX|7|NM|9279-1^Resp^LN||14|/min|||||X",
  ]

  private func envelope(_ segments: [String]) -> [UInt8] {
    [0x0B] + ascii(segments.joined(separator: "\r") + "\r") + [0x1C, 0x0D]
  }

  private func messages(_ stream: [UInt8]) -> [HL7Message] {
    var decoder = HL7Decoder()
    return decoder.messages(in: stream)
  }

  @Test func aResultWithCodesOfBothKinds() throws {
    let message = try #require(messages(envelope(text)).first)
    #expect(message.controlID == "MSG00042")
    #expect(
      message.figures == [
        .hr: .value(72), .spo2: .value(98), .sys: .value(124), .dia: .value(78), .rr: .missing,
      ])
    #expect(message.cuffTime == "20260102100900")
  }

  @Test func theAnswerNamesTheMessage() throws {
    let message = try #require(messages(envelope(text)).first)
    #expect(
      HL7Acknowledgement(to: message).bytes
        == [0x0B] + ascii("MSH|^~\\&|CHAIRSIDE||||||ACK^R01|MSG00042|P|2.6\rMSA|AA|MSG00042\r") + [
          0x1C, 0x0D,
        ])
    let hostile = HL7Message(controlID: "A|B\u{1C}\rMSH")
    #expect(!HL7Acknowledgement(to: hostile).bytes.dropLast(2).contains(0x1C))
  }

  @Test func othersSeparatorsAndOthersMessages() {
    let hash = text.map { $0.replacing("|", with: "#") }
    #expect(messages(envelope(hash)).first?.figures[.hr] == .value(72))
    var decoder = HL7Decoder()
    #expect(decoder.messages(in: envelope(["MSH|^~\\&|A|B|C|D|2026||ADT^A01|7|P|2.6"])).isEmpty)
    #expect(decoder.counters.ignoredFrames == 1)
    #expect(decoder.messages(in: envelope(["hello"])).isEmpty)
    #expect(decoder.counters.badFrames == 1)
  }

  @Test func aMessageThatNeverEndsGivesWayToTheNext() {
    #expect(messages(Array(envelope(text).dropLast(2)) + envelope(text)).count == 1)
    #expect(messages([0x0B] + [UInt8](repeating: 0x41, count: 70_000) + envelope(text)).count == 1)
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(of: noise(200, seed: 53) + envelope(text) + envelope(text)) { HL7Decoder() }
  }
}
