import InfusionCore
import TextScreen

extension Model {
  /// Opens a prompt with its first question, or does at once what needs none.
  mutating func open(_ kind: PromptKind) -> [Effect] { go(kind, kind.step(Answers(), self), Answers()) }

  /// Asks for what is missing of patient, weight and plan; nothing when nothing is. For the start of the
  /// program.
  public mutating func askForWhatIsMissing() -> [Effect] {
    guard session.phase == .preparation,
      session.patient == nil || session.weight == nil || session.planName.isEmpty
    else { return [] }
    return open(.setup(thenStart: false))
  }

  private mutating func go(_ kind: PromptKind, _ step: Step, _ answers: Answers) -> [Effect] {
    switch step {
    case .ask(let question):
      var next = Prompt(kind, question)
      next.answers = answers
      prompt = next
      return []
    case .again(let question, let error, let keys):
      var next = Prompt(kind, question)
      next.answers = answers
      for key in keys { next.answers.forget(key) }
      next.error = error
      prompt = next
      return []
    case .done(let effects, let following):
      prompt = nil
      for effect in effects { confirm(effect) }
      keepCheck(effects)
      if effects.isEmpty, following == nil { say("nothing done", .confirmation) }
      return effects + (following.map { open($0) } ?? [])
    }
  }

  /// A question that depends on the session is asked anew when the session has changed under it: the bag
  /// after the plan was chosen, the start once SpO2 is lost.
  mutating func refreshPrompt() {
    guard let open = prompt, open.entry.text.isEmpty, open.error == nil else { return }
    guard open.kind == .concentration || open.kind == .start else { return }
    let isYesNo = open.question.form == .yesNo
    let step = open.kind.step(open.answers, self)
    // A reason that somebody is about to type must not become the yes to a start.
    if case .ask(let next) = step, next.form == .yesNo, !isYesNo, open.kind == .start { return }
    _ = go(open.kind, step, open.answers)
  }

  mutating func updatePrompt(_ key: Key) -> [Effect] {
    guard var open = prompt else { return [] }
    if key == .escape || key == .control("c") {
      prompt = nil
      unsigned = nil
      say("nothing done", .confirmation)
      return []
    }
    if key == .backspace, open.takesBack() {
      return go(open.kind, open.kind.step(open.answers, self), open.answers)
    }
    if let quick = open.quickAnswer(key) { return answer(quick) }
    if key == .enter {
      return answer(
        open.entry.text.isEmpty ? open.question.initial : open.question.meaning(of: open.entry.text))
    }
    if case .yesNo = open.question.form {
      open.error = open.question.fault(in: "")
    } else if key == .tab, open.kind.isMark, !open.answers.isYes("earlier") {
      open.answers.set("earlier", "y")
      return go(open.kind, open.kind.step(open.answers, self), open.answers)
    } else if key == .tab, case .command = open.kind {
      open.complete(offering: offers)
    } else if open.entry.take(key) {
      open.error = nil
      open.offers = []
    }
    prompt = open
    return []
  }

  private mutating func answer(_ text: String) -> [Effect] {
    guard var open = prompt else { return [] }
    let answer = String(text.drop { $0 == " " })
    if let fault = open.question.fault(in: answer) {
      // A line or a text is corrected where it is wrong; anything else is typed anew.
      if open.question.isShort, !answer.isEmpty {
        open.entry = LineEntry()
        open.error = "\(answer): \(fault)"
      } else {
        open.error = fault
      }
      prompt = open
      return []
    }
    switch open.kind {
    case .command: return run(commandLine: answer)
    case .initials: return sign(as: answer)
    default:
      open.answers.set(open.question.key, answer)
      return go(open.kind, open.kind.step(open.answers, self), open.answers)
    }
  }

  /// What no event of the session will confirm is confirmed here.
  mutating func confirm(_ effect: Effect) {
    guard case .action(let action, _) = effect else { return }
    if case .rate(_, _, let second) = action { lastSecond = second }
    switch action {
    case .symptom, .medication, .intervention:
      say(
        "noted: \(MarkWords.text(action) ?? "")\(MarkWords.earlier(action, at: session.now))", .confirmation)
    case .note: say("note taken", .confirmation)
    case .score(let scale, let value, _): say("noted: \(words(scale, value))", .confirmation)
    case .bloodPressure(let sys, let dia, _): say("blood pressure \(sys)/\(dia) mmHg by hand", .confirmation)
    case .checklist(let item, let answer):
      say("\(item): \(answer == .met ? "met" : "not met")", .confirmation)
    case .amend(let entry, _): say("correction of #\(entry) noted", .confirmation)
    case .setup, .baseline, .start, .pause, .resume, .stop, .rate, .bolus, .check, .extend, .away, .back,
      .discharge,
      .close, .acknowledge, .audioPause, .limit, .hold:
      break
    }
  }
}

extension Model {
  /// What a check found is told with the word that it was taken.
  private mutating func keepCheck(_ effects: [Effect]) {
    let actions = effects.compactMap { if case .action(let action, _) = $0 { action } else { nil } }
    guard case .check(let without)? = actions.last else { return }
    let given = actions.compactMap { action in
      if case .score(let scale, let value, _) = action { words(scale, value) } else { nil }
    }
    let skipped = without.map { "\(session.scale($0)?.labelInSentence ?? $0) skipped" }
    checkFound = given + skipped
  }

  /// `Modified Aldrete 9 of 10: passes`, `nausea 2 of 10`.
  private func words(_ name: String, _ value: Int) -> String {
    guard let scale = session.scale(name) else { return "\(name) \(value)" }
    return "\(scale.labelInSentence) \(scale.text(of: value))"
  }
}

extension Prompt {
  /// Whether the last score was taken back: nothing stands on the line, and something was answered.
  fileprivate mutating func takesBack() -> Bool {
    guard case .score = question.form, entry.text.isEmpty else { return false }
    return answers.takeBack()
  }

  /// The answer that one key gives: the digit that makes out a choice, y or n of a yes-or-no.
  fileprivate func quickAnswer(_ key: Key) -> String? {
    guard case .character(let character) = key else { return nil }
    switch question.form {
    case .yesNo:
      let lower = character.lowercased()
      return lower == "y" || lower == "n" ? lower : nil
    case .choice, .oneOf:
      let typed = entry.text + String(character)
      return question.isPicked(by: typed) ? question.meaning(of: typed) : nil
    case .score:
      return character == "s" && entry.text.isEmpty
        ? "s" : question.score(typed: entry.text + String(character))
    case .text, .optionalText, .reason, .number, .pressure, .command: return nil
    }
  }
}
