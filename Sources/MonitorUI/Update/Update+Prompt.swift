import InfusionCore
import Phrases
import TextScreen

extension Model {
  /// Asks for what is missing of patient, weight and plan; nothing when nothing is. For the start of the
  /// program.
  public mutating func askForWhatIsMissing() -> [Effect] {
    guard session.phase == .preparation,
      session.patient == nil || session.weight == nil || session.planName.isEmpty
    else { return [] }
    return open(SetupDeed())
  }

  func step(_ deed: any Deed, _ answers: Answers) -> Step {
    deed.step(Talk(answers: answers, model: self))
  }

  /// - Parameters:
  ///   - behind: what Backspace goes back to before the first question.
  ///   - drafts: what was typed before Tab, by the question's key.
  mutating func go(
    _ deed: any Deed, _ answers: Answers, keeping behind: [Prompt] = [], drafts: [String: String] = [:]
  ) -> [Effect] {
    switch step(deed, answers) {
    case .ask(let question):
      prompt = Prompt(deed, question, answers, behind: behind, drafts: drafts)
      return []
    case .again(let question, let error, let keys):
      var next = Prompt(deed, question, answers, behind: behind, drafts: drafts)
      for key in keys { next.answers.forget(key) }
      next.error = error
      prompt = next
      return []
    case .done(let effects, let following):
      let before = prompt
      prompt = nil
      checkFound = CheckDeed.found(by: effects, in: session) ?? checkFound
      if effects.isEmpty, following == nil { leave(before) }
      forgetMarks(sentBy: effects)
      if deed is AcknowledgeDeed { forgetShownAlarms() }
      // What the session would refuse opens nothing behind it.
      guard let following, effects.allSatisfy(isTaken) else { return effects }
      let first = open(following)
      // What was done on the way cannot be taken back by a key.
      if let before, effects.isEmpty { prompt?.behind = [before] }
      return effects + first
    case .nothing(let why):
      prompt = nil
      say(why, .refusal)
      return []
    }
  }

  private func isTaken(_ effect: Effect) -> Bool {
    guard case .action(let action, let by) = effect else { return true }
    return session.refusal(of: action, by: by) == nil
  }

  /// A question that depends on the session is asked anew when the session has changed under it: the bag
  /// after the plan was chosen, the start once SpO2 is lost.
  mutating func refreshPrompt() {
    refreshFigures()
    if refreshOverride() { return }
    guard let open = prompt, open.deed.followsSession, open.entry.text.isEmpty, open.error == nil,
      !open.asksToLeave,
      case .ask(var next) = step(open.deed, open.answers)
    else { return }
    if next.choices == open.question.choices { next.firstChoice = open.question.firstChoice }
    guard next != open.question else { return }
    // A reason that somebody is about to type must not become the yes to a start.
    if next.form == .yesNo, !open.question.isAnsweredInDigits { return }
    prompt = Prompt(open.deed, next, open.answers, behind: open.behind, drafts: open.drafts)
  }

  /// The dose in a question that waits for its yes is that of now: it is what the yes records. What is newly
  /// in the way is asked about at the yes: nobody has read it who is about to press it.
  private mutating func refreshFigures() {
    guard let open = prompt, open.question.form == .yesNo,
      case .ask(let next) = step(open.deed, open.answers), next.form == .yesNo,
      next.key == open.question.key, next.against.isSubset(of: open.question.against)
    else { return }
    prompt?.question = next
  }

  /// What a reason was asked for is met by now, or is not any more. A question that names nothing to be
  /// overridden asks for no reason; what is being typed stays, and answers nothing else: no yes, no initials.
  ///
  /// - Returns: whether nothing has to be overridden.
  private mutating func refreshOverride() -> Bool {
    guard let open = prompt, open.question.key == Question.overrideKey, !open.asksToLeave,
      case .ask(let next) = step(open.deed, open.answers)
    else { return false }
    let isMet = next.key != Question.overrideKey
    switch (open.question.form, isMet) {
    case (.reason, true): prompt?.question = .nothingToOverride
    case (.optionalText, false): prompt?.question = next
    default: break
    }
    return isMet
  }
}

extension Question {
  static let overrideKey = "override"

  /// In the place of the reason: nothing typed is nothing, and words are a note.
  fileprivate static var nothingToOverride: Question {
    var question = Question(
      overrideKey, "All that is required is met: Enter goes on (Esc: no)", .optionalText)
    question.lines = ["Nothing required is open any more. What is typed is kept as a note."]
    return question
  }
}

extension Talk {
  /// Why somebody goes on against what is not met.
  var override: String? { self[Question.overrideKey].flatMap { $0.isEmpty ? nil : $0 } }
}
