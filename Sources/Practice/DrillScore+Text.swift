import InfusionCore
import PatientSimulator
public import Phrases
import Quantities
import SessionReports

extension DrillScore {
  /// The score as a trainer reads it aloud.
  public func lines(in language: Language = .english) -> [String] {
    let sections: [(Phrase, [Phrase])] = [
      ("ACKNOWLEDGED", answerLines), ("HOLD RULES", advice.map(\.line)), ("MISSED", missedLines),
      ("OVERRIDES", overrideLines), ("OVERLOOKED", omissionLines), ("REFUSED", refusalLines),
      ("NOTHING CAME OF IT", unanswered.map(\.line)),
      ("OUTCOME", [outcome.map(\.words) ?? "not closed"]),
    ]
    // Nobody needs to hear that a clinic has no such rules, or that nothing was overlooked.
    return sections.filter { !$0.1.isEmpty }.flatMap { title, lines in
      [language.say(title)] + lines.map { "  \(language.say($0))" }
    }
  }

  private var answerLines: [Phrase] {
    guard !answers.isEmpty else { return ["no medium or high alarm"] }
    return answers.map(\.line) + [summary]
  }

  /// How many alarms were acknowledged. Measurements and checks that nobody did in time are counted apart,
  /// and the line says so.
  /// answered.
  private var summary: Phrase {
    let count: Phrase =
      missed.isEmpty
      ? "\(times.count) of \(answers.count) acknowledged"
      : "\(times.count) of \(answers.count) acknowledged, \(missed.count) more under MISSED"
    guard let longest = times.last else { return count }
    return "\(count); median \(times[times.count / 2].clock), longest \(longest.clock)"
  }

  private var missedLines: [Phrase] {
    guard !missed.isEmpty else { return ["no cuff measurement and no check was missed"] }
    return missed.map { alarm in
      // Where the end of the session ended it, nobody took anything.
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

  private var omissionLines: [Phrase] {
    guard let clock = startedAt?.sinceStart.clock else { return [] }
    return omissions.map { "\(clock)  \($0.words)" }
  }

  private var refusalLines: [Phrase] {
    guard !refusals.isEmpty else { return ["none"] }
    return refusals.map { "\($0.at.sinceStart.clock)  \($0.refusal.accountPhrase)" }
  }
}

extension DrillScore.Answer {
  fileprivate var line: Phrase {
    let first = alarm.firstAnsweredAfter.map { after -> Phrase in
      "after \(after.clock)\(alarm.firstAnswer?.by.map { " (\($0))" } ?? "")"
    }
    let afterRise = alarm.answerAfterRise { " (\($0))" }
    let answer = [first ?? "not acknowledged", afterRise].compactMap(\.self).joined(separator: ", ")
    let told: Phrase = "\(alarm.raisedAt.sinceStart.clock)  \(alarm.what): \(answer)"
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
  /// The alarm in the words of the summary.
  fileprivate var what: Phrase { "\(id.mark(raised.priority)) \(coursePhrase)" }
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

extension DrillScore.Unanswered {
  fileprivate var line: Phrase {
    "\(at.sinceStart.clock)  \(why.phrase)\(by.map { " (\($0))" } ?? "")"
  }
}

extension ScriptRemark.Why {
  /// What was done without effect, and what was perhaps meant.
  var phrase: Phrase {
    switch self {
    case .unknownMeasure(let name):
      Self.unanswered(name, Spelling.nearest(to: name, among: Measure.allCases.map(\.rawValue)))
    case .unknownMedicine(let name):
      Self.unanswered(name, Spelling.nearest(to: name, among: Medicine.all.map(\.name)))
    case .unreadableFlow(let flow): "the oxygen flow \"\(flow)\" could not be read, and nothing came of it"
    case .unreadableDose(let dose, let name):
      "the dose \"\(dose)\" of \(name) could not be read, and nothing came of it"
    }
  }

  private static func unanswered(_ name: String, _ near: String?) -> Phrase {
    guard let near else { return "the simulated patient answers nothing to \"\(name)\"" }
    return "the simulated patient answers nothing to \"\(name)\"; perhaps \"\(near)\" was meant"
  }
}
