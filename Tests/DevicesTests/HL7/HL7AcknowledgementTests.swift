import Devices
import InfusionCore
import Quantities
import Testing

/// The answers to a sender's messages.
@Suite struct HL7AcknowledgementTests {
  private func answer(to segments: [String], bed: String? = nil) throws -> [String] {
    var gateway = DeviceKind.hl7.driver(
      DriverOptions(source: SourceID("hl7"), addressee: Addressee(bed: bed)))
    let sent = gateway.received(hl7(segments)[...], at: .start).sent
    #expect(sent.allSatisfy { $0.first == 0x0B && $0.suffix(2) == [0x1C, 0x0D] })
    return sent.map { String(decoding: $0.dropFirst().dropLast(2), as: UTF8.self) }
      .flatMap { $0.split(separator: "\r").map(String.init) }
  }

  private let result = "OBX|1|NM|8867-4||72|/min|||||F"
  private func header(_ type: String = "ORU^R01^ORU_R01", _ rest: String = "P|2.4") -> String {
    "MSH|^~\\&|MON^0011^EUI-64|WARD|X||20260726120500||\(type)|MSG42|\(rest)"
  }

  @Test func aResultIsAccepted() throws {
    #expect(
      try answer(to: [header(), result]) == [
        "MSH|^~\\&|CHAIRSIDE||MON|WARD|20260726120500||ACK^R01^ACK|MSG42|P|2.4", "MSA|AA|MSG42",
      ])
  }

  /// It came and could be read; the answer does not say that this patient has it.
  @Test func anothersResultIsAcceptedAndSaidToBeUnread() throws {
    #expect(
      try answer(to: [header(), "PV1||O|BED7", result], bed: "BED1").last
        == "MSA|AA|MSG42|for another bed or patient: not read")
    #expect(try answer(to: [header(), "PV1||O|BED1", result], bed: "BED1").last == "MSA|AA|MSG42")
  }

  @Test(arguments: [
    (["MSH|^~\\&|MON|WARD"], "MSA|AE||MSH has 4 fields: no control id", "101^Required field missing"),
    (["PID|||1"], "MSA|AE||no MSH segment that can be read", "100^Segment sequence error"),
    (["MSH||||"], "MSA|AE||no MSH segment that can be read", "100^Segment sequence error"),
    (["hello"], "MSA|AE||no MSH segment that can be read", "100^Segment sequence error"),
  ])
  func whatCannotBeUnderstoodIsAnErrorWithItsReason(segments: [String], msa: String, error: String) throws {
    let answer = try answer(to: segments)
    #expect(answer.count == 3)
    #expect(answer[1] == msa)
    #expect(answer[2].hasPrefix("ERR|||\(error)^HL70357|E||||"))
  }

  @Test(arguments: [
    (
      "ADT^A01", "P|2.4", "MSA|AR|MSG42|messages of type 'ADT' are not read: ORU is",
      "200^Unsupported message type"
    ),
    (
      "QRY^R02", "P|2.6", "MSA|AR|MSG42|messages of type 'QRY' are not read: ORU is",
      "200^Unsupported message type"
    ),
    ("ORU^R01", "P|3.0", "MSA|AR|MSG42|version '3.0' is not read: 2 is", "203^Unsupported version id"),
  ])
  func whatIsNotTakenIsRejected(type: String, rest: String, msa: String, error: String) throws {
    let answer = try answer(to: [header(type, rest), result])
    #expect(answer[1] == msa)
    #expect(answer[2].hasPrefix("ERR|||\(error)^HL70357|E||||"))
  }

  /// Answers are not answered, because two programs that answer answers never stop.
  @Test func anAnswerIsNotAnswered() throws {
    #expect(try answer(to: [header("ACK^R01^ACK"), "MSA|AA|7"]).isEmpty)
  }

  /// MSH-15 and MSH-16.
  @Test(arguments: [
    ("||", "MSA|AA|MSG42"), ("NE|AL", "MSA|AA|MSG42"), ("AL|AL", "MSA|AA|MSG42"), ("AL|NE", "MSA|CA|MSG42"),
    ("SU|", "MSA|CA|MSG42"), ("NE|SU", "MSA|AA|MSG42"), ("NE|NE", nil), ("ER|NE", nil), ("NE|ER", nil),
  ])
  func theSenderSaysWhatItWants(asked: String, msa: String?) throws {
    #expect(try answer(to: [header("ORU^R01", "P|2.6|||\(asked)"), result]).last == msa)
  }

  @Test func anErrorIsToldToWhoWantsOnlyErrors() throws {
    #expect(try answer(to: [header("ADT^A01", "P|2.6|||ER|NE")])[1].hasPrefix("MSA|CR|MSG42|"))
    #expect(try answer(to: [header("ADT^A01", "P|2.6|||SU|NE")]).isEmpty)
  }

  @Test func nothingOfTheSendersEndsTheAnswer() throws {
    let answer = try answer(to: [
      "MSH|^~\\&|A\u{1}B|W&X|||2026\u{7F}||ADT\u{8}^A\u{2}01|A^B~C\\D\u{E9}\u{2}|P|2.6"
    ])
    #expect(answer[0] == "MSH|^~\\&|CHAIRSIDE||AB|WX|2026||ACK^A01^ACK|ABCD|P|2.6")
    #expect(answer[1] == "MSA|AR|ABCD|messages of type 'ADT' are not read: ORU is")
  }
}
