import InfusionCore
import Phrases

/// A correction cites the entry that it corrects; both stay in the record.
struct CorrectDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("z", "correct", "correct what was marked")
  static let action: ActionName? = .amend
  static func nothingToDo(in session: SessionView) -> Phrase? {
    session.lastCountsInTheDose ? "what was given is put right with D" : "nothing was marked yet"
  }

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasMarks && session.phase != .closed
  }

  /// The latest marks, as they were when it was asked.
  let marks: [MarkView]
  /// A bolus or a rate is no mark: nobody looks for the last one in vain.
  private let lastCountsInTheDose: Bool
  init?(for session: SessionView) {
    marks = session.marks
    lastCountsInTheDose = session.lastCountsInTheDose
  }

  var title: Phrase { "Correct" }
  func lines(_ talk: Talk) -> [Phrase] {
    let chosen = marks.filter { $0.text.english == talk["mark"] }.map(\.text)
    let elsewhere: [Phrase] =
      lastCountsInTheDose && chosen.isEmpty
      ? ["A bolus or a rate counts in the dose: D puts right what was given."] : []
    return elsewhere + chosen + ["What was entered stays; the correction stands beside it."]
  }

  func step(_ talk: Talk) -> Step {
    guard let mark = marks.first(where: { $0.text.english == talk["mark"] }) else {
      return .ask(Question("mark", "Which", .oneOf(marks.map(\.text))))
    }
    if Anew.words(mark.action) != nil {
      guard let deed = Anew.deed(mark.action, in: talk.session) else {
        return .nothing("that is not possible \(talk.session.phase.during)")
      }
      return .done([], then: deed)
    }
    let parts = Deeds.parts(of: mark.action)
    let chosen = parts.count == 1 ? parts.first : parts.first { $0.label.english == talk["part"] }
    guard let part = chosen else {
      return .ask(Question("part", "What is right", .oneOf(parts.map(\.label))))
    }
    let question = part.question(mark.action, talk.session)
    guard let value = talk["value"] else { return .ask(question) }
    // A correction is typed in haste, too.
    let oddity = part.oddity(value, mark.action, talk.session.now)
    if let asked = talk.sure(oddity, of: question) { return asked }
    let action = Action.amend(entry: mark.entry, fields: part.fields(value, talk.session.now))
    return talk.missing(action, otherwise: question) ?? .done([talk.effect(action)])
  }

  static func confirmation(of action: AmendAction, in session: SessionView) -> Phrase {
    "correction of #\(action.entry) noted"
  }
}

extension SessionView {
  /// Whether what was recorded last is a bolus or a rate: not corrected as a mark is, since it counts in the
  /// dose from then on.
  var lastCountsInTheDose: Bool {
    lastAct { ActText.words($0, in: []) != nil }.map(\.countsInTheDose) ?? false
  }

  /// What to do instead of what was refused; nil where nothing of the kind would help.
  func instead(of refused: Refusal) -> Phrase? {
    if refused.action == ActionName.extend.rawValue, case .wrongPhase = refused.why {
      return ExtendDeed.waits(in: self)
    }
    if let way = wayToTell(refused.why) { return way }
    guard case .entryFixed(let entry) = refused.why,
      chart.marks.first(where: { $0.entry == entry })?.countsInTheDose == true
    else { return nil }
    return "what was given is put right with D"
  }
}

extension SessionView {
  /// What no bolus may be may have been given all the same: nil of anything else.
  func wayToTell(_ why: Refusal.Why) -> Phrase? {
    guard DoseDeed.isAvailable(in: self) else { return nil }
    return switch why {
    case .bolusHardLimit, .totalHardLimit, .bolusOff:
      "one that was given is told with D, as what is in by now"
    default: nil
    }
  }
}

extension Mark {
  fileprivate var countsInTheDose: Bool {
    guard case .action(let action) = what else { return false }
    return action.name == .bolus || action.name == .rate
  }
}
