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
