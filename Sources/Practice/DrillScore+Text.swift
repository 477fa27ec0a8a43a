import InfusionCore
public import Phrases
import Quantities
import SessionReports

extension DrillScore {
  /// The score as a trainer reads it aloud.
  public func lines(in language: Language = .english) -> [String] {
    let sections: [(Phrase, [Phrase])] = [
      ("ANSWERS", answerLines), ("HOLD RULES", advice.map(\.line)), ("MISSED", missedLines),
      ("OVERRIDES", overrideLines), ("REFUSED", refusalLines),
      ("OUTCOME", [outcome.map(\.words) ?? "not closed"]),
    ]
    // A clinic without rules of that kind is not told that it has none.
    return sections.filter { !$0.1.isEmpty }.flatMap { title, lines in
      [language.say(title)] + lines.map { "  \(language.say($0))" }
    }
  }

  private var answerLines: [Phrase] {
    guard !answers.isEmpty else { return ["no medium or high alarm"] }
    return answers.map(\.line) + [summary]
  }

  /// What nobody took in time is counted apart, and said to be: an open one is none that was answered.
  private var summary: Phrase {
    let count: Phrase =
      missed.isEmpty
      ? "\(times.count) of \(answers.count) answered"
      : "\(times.count) of \(answers.count) answered, \(missed.count) more under MISSED"
    guard let longest = times.last else { return count }
    return "\(count); median \(times[times.count / 2].clock), longest \(longest.clock)"
  }

  private var missedLines: [Phrase] {
    guard !missed.isEmpty else { return ["no cuff measurement and no check was missed"] }
    return missed.map { alarm in
      // The end of the session ended it: nobody took anything.
      let taken =
        alarm.end == .cleared ? alarm.duration.map { later -> Phrase in "taken \(later.clock) later" } : nil
      return "\(alarm.raisedAt.sinceStart.clock)  \(alarm.what), \(taken ?? "never taken")"
    }
  }

  private var overrideLines: [Phrase] {
    guard !overrides.isEmpty else { return ["none"] }
    return overrides.map { entry in
      let (who, action) = (entry.by.map { " (\($0))" } ?? "", Phrase(word: entry.action))
      return "\(entry.at.sinceStart.clock)  \(action): \(entry.reason)\(who)"
    }
  }

  private var refusalLines: [Phrase] {
    guard !refusals.isEmpty else { return ["none"] }
    return refusals.map { "\($0.at.sinceStart.clock)  \($0.refusal.accountPhrase)" }
  }
}

extension DrillScore.Answer {
  fileprivate var line: Phrase {
    let answer = after.map { after -> Phrase in
      "after \(after.clock)\(alarm.answeredBy.map { " (\($0))" } ?? "")"
    }
    let told: Phrase = "\(alarm.raisedAt.sinceStart.clock)  \(alarm.what): \(answer ?? "not answered")"
    guard let clock = alarm.worsenedAt?.sinceStart.clock else { return told }
    return switch alarm.priority {
    case .high: "\(told); high from \(clock)"
    case .medium, .low, .info: "\(told); medium from \(clock)"
    }
  }
}

extension SessionDigest.AdviceEntry {
  fileprivate var line: Phrase {
    let who = by.map { " (\($0))" } ?? ""
    return "\(at.sinceStart.clock)  \(rule.conditionPhrase): \(answerPhrase(signed: who))"
  }
}

extension AlarmEpisode {
  /// As the summary and the screen that raised it have it: the limit that it was raised by.
  fileprivate var what: Phrase { "\(id.mark(raised.priority)) \(id.phrase(peakAsRaised))" }
}

extension Outcome {
  fileprivate var words: Phrase {
    switch self {
    case .discharged: "discharged"
    case .overridden: "overridden"
    case .abandoned: "abandoned"
    }
  }
}
