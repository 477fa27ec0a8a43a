/// What a message says of itself (MSH): what the answer must name, and what kind of message it is.
public struct HL7Header: Hashable, Sendable {
  /// MSH-10, which the answer must name.
  public var controlID = ""
  /// MSH-3 and MSH-4: who sends.
  var application = ""
  var facility = ""
  /// MSH-7, as it is written.
  var time = ""
  /// MSH-9: `ORU^R01^ORU_R01` is `ORU` and `R01`.
  var type = "ORU"
  var trigger = "R01"
  /// MSH-11: P for production; T and D are training and debugging.
  var processingID = "P"
  /// MSH-12.
  var version = "2.6"
  /// MSH-15 and MSH-16: whether the sender wants to be told that the message came, and what became of it.
  var acceptAcknowledgement = ""
  var applicationAcknowledgement = ""

  public init(controlID: String = "") { self.controlID = controlID }

  /// - Parameter fields: of the segment. MSH-1 is the mark itself, so they are counted one less.
  init(_ fields: [String], _ marks: HL7Marks) {
    func field(_ number: Int) -> String { number <= fields.count ? fields[number - 1] : "" }
    func part(_ number: Int, _ index: Int = 0) -> String {
      let components = marks.components(of: field(number))
      return index < components.count ? components[index] : ""
    }
    application = part(3)
    facility = part(4)
    time = part(7)
    type = part(9)
    trigger = part(9, 1)
    controlID = field(10)
    processingID = part(11)
    version = part(12)
    acceptAcknowledgement = field(15)
    applicationAcknowledgement = field(16)
  }

  /// A header needs at least these: time, type and control id are among them.
  static let fieldsNeeded = 10

  /// The message answers one of ours. It must not be answered, or the two would answer each other for ever.
  var isAnAnswer: Bool { type == "ACK" || type == "MCF" || type == "NAK" }
  var isResult: Bool { type == "ORU" }
  /// Not a patient's: made up to teach or to find a fault.
  var isForPractice: Bool { processingID == "T" || processingID == "D" }
}

/// Why a message is not read, which its sender is told.
public enum HL7Refusal: Hashable, Sendable {
  /// It does not begin with an MSH segment that can be read.
  case noHeader
  /// The header ends before the message's control id.
  case shortHeader(fields: Int)
  /// MSH-9 is not a result.
  case otherType(String)
  /// MSH-12 is not a version 2.
  case otherVersion(String)
}
