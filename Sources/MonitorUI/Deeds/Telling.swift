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
  /// `noted: nausea 2 of 3, 5:00 ago`.
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
  ///
  /// - Parameter scales: of the clinic, for what a score is called and how high it can be.
  static func mark(_ action: Action, in scales: [Scale] = []) -> Phrase? {
    if case .score(let score) = action { return score.words(in: scales) }
    return all.lazy.compactMap { ($0 as? any MarkingDeed.Type)?.mark(action) }.first
  }

  /// What can be wrong about a mark.
  static func parts(of action: Action) -> [MarkPart] {
    // That it was, and when, is what all the rest is reckoned from.
    if case .start = action { return [StartDeed.amount] }
    let own = all.lazy.compactMap { $0 as? any MarkingDeed.Type }.first { $0.marks(action) }?.parts ?? []
    return own + [.struck]
  }
}

/// One thing that can be wrong about a mark, how what is right is asked, and which fields of the entry it
/// changes.
struct MarkPart: Sendable {
  /// Why an answer is likelier a slip of the finger, by the mark that it corrects; nil where it is not.
  typealias Oddity = @Sendable (_ answer: String, _ mark: Action, _ now: SessionTime) -> Phrase?
  typealias Fields = @Sendable (_ answer: String, _ now: SessionTime) -> [AmendedField]

  let label: Phrase
  /// Asked of a mark.
  let question: @Sendable (Action, SessionView) -> Question
  let oddity: Oddity
  let fields: Fields

  /// - Parameter field: the one field that the answer is.
  init(
    _ label: Phrase, field: String, _ question: Phrase, _ form: Question.Form,
    oddity: @escaping Oddity = { _, _, _ in nil }
  ) {
    self.init(label, question, form, oddity: oddity) { answer, _ in
      [AmendedField(key: field, value: answer)]
    }
  }

  init(
    _ label: Phrase, _ question: Phrase, _ form: Question.Form,
    oddity: @escaping Oddity = { _, _, _ in nil }, fields: @escaping Fields
  ) {
    self.label = label
    self.question = { _, _ in Question("value", question, form) }
    self.oddity = oddity
    self.fields = fields
  }

  /// - Parameters:
  ///   - value: what of the answer goes into the field.
  ///   - question: one that depends on the mark or on the clinic's lists; its key is `value`.
  init(
    _ label: Phrase, field: String, value: @escaping @Sendable (String) -> String = { $0 },
    question: @escaping @Sendable (Action, SessionView) -> Question
  ) {
    self.label = label
    self.question = question
    oddity = { _, _, _ in nil }
    fields = { answer, _ in [AmendedField(key: field, value: value(answer))] }
  }

  static let struck = MarkPart(
    "it did not happen", field: AmendAction.struck, "Why it stands there",
    .choice(["slip of the finger", "another patient", "not given", "entered twice"]),
    // A figure that is typed where choices stand is digits, too: what is struck is asked about.
    oddity: { _, _, _ in "It is struck out" })

  static let time = MarkPart(
    "it was earlier", "How many minutes ago, from now", .number(0...240),
    oddity: { answer, _, now in
      MarkTime.time(minutesAgo: Fixed(answer) ?? 0, from: now) == .start
        ? "\(answer) min ago is before the session began" : nil
    },
    fields: { answer, now in
      let time = MarkTime.time(minutesAgo: Fixed(answer) ?? 0, from: now)
      return [AmendedField(key: "at", value: Fixed(thousandths: Int(time.milliseconds)).description)]
    })
}

/// When something was that is marked: now, or some minutes ago.
enum MarkTime {
  /// Tab adds it.
  static let tab = "earlier"

  /// The question, once Tab was pressed.
  static func step(_ talk: Talk) -> Step? {
    guard talk.answers.isYes(tab) else { return nil }
    let question = Question("ago", "How many minutes ago", .number(0...240))
    guard let ago = talk.number("ago") else { return .ask(question) }
    // The record begins with the session: what was before it stands at its beginning.
    guard isBeforeTheSession(minutesAgo: ago, from: talk.session.now) else { return nil }
    return talk.sure("\(ago) min ago is before the session began: noted as of its beginning", of: question)
  }

  private static func isBeforeTheSession(minutesAgo ago: Fixed, from now: SessionTime) -> Bool {
    now.milliseconds < Int64(ago.thousandths) * 60
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
