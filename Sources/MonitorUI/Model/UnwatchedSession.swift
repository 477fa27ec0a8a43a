public import InfusionCore
public import Phrases
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
  /// `chair 3, nobody watches: P-0177 INFUSING, last entry 14:02`. One at a time; the last entry is left out
  /// where it has no room, and where the rest has none either, its parts take turns: nothing of it is cut.
  /// Empty where it stands in rows of its own.
  func unwatchedElsewhere(columns: Int) -> [Span] {
    guard !model.unwatched.isEmpty, !isUnwatchedAbove else { return [] }
    let isWhole = isUnwatchedWhole(columns: columns)
    let line = isWhole ? unwatchedNow.fitting(columns - 2) : unwatchedPart(columns - 2)
    return line + [Span("  ", .caution)]
  }

  /// Whether chair, patient and phase of each of them stand in one row.
  func isUnwatchedWhole(columns: Int) -> Bool {
    model.unwatched.allSatisfy { words($0).prefix(2).map(\.columns).reduce(0, +) <= columns - 2 }
  }

  /// In rows of its own: all of it in one, or the patient in the second.
  func unwatchedRows(columns: Int) -> [[Span]] {
    let line = unwatchedNow
    guard line.columns > columns, let chair = line.first else { return line.isEmpty ? [] : [line] }
    let rest = line.dropFirst().map { span in
      Span(span.text.hasPrefix(": ") ? String(span.text.dropFirst(2)) : span.text, span.style)
    }
    guard chair.columns < columns, let who = rest.first, who.columns + 2 <= columns else {
      return [unwatchedPart(columns)]
    }
    return [[chair, Span(":", .caution)], ([Span("  ")] + rest).fitting(columns)]
  }

  private var unwatchedNow: [Span] {
    model.unwatched.isEmpty ? [] : words(model.unwatched[turn(of: model.unwatched.count)])
  }

  private func words(_ one: UnwatchedSession) -> [Span] {
    let more: Phrase = model.unwatched.count > 1 ? " (\(model.unwatched.count) such)" : ""
    return one.parts(more: more).map { span($0, .caution) }
  }

  /// Each part names its chair where there is room for that: the patient of another chair is not taken for
  /// the one who sits here.
  private func unwatchedPart(_ columns: Int) -> [Span] {
    let parts = model.unwatched.flatMap { one -> [String] in
      let chair = say("chair \(one.chair), nobody watches")
      let patient = say("chair \(one.chair): \(one.who) \(one.phase.heading)")
      if [chair, patient].allSatisfy({ DisplayWidth.columns($0) <= columns }) { return [chair, patient] }
      let whole = words(one).prefix(2).map(\.text).joined()
      return whole.wrappedWhole(to: columns) ?? [chair.fitted(to: columns, glyphs: glyphs)]
    }
    return parts.isEmpty ? [] : [Span(parts[turn(of: parts.count)], .caution)]
  }
}

extension UnwatchedSession {
  /// `chair 3, nobody watches: P-0177 INFUSING, last entry 14:02`.
  public var sentence: Phrase { parts().joined(separator: "") }

  /// - Parameter more: behind the last entry.
  fileprivate func parts(more: Phrase = "") -> [Phrase] {
    ["chair \(chair), nobody watches", ": \(who) \(phase.heading)", ", last entry \(since)\(more)"]
  }

  fileprivate var who: Phrase { patient.map { Phrase(verbatim: $0) } ?? "somebody" }
}
