/// The answer to a message: without it many senders stop. It changes nothing on the other side.
///
/// `MSA|AA|MSG00042` says that a message came and could be read; beside it may stand that it was for another
/// bed, and was not read. `AE` says that it cannot be understood, `AR` that messages of its kind are not
/// taken (HL7 table 0008), both with the reason. A sender that asked in MSH-15 to be told only that the
/// message came (IHE's gateways do) hears `CA`, `CE`, `CR` instead, and one that wants no answer hears none.
public struct HL7Acknowledgement: Hashable, Sendable {
  /// Empty where the sender wants no answer.
  public let bytes: [UInt8]

  private static let idLength = 199

  /// - Parameter wasMeant: whether the message was meant for this chair.
  public init(to message: HL7Message, wasMeant: Bool = true) {
    let header = message.header
    guard let code = Self.code(for: header, message.refusal) else {
      bytes = []
      return
    }
    let id = Self.clean(header.controlID)
    let type = header.trigger.isEmpty ? "ACK" : "ACK^\(Self.clean(header.trigger))^ACK"
    let head = [
      "MSH", "^~\\&", "CHAIRSIDE", "", Self.clean(header.application), Self.clean(header.facility),
      Self.clean(header.time), "", type, id, header.isForPractice ? header.processingID : "P",
      Self.clean(header.version.isEmpty ? "2.6" : header.version),
    ]
    let words = message.refusal?.sentence ?? (wasMeant ? nil : "for another bed or patient: not read")
    let answer = ["MSA", code, id] + (words.map { [$0] } ?? [])
    let segments = [head, answer] + (message.refusal.map { [$0.errorSegment] } ?? [])
    bytes = MLLP.bytes(segments.map { $0.joined(separator: "|") })
  }

  /// Without MSH-15 and MSH-16 the sender speaks the original mode, in which every message is answered.
  private static func code(for header: HL7Header, _ refusal: HL7Refusal?) -> String? {
    if header.isAnAnswer { return nil }
    let (commit, application) = (header.acceptAcknowledgement, header.applicationAcknowledgement)
    let isWanted = { (when: String) in when == "AL" || when == (refusal == nil ? "SU" : "ER") }
    let kind = refusal?.code ?? "A"
    if commit.isEmpty && application.isEmpty || isWanted(application) { return "A" + kind }
    return isWanted(commit) ? "C" + kind : nil
  }

  /// Nothing in it can be taken for a separator, or end the message.
  private static func clean(_ text: String) -> String {
    Ascii.text(
      text.utf8.filter { Ascii.isPrintable($0) && !"|^~\\&".utf8.contains($0) }.prefix(idLength))
  }
}

extension HL7Refusal {
  /// The second letter of the answer's code.
  fileprivate var code: String {
    switch self {
    case .noHeader, .shortHeader: "E"
    case .otherType, .otherVersion: "R"
    }
  }

  /// Repeats only what the sender wrote as letters, digits and the like.
  fileprivate var sentence: String {
    switch self {
    case .noHeader: "no MSH segment that can be read"
    case .shortHeader(let fields): "MSH has \(fields) fields: no control id"
    case .otherType(let type): "messages of type '\(Self.quotable(type))' are not read: ORU is"
    case .otherVersion(let version): "version '\(Self.quotable(version))' is not read: 2 is"
    }
  }

  /// HL7 table 0357.
  private var error: String {
    switch self {
    case .noHeader: "100^Segment sequence error"
    case .shortHeader: "101^Required field missing"
    case .otherType: "200^Unsupported message type"
    case .otherVersion: "203^Unsupported version id"
    }
  }

  fileprivate var errorSegment: [String] {
    ["ERR", "", "", "\(error)^HL70357", "E", "", "", "", sentence]
  }

  private static func quotable(_ text: String) -> String {
    Ascii.text(text.utf8.filter { Ascii.isLetterOrDigit($0) || $0 == UInt8(ascii: ".") }.prefix(12))
  }
}
