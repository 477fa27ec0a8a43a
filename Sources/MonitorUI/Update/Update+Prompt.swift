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

  private func step(_ deed: any Deed, _ answers: Answers) -> Step {
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

  /// The dose in a question that waits for its yes is that of now: it is what the yes records.
  private mutating func refreshFigures() {
    guard let open = prompt, open.question.form == .yesNo,
      case .ask(let next) = step(open.deed, open.answers), next.form == .yesNo,
      next.key == open.question.key
    else { return }
    prompt?.question = next
  }

  mutating func updatePrompt(_ key: Key) -> [Effect] {
    guard var open = prompt else { return [] }
    if open.asksToLeave { return answerToLeaving(open, key) }
    // What was wrong was said of the key before.
    open.error = nil
    open.isErrorOfRoom = false
    prompt = open
    if key == .escape || key == .control("c") { return leave(open) }
    if key == .backspace, open.entry.text.isEmpty, let back = goBack(&open) { return back }
    if key == .character("0"), open.entry.text.isEmpty, open.question.hasFurther {
      prompt?.question.showFurther()
      prompt?.error = nil
      return []
    }
    // Who types a command types no reference.
    if key == .character(":"), open.entry.text.isEmpty, open.question.form == .reference {
      return go(CommandDeed(), Answers(), keeping: [open])
    }
    if let quick = open.quickAnswer(key, in: display.language) { return answer(quick) }
    if key == .enter {
      return answer(
        open.entry.text.isEmpty
          ? open.question.initial : open.question.meaning(of: open.entry.text, in: display.language))
    }
    if key == .tab, let meant = meant(by: open.entry.text, at: open.question) {
      // Who it is stands above the next question, and can be taken back there.
      if open.question.form == .reference, isAskedOn(open, meant.english) { return answer(meant.english) }
      // All else is read before Enter takes it.
      open.entry = LineEntry(display.language.say(meant))
      open.error = nil
      prompt = open
      return []
    }
    if key == .tab, open.entry.text.isEmpty || open.question.isChecklist || open.keepsDraft,
      let tab = open.deed.tab(at: open.question),
      !open.answers.isYes(tab)
    {
      open.answers.setByTab(tab)
      if open.keepsDraft { open.drafts[open.question.key] = open.entry.text }
      return go(open.deed, open.answers, keeping: open.behind, drafts: open.drafts)
    }
    if case .items = open.question.form, key != .backspace {
      open.mark(key)
    } else if case .yesNo = open.question.form {
      open.error = open.question.fault(in: "")
    } else if key == .tab, open.deed is CommandDeed {
      open.complete(offering: offers)
    } else if key == .tab {
      open.error = open.deed.tabDoesNothing
    } else if open.entry.edit(with: key) {
      open.error = nil
      open.offers = []
    }
    prompt = open
    return []
  }

  /// Esc undoes the whole of it; where that is more than one answer, it is asked once.
  private mutating func leave(_ open: Prompt) -> [Effect] {
    guard open.answersGiven > 1 else {
      prompt = nil
      unsigned = nil
      leave(Optional(open))
      return []
    }
    prompt?.asksToLeave = true
    return []
  }

  private mutating func answerToLeaving(_ open: Prompt, _ key: Key) -> [Effect] {
    // Who presses Esc until the question is gone is out of it, and types nothing into it unseen.
    guard key.isYes(in: display.language) || key == .escape || key == .control("c") else {
      prompt?.asksToLeave = false
      return []
    }
    prompt = nil
    unsigned = nil
    leave(open, thrownAway: open.answersGiven)
    return []
  }

  /// One question back, within the sequence or out of it into the one that opened it; nil where there is
  /// none.
  private mutating func goBack(_ open: inout Prompt) -> [Effect]? {
    if open.answers.undoLast() {
      return go(open.deed, open.answers, keeping: open.behind, drafts: open.drafts)
    }
    guard let before = open.behind.last else { return nil }
    unsigned = nil
    prompt = before
    return []
  }

  /// Whether another question comes behind this answer.
  private func isAskedOn(_ open: Prompt, _ answer: String) -> Bool {
    var answers = open.answers
    answers.set(open.question.key, answer)
    if case .ask = step(open.deed, answers) { return true }
    return false
  }

  /// What a few letters are most likely to mean: a choice, or a patient who was here before.
  private func meant(by text: String, at question: Question) -> Phrase? {
    question.form == .reference
      ? knownPatient(like: text).map { Phrase(verbatim: $0) } : question.meant(by: text, in: display.language)
  }

  private mutating func answer(_ text: String) -> [Effect] {
    guard var open = prompt else { return [] }
    if open.question.isReadWhole, !isQuestionWhole {
      open.error =
        open.question.isChecklist
        ? "no room for all of it here: Tab asks one by one"
        : "make the screen larger: it cannot show what you say yes to"
      open.isErrorOfRoom = true
      prompt = open
      return []
    }
    if isTooQuick(for: open.question) {
      open.error = "read it first, then y"
      prompt = open
      return []
    }
    let answer = String(text.drop { $0 == " " })
    if let meant = meant(by: answer, at: open.question), open.meant?.words != answer {
      open.meant = (answer, meant)
      open.error = "\(meant)? Tab completes it, Enter keeps your words"
      prompt = open
      return []
    }
    if open.asksAboutOwnWords(answer) {
      open.meant = (answer, nil)
      open.error = "\(answer): not on the list, Enter keeps it"
      prompt = open
      return []
    }
    if let fault = open.question.fault(in: answer) {
      // A line or a text is corrected where it is wrong; anything else, and a yes of habit, is typed anew.
      let isHabit = Question.isYesOrNo(answer)
      if open.question.isShort && !answer.isEmpty || isHabit {
        open.entry = LineEntry()
        open.error = isHabit ? fault : "\(answer): \(fault)"
      } else {
        open.error = fault
      }
      prompt = open
      return []
    }
    if open.asksAboutReason(answer) {
      open.meant = (answer, nil)
      open.error = "\(answer): is that meant? Enter keeps it"
      prompt = open
      return []
    }
    if open.deed is CommandDeed { return run(commandLine: answer) }
    if open.deed is InitialsDeed { return sign(as: answer) }
    if open.question.key == Question.initials.key {
      // Asked once: whoever said it here is at the screen from here on.
      initials = answer
      asksWhoIsHere = false
    }
    open.answers.set(open.question.key, answer)
    open.drafts[open.question.key] = nil
    return go(open.deed, open.answers, keeping: open.behind, drafts: open.drafts)
  }
}

