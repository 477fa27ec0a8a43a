public import InfusionCore
import Phrases
import Quantities
import TextScreen

/// A session of this machine that infuses or observes, and that nobody watches.
public struct UnwatchedSession: Hashable, Sendable {
  public var chair: String
  public var patient: String?
  public var phase: Phase
  /// When its last entry was written, `14:02`, or with its date where that was another day.
  public var since: String

  public init(chair: String, patient: String?, phase: Phase, since: String) {
    self.chair = chair
    self.patient = patient
    self.phase = phase
    self.since = since
  }
}

extension Painter {
  /// `chair 3, nobody watches: P-0177 INFUSING, last entry 14:02`. One at a time; what does not fit is left
  /// out from the right, the chair never: where even that is too long, its end is marked.
  func unwatchedElsewhere(columns: Int) -> [Span] {
    guard !model.unwatched.isEmpty else { return [] }
    let one = model.unwatched[Int(now / Flash.page) % model.unwatched.count]
    let more: Phrase = model.unwatched.count > 1 ? " (\(model.unwatched.count) such)" : ""
    let chair = say("chair \(one.chair), nobody watches").fitted(to: columns - 2, glyphs: glyphs)
    let line = [
      Span(chair, .caution),
      span(": \(one.patient.map { Phrase(verbatim: $0) } ?? "somebody") \(one.phase.heading)", .caution),
      span(", last entry \(one.since)\(more)", .caution),
    ]
    return line.fitting(columns - 2) + [Span("  ", .caution)]
  }
}
