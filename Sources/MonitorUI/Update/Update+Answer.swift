import InfusionCore
import Phrases
import TextScreen

extension Model {
  /// What a few letters are most likely to mean: a choice, or a patient who was here before.
  func meant(by text: String, at question: Question) -> Phrase? {
    question.form == .reference
      ? knownPatient(like: text).map { Phrase(verbatim: $0) } : question.meant(by: text, in: display.words)
  }

  /// Gives a question its answer, and goes on to the next or does what was asked; what speaks against the
  /// answer stands below the question instead.
  mutating func answer(_ text: String) -> [Effect] {
    guard var open = prompt else { return [] }
    let answer = String(text.drop { $0 == " " })
    if object(to: answer, at: &open) {
      prompt = open
      return []
    }
    // It has led on: what was refused before it is asked about, or over.
    forgetRefusal()
    if open.deed is CommandDeed { return run(commandLine: answer) }
    if open.deed is InitialsDeed { return sign(as: answer) }
    if open.question.key == Question.initials.key {
      // Asked once: whoever said it here is at the screen from here on.
      initials = answer
      asksWhoIsHere = false
    }
    open.answers.set(open.question.key, answer, against: open.question.against)
    open.drafts[open.question.key] = nil
    return go(open.deed, open.answers, keeping: open.behind, drafts: open.drafts)
  }

  /// Says what speaks against an answer, the first that there is; whether anything does.
  private func object(to answer: String, at open: inout Prompt) -> Bool {
    objectToReading(&open) || askWhatIsMeant(by: answer, at: &open) || open.findFault(in: answer)
      || open.askAboutReason(answer) || open.askAboutInitials(answer, for: toBeSigned(open))
  }

  /// The deed that initials are asked for; nil where it is only who is here.
  private func toBeSigned(_ open: Prompt) -> Phrase? {
    open.deed is InitialsDeed ? unsigned?.deed?.title : open.deed.title
  }

  /// Nobody says yes to what cannot be read, or was not.
  private func objectToReading(_ open: inout Prompt) -> Bool {
    if open.question.isReadWhole, !isQuestionWhole {
      open.error =
        open.question.isChecklist
        ? "no room for all of it here: Tab asks one by one"
        : "make the screen larger: it cannot show what you say yes to"
      open.isErrorOfRoom = true
      return true
    }
    guard isTooQuick(for: open.question) else { return false }
    open.error = "read it first, then y"
    return true
  }

  /// A few letters may mean one of the choices, and words may be none of them: either is asked once.
  private func askWhatIsMeant(by answer: String, at open: inout Prompt) -> Bool {
    if let meant = meant(by: answer, at: open.question), open.meant?.words != answer {
      open.meant = (answer, meant)
      open.error = "\(meant)? Tab completes it, Enter keeps your words"
      return true
    }
    guard open.hasOwnWords(answer) else { return false }
    open.meant = (answer, nil)
    open.error = "\(answer): not on the list, Enter keeps it"
    return true
  }
}

extension Prompt {
  /// Says what is wrong with an answer. A line is corrected where it is wrong. A text stays to be mended, and
  /// what is typed next stands in its place: behind it, `20` and then `20 mg` would be 2020 mg. Anything
  /// else, and a yes of habit, is typed anew.
  fileprivate mutating func findFault(in answer: String) -> Bool {
    guard let fault = question.fault(in: answer) else { return false }
    let isHabit = Question.isYesOrNo(answer)
    guard question.isShort && !answer.isEmpty || isHabit else {
      error = fault
      if question.form == .dose {
        entry = .offeringFigure(entry.text)
      } else if question.form != .command, !question.isChecklist {
        entry = .offering(entry.text)
      }
      return true
    }
    entry = LineEntry()
    error = isHabit ? fault : "\(answer): \(fault)"
    return true
  }

  /// Words that are none are asked about once where somebody says why: they stand in the record.
  fileprivate mutating func askAboutReason(_ answer: String) -> Bool {
    guard isOddReason(answer) else { return false }
    meant = (answer, nil)
    error = "\(answer): is that meant? Enter keeps it"
    return true
  }

  /// A word, where somebody took the question for one of the deed itself, would sign all that is done from
  /// then on: it is asked about once.
  fileprivate mutating func askAboutInitials(_ answer: String, for deed: Phrase?) -> Bool {
    guard case .initials = question.form, meant?.words != answer, TypedWords.areNoInitials(answer) else {
      return false
    }
    meant = (answer, nil)
    error =
      deed.map { "\(answer): your initials, for \"\($0)\"? Enter keeps them" }
      ?? "\(answer): are these your initials? Enter keeps them"
    return true
  }

  /// Words that a clinic's list of names does not have are asked about once.
  fileprivate func hasOwnWords(_ answer: String) -> Bool {
    question.isVocabulary && !question.known.contains { $0.english == answer } && meant?.words != answer
      && question.fault(in: answer) == nil
  }

  private func isOddReason(_ answer: String) -> Bool {
    switch question.form {
    case .reason, .choice:
      meant?.words != answer && !question.isVocabulary && TypedWords.areOdd(answer)
        && !question.choices.contains { $0.english == answer }
    case .text, .optionalText, .dose, .initials, .oneOf, .number, .reference, .items, .yesNo, .pressure,
      .score, .command:
      false
    }
  }
}
