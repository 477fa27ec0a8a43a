/// A message of HL7 version 2, as far as it holds vitals that we know (ORU), or why it is not read.
public struct HL7Message: Hashable, Sendable {
  public var header: HL7Header
  /// Nil for a result, which is read.
  public var refusal: HL7Refusal?
  public var figures: [CodedFigure: Reported]
  /// Of those figures, what the sender calls questionable, or a demonstration.
  var doubtful: Set<CodedFigure> = []
  var cuff: HL7Cuff?
  /// Whose results they are (PID-3, else PID-2), and where that patient lies (PV1-3), as the sender writes
  /// it.
  public var patient: String?
  public var bed: String?
  public var unread: [Unread] = []

  public init(controlID: String, figures: [CodedFigure: Reported] = [:]) {
    header = HL7Header(controlID: controlID)
    self.figures = figures
  }

  init(_ header: HL7Header, refusal: HL7Refusal? = nil) {
    self.header = header
    self.refusal = refusal
    figures = [:]
  }
}
