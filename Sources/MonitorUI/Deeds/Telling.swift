import InfusionCore
import Phrases
import Quantities

/// A deed that is confirmed by a sentence of its own, once the session has accepted it: whatever way it came.
protocol TellingDeed: Deed {
  associatedtype Told: OperatorAction
  static func confirmation(of action: Told, in session: SessionView) -> Phrase
}

/// A deed that leaves a mark: it can be corrected afterwards.
protocol MarkingDeed: TellingDeed {
  /// What the mark says, in a few words.
  static func mark(_ action: Told) -> Phrase
  /// What of it can be wrong. That it did not happen at all can be said of every mark.
  static var parts: [MarkPart] { get }
  /// When it was, if it was not when it was entered.
  static func time(of action: Told) -> SessionTime?
}

extension TellingDeed {
  /// Nil for another deed's action.
  static func confirmation(of action: Action, in session: SessionView) -> Phrase? {
    (action.content as? Told).map { confirmation(of: $0, in: session) }
  }
}

extension MarkingDeed {
  static func time(of action: Told) -> SessionTime? { nil }
  /// `noted: nausea, severity 2, 5:00 ago`.
  static func confirmation(of action: Told, in session: SessionView) -> Phrase {
    noted(mark(action), time(of: action), in: session)
  }
  static func noted(_ what: Phrase, _ time: SessionTime?, in session: SessionView) -> Phrase {
    time.map { "noted: \(what), \((session.now - $0).clock) ago" } ?? "noted: \(what)"
  }
  static func mark(_ action: Action) -> Phrase? { (action.content as? Told).map { mark($0) } }
  static func marks(_ action: Action) -> Bool { action.content is Told }
}

extension Deeds {
  /// What is said of an action that was accepted; nil where an event of its own says it. What was noted shows
  /// the number of its entry, by which it can be corrected.
  static func confirmation(of action: Action, entry: Int, in session: SessionView) -> Phrase? {
    let tellings = all.lazy.compactMap { $0 as? any TellingDeed.Type }
    guard let text = tellings.compactMap({ $0.confirmation(of: action, in: session) }).first else {
      return nil
    }
    return entry > 0 && mark(action) != nil ? "\(text)  #\(entry)" : text
  }

  /// What a mark says; nil for an action that leaves none.
  static func mark(_ action: Action) -> Phrase? {
    all.lazy.compactMap { ($0 as? any MarkingDeed.Type)?.mark(action) }.first
  }

  /// What can be wrong about a mark.
  static func parts(of action: Action) -> [MarkPart] {
    let own = all.lazy.compactMap { $0 as? any MarkingDeed.Type }.first { $0.marks(action) }?.parts ?? []
    return own + [.struck]
  }
}

/// One thing that can be wrong about a mark, how what is right is asked, and which fields of the entry it
/// changes.
struct MarkPart: Sendable {
  let label: Phrase
  let question: Question
  let fields: @Sendable (_ answer: String, _ now: SessionTime) -> [AmendedField]

  /// - Parameter field: the one field that the answer is.
  init(_ label: Phrase, field: String, _ question: Phrase, _ form: Question.Form) {
    self.init(label, question, form) { answer, _ in [AmendedField(key: field, value: answer)] }
  }

  init(
    _ label: Phrase, _ question: Phrase, _ form: Question.Form,
    fields: @escaping @Sendable (String, SessionTime) -> [AmendedField]
  ) {
    self.label = label
    self.question = Question("value", question, form)
    self.fields = fields
  }

  static let struck = MarkPart(
    "it did not happen", field: AmendAction.struck, "Why it stands there",
    .choice(["slip of the finger", "another patient", "not given", "entered twice"]))

  static let time = MarkPart("it was earlier", "How many minutes ago, from now", .number(0...240)) {
    let time = MarkTime.time(minutesAgo: Fixed($0) ?? 0, from: $1)
    return [AmendedField(key: "at", value: Fixed(thousandths: Int(time.milliseconds)).description)]
  }
}

/// When something was that is marked: now, or some minutes ago.
enum MarkTime {
  /// Tab adds it.
  static let tab = "earlier"

  /// The question, once Tab was pressed.
  static func step(_ talk: Talk) -> Step? {
    guard talk.answers.isYes(tab), talk.number("ago") == nil else { return nil }
    return .ask(Question("ago", "How many minutes ago", .number(0...240)))
  }

  /// Nil is now.
  static func time(_ talk: Talk) -> SessionTime? {
    guard let ago = talk.number("ago"), ago > 0 else { return nil }
    return time(minutesAgo: ago, from: talk.session.now)
  }

  static func time(minutesAgo ago: Fixed, from now: SessionTime) -> SessionTime {
    SessionTime(milliseconds: max(0, now.milliseconds - Int64(ago.thousandths) * 60))
  }

  static func lines(_ talk: Talk) -> [Phrase] {
    guard let ago = talk.number("ago"), ago > 0 else { return ["Now. Tab: it was earlier."] }
    let time = time(minutesAgo: ago, from: talk.session.now)
    return [time == .start ? "When the session began." : "\(ago) min ago."]
  }
}
