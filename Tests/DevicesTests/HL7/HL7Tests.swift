import Devices
import Quantities
import Testing

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
    #expect(message.header.controlID == "MSG00042")
    #expect(
      message.figures == [
        .hr: .value(72), .spo2: .value(98), .sys: .value(124), .dia: .value(78), .rr: .missing,
        .temp: .value(37),
      ])
    #expect(message.unread.map(\.description) == ["99999-9 = 1 not understood (Something)"])
  }

  @Test func othersSeparatorsAndOthersMessages() {
    let hash = text.map { $0.replacing("|", with: "#") }
    #expect(messages(envelope(hash)).first?.figures[.hr] == .value(72))
    var decoder = HL7Decoder()
    let admission = decoder.messages(in: envelope(["MSH|^~\\&|A|B|C|D|2026||ADT^A01|7|P|2.6"]))
    #expect(admission.map(\.refusal) == [.otherType("ADT")])
    #expect(decoder.counters.ignoredFrames == 1)
    #expect(decoder.messages(in: envelope(["hello"])).map(\.refusal) == [.noHeader])
    #expect(decoder.counters.badFrames == 1)
    #expect(decoder.counters.goodFrames == 0)
  }

  @Test func aMessageThatNeverEndsGivesWayToTheNext() {
    #expect(messages(Array(envelope(text).dropLast(2)) + envelope(text)).count == 1)
    #expect(messages([0x0B] + [UInt8](repeating: 0x41, count: 70_000) + envelope(text)).count == 1)
  }

  /// Whichever bit is flipped, no value appears that was not sent, except one whose own digits were hit.
  @Test func aTurnedBitMakesNoValueOfAnotherVital() {
    let segments = [
      text[0], "OBX|1|NM|8867-4^Heart rate^LN||72|/min|||||F", "OBX|2|NM|59408-5^SpO2^LN||98|%|||||F",
      "OBX|3|NM|9279-1^Resp^LN||14|/min|||||F",
    ]
    let clean = envelope(segments)
    let sent: [CodedFigure: Reported] = [.hr: .value(72), .spo2: .value(98), .rr: .value(14)]
    for place in clean.indices {
      for bit in 0..<8 {
        var bytes = clean
        bytes[place] ^= 1 << bit
        let figures = messages(bytes).first?.figures ?? [:]
        let strange = figures.filter { $1 != .missing && $1 != sent[$0] }
        let digit = (0x30...0x39).contains(clean[place])
        #expect(strange.isEmpty || digit && strange.count == 1, "byte \(place), bit \(bit): \(strange)")
      }
    }
  }

  @Test func anySplitAndAnyGarbage() {
    expectTheSameForAnySplit(
      of: noise(200, seed: 53) + envelope(text) + [0x0B, 0x1C] + envelope(["hello"])
        + noise(50, seed: 5) + envelope(text)
    ) { HL7Decoder() }
  }
}
