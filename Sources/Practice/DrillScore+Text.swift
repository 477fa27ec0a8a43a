import InfusionCore
import Quantities
import SessionReports

extension DrillScore {
  /// The score as a trainer reads it aloud.
  public var lines: [String] {
    ["ANSWERS"] + answerLines + adviceLines + ["MISSED"] + missedLines + ["OVERRIDES"] + overrideLines + [
      "REFUSED"
    ]
      + refusalLines + ["OUTCOME", "  \(outcome?.rawValue ?? "not closed")"]
  }

  private var answerLines: [String] {
    guard !answers.isEmpty else { return ["  no medium or high alarm"] }
    return answers.map(\.line) + ["  \(summary)"]
  }

  /// What nobody took in time is counted apart, and said to be: an open one is none that was answered.
  private var summary: String {
    let apart = missed.isEmpty ? "" : ", \(missed.count) more under MISSED"
    let count = "\(times.count) of \(answers.count) answered\(apart)"
    guard let longest = times.last else { return count }
    return "\(count); median \(times[times.count / 2].clock), longest \(longest.clock)"
  }

  /// A clinic without such rules is not told that it has none.
  private var adviceLines: [String] {
    advice.isEmpty ? [] : ["HOLD RULES"] + advice.map(\.line)
  }

  private var missedLines: [String] {
    guard !missed.isEmpty else { return ["  no cuff measurement and no check was missed"] }
    return missed.map { alarm in
      // The end of the session ended it: nobody took anything.
      let taken = alarm.end == .cleared ? alarm.duration.map { "taken \($0.clock) later" } : nil
      return "  \(alarm.raisedAt.sinceStart.clock)  \(alarm.what), \(taken ?? "never taken")"
    }
  }

  private var overrideLines: [String] {
    guard !overrides.isEmpty else { return ["  none"] }
    return overrides.map { entry in
      "  \(entry.at.sinceStart.clock)  \(entry.action): \(entry.reason)\(entry.by.map { " (\($0))" } ?? "")"
    }
  }

  private var refusalLines: [String] {
    guard !refusals.isEmpty else { return ["  none"] }
    return refusals.map { "  \($0.at.sinceStart.clock)  \($0.refusal.account)" }
  }
}

extension DrillScore.Answer {
  fileprivate var line: String {
    let answer = after.map { "after \($0.clock)\(alarm.answeredBy.map { " (\($0))" } ?? "")" }
    return
      "  \(alarm.raisedAt.sinceStart.clock)  \(alarm.what): \(answer ?? "not answered")\(alarm.worsening)"
  }
}

extension SessionDigest.AdviceEntry {
  fileprivate var line: String {
    let who = by.map { " (\($0))" } ?? ""
    return "  \(at.sinceStart.clock)  \(rule.condition): \(answer(signed: who))"
  }
}

extension AlarmEpisode {
  /// As the summary and the screen that raised it have it: the limit that it was raised by.
  fileprivate var what: String { "\(id.mark(raised.priority)) \(id.text(peakAsRaised))" }

  /// `; high from 24:55`.
  fileprivate var worsening: String {
    worsenedAt.map { "; \(priority.name) from \($0.sinceStart.clock)" } ?? ""
  }
}
