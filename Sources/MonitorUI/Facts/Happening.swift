import InfusionCore
import Phrases
import Quantities

/// Something that a person did or that came with the data, where it stands on the axis of time.
struct Happening: Hashable, Sendable {
  var at: SessionTime
  /// The key by which such a thing is entered.
  var letter: Character
  /// `nausea 2 of 3 AB`.
  var text: Phrase
}

extension SessionView {
  /// From the session's chart: as it reads now, without struck entries, each at the time when it happened.
  var happenings: [Happening] {
    (engine?.chart.standingMarks ?? []).compactMap { mark in
      switch mark.what {
      case .annotation(let text, _):
        return Happening(at: mark.at, letter: NoteDeed.key?.character ?? "n", text: Phrase(verbatim: text))
      case .action(let action):
        guard let words = ActText.words(action, in: scales), let letter = Deeds.letter(of: action)
        else { return nil }
        let by: Phrase = "\(words)\(mark.by.map { " \($0)" } ?? "")"
        return Happening(
          at: Deeds.time(of: action) ?? mark.at, letter: letter,
          text: mark.correction == nil ? by : "\(by), corrected")
      }
    }
  }
}

extension Deeds {
  /// The key by which an action is entered; nil for one that has none.
  static func letter(of action: Action) -> Character? {
    if case .limit = action { return PageKey.limits.key.character }
    return all.first { $0.action == action.name && $0.key != nil }?.key?.character
  }

  /// When something happened that was marked later; nil if it has the time of its entry.
  static func time(of action: Action) -> SessionTime? {
    all.lazy.compactMap { ($0 as? any MarkingDeed.Type)?.time(of: action) }.first
  }
}

extension MarkingDeed {
  static func time(of action: Action) -> SessionTime? {
    (action.content as? Told).flatMap { time(of: $0) }
  }
}