extension Prompt {
  /// Words that a clinic's list of names does not have are asked about once.
  fileprivate func asksAboutOwnWords(_ answer: String) -> Bool {
    question.isVocabulary && !question.choices.contains { $0.english == answer } && meant?.words != answer
      && question.fault(in: answer) == nil
  }

  /// Words that are none are asked about once where somebody says why: they stand in the record.
  fileprivate func asksAboutReason(_ answer: String) -> Bool {
    switch question.form {
    case .reason, .choice:
      meant?.words != answer && !question.isVocabulary && TypedWords.areOdd(answer)
        && !question.choices.contains { $0.english == answer }
    case .text, .optionalText, .dose, .initials, .oneOf, .number, .reference, .items, .yesNo, .pressure,
      .score, .command:
      false
    }
  }

  /// Whether Tab asks when it was, and what was typed is kept meanwhile.
  fileprivate var keepsDraft: Bool { deed.tab(at: question) == MarkTime.tab && question.key != "ago" }

  /// Marks an item of a checklist, or takes its mark back.
  fileprivate mutating func mark(_ key: Key) {
    if case .character(let character) = key, let marked = question.marking(character, in: entry.text) {
      entry = LineEntry(marked)
      error = nil
    } else {
      error = question.fault(in: "")
    }
  }

  /// The answer that one key gives: the digit of a choice, y or n of a yes-or-no.
  fileprivate func quickAnswer(_ key: Key, in language: Language) -> String? {
    guard case .character(let character) = key else { return nil }
    switch question.form {
    case .yesNo:
      if language.isYes(character) { return "y" }
      return character.lowercased() == "n" ? "n" : nil
    case .items: return language.isYes(character) ? "y\(entry.text)" : nil
    case .choice, .oneOf: return question.choice(numbered: entry.text + String(character))?.english
    case .score:
      return character == "s" && entry.text.isEmpty
        ? "s" : question.score(typed: entry.text + String(character))
    case .text, .optionalText, .dose, .initials, .reason, .reference, .number, .pressure, .command: return nil
    }
  }
}

extension Language {
  /// `y`, and what stands for it on a ward of this language; whatever the case.
  func isYes(_ character: Character) -> Bool {
    let lower = character.lowercased()
    return lower == "y" || lower == yes.map(String.init)
  }
}

extension Key {
  func isYes(in language: Language) -> Bool {
    if case .character(let character) = self { language.isYes(character) } else { false }
  }
}
