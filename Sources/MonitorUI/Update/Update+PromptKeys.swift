import InfusionCore
import Phrases
import TextScreen

extension Model {
  /// What a key does while a question is asked.
  mutating func updatePrompt(_ key: Key) -> [Effect] {
    guard var open = prompt else { return [] }
    if open.asksToLeave { return answerToLeaving(open, key) }
    // What was wrong was said of the key before.
    open.error = nil
    open.isErrorOfRoom = false
    prompt = open
    if key == .escape || key == .control("c") { return leave(open) }
    if open.entry.text.isEmpty, let elsewhere = goElsewhere(&open, by: key) { return elsewhere }
    if let quick = open.quickAnswer(key, in: display.words) { return answer(quick) }
    if key == .enter { return answer(entered(in: open)) }
    if key == .tab, let done = pressTab(&open) { return done }
    edit(&open, with: key)
    prompt = open
    return []
  }

  /// What Enter says: what was typed, or what an empty line stands for.
  private func entered(in open: Prompt) -> String {
    open.entry.text.isEmpty
      ? open.question.initial : open.question.meaning(of: open.entry.text, in: display.words)
  }

  /// What a key does before anything is typed: a question back, the further choices, a typed line. Nil: this
  /// key goes nowhere.
  private mutating func goElsewhere(_ open: inout Prompt, by key: Key) -> [Effect]? {
    if key == .backspace { return goBack(&open) }
    if key == .character("0"), open.question.hasFurther {
      prompt?.question.showFurther()
      return []
    }
    // Who types a command types no reference.
    if key == .character(":"), open.question.form == .reference {
      return go(CommandDeed(), Answers(), keeping: [open])
    }
    return nil
  }

  /// Tab completes what is typed, else it asks what the question's deed has behind it; nil: neither.
  private mutating func pressTab(_ open: inout Prompt) -> [Effect]? {
    if let meant = meant(by: open.entry.text, at: open.question) {
      // Who it is stands above the next question, and can be taken back there.
      if open.question.form == .reference, isAskedOn(open, meant.english) { return answer(meant.english) }
      // All else is read before Enter takes it.
      open.entry = LineEntry(display.words.say(meant))
      prompt = open
      return []
    }
    guard open.entry.text.isEmpty || open.question.isChecklist || open.keepsDraft,
      let tab = open.deed.tab(at: open.question), !open.answers.isYes(tab)
    else { return nil }
    open.answers.setByTab(tab)
    if open.keepsDraft { open.drafts[open.question.key] = open.entry.text }
    return go(open.deed, open.answers, keeping: open.behind, drafts: open.drafts)
  }

  private func edit(_ open: inout Prompt, with key: Key) {
    if open.question.isChecklist {
      open.mark(key)
    } else if case .yesNo = open.question.form {
      open.error = open.question.fault(in: "")
    } else if key == .tab, open.deed is CommandDeed {
      open.complete(offering: offers)
    } else if key == .tab {
      open.error = open.deed.tabDoesNothing
    } else if open.entry.edit(with: key) {
      open.offers = []
    }
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
    guard key.isYes(in: display.words) || key == .escape || key == .control("c") else {
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
}

extension Prompt {
  /// Whether Tab asks when it was, and what was typed is kept meanwhile.
  fileprivate var keepsDraft: Bool { deed.tab(at: question) == MarkTime.tab && question.key != "ago" }

  /// Marks an item of a checklist. Its digit takes the mark back the second time only: the first may have
  /// been meant for another question, and a mark that is gone unseen records as met what is not.
  fileprivate mutating func mark(_ key: Key) {
    let asked = unmarking
    unmarking = nil
    guard key != .backspace else { return unmarkLast() }
    guard case .character(let digit) = key, let marked = question.marking(digit, in: entry.text) else {
      error = question.fault(in: "")
      return
    }
    guard entry.text.contains(digit) else {
      entry = LineEntry(marked)
      return
    }
    guard asked == digit else {
      unmarking = digit
      error = "\(String(digit)) is marked as not met: is it met? \(String(digit)) once more"
      return
    }
    entry = LineEntry(marked)
    sayUnmarked(digit)
  }

  private mutating func unmarkLast() {
    guard let digit = entry.text.last else { return }
    entry = LineEntry(String(entry.text.dropLast()))
    sayUnmarked(digit)
  }

  private mutating func sayUnmarked(_ digit: Character) {
    error = "\(String(digit)) is not marked any more: y says that it is met"
  }

  /// The answer that one key gives: the digit of a choice, y or n of a yes-or-no.
  fileprivate func quickAnswer(_ key: Key, in language: Language) -> String? {
    guard case .character(let character) = key else { return nil }
    switch question.form {
    case .yesNo:
      if language.isYes(character) { return "y" }
      return character.lowercased() == "n" ? "n" : nil
    case .items: return language.isYes(character) ? "y\(entry.text)" : nil
    case .choice, .oneOf: return question.choice(numbered: entry.kept + String(character))?.english
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
