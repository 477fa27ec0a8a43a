import InfusionCore
public import Phrases
import Quantities
public import SessionRecord

// What came of a drill, in words. Reports have it in English; a trainee reads it in the language of the
// screen.

extension DrillResult {
  /// `desaturation, seed 7: passed, 0.4 weighted min of harm (rubric 1)`.
  public func headline(in language: Language = .english) -> String {
    language.say("\(setting.scenario), seed \(setting.seed): \(verdict)")
  }

  /// `not passed, 6.3 weighted min of harm (rubric 1)`.
  var verdict: Phrase {
    passed
      ? "passed, \(harmMinutes) weighted min of harm\(hand) (rubric \(setting.rubric))"
      : "not passed, \(harmMinutes) weighted min of harm\(hand) (rubric \(setting.rubric))"
  }

  /// `, 4.2 of them by the instructor's hand`.
  private var hand: Phrase {
    harmByInstructorMinutes > 0 ? ", \(harmByInstructorMinutes) of them by the instructor's hand" : ""
  }

  /// What the minutes are weighted by; nil where there are none.
  var harmWeights: Phrase? { harmMinutes > 0 ? Self.weights : nil }

  private static let weights: Phrase =
    "\(signs) count once each and add up; SpO2 below 75 counts three times"
  private static let signs: Phrase =
    "\(numbers) and deep sleep almost without breath"
  private static let numbers: Phrase =
    "harm by weight: SpO2 below 85, systolic outside 75 to 200, pulse outside 40 to 150"

  /// A line for each objective, for each act that harms, and for each answer that did not count.
  public func lines(in language: Language = .english) -> [String] {
    let aims = objectives.map { objective in
      let at = objective.at.map { "  \($0.sinceStart.clock)" } ?? ""
      let keeper = objective.causeWords.map { ", \(language.say($0))" } ?? ""
      return "\(pad(language.say(Phrase(word: objective.telling)), 12))\(objective.id)\(at)\(keeper)"
    }
    let remarks = acts.map(\.words) + noAnswers.map(\.words) + [harmWeights].compactMap { $0 }
    return aims + remarks.map(language.say)
  }
}

extension DrillResult.NoAnswer {
  fileprivate var words: Phrase { "no answer at \(at.sinceStart.clock): \(what)" }
}

extension DrillResult.Act {
  fileprivate var words: Phrase {
    wasRefused
      ? "harm at \(at.sinceStart.clock): \(what) (refused)" : "harm at \(at.sinceStart.clock): \(what)"
  }
}

extension DrillResult.Objective {
  /// What brought it about or kept it away, where it was not simply met or missed.
  fileprivate var causeWords: Phrase? {
    isByInstructor ? "met by the instructor's hand, and by nobody at the chair" : keeperWords
  }

  /// `by oxygen`; `oxygen at 7:00 came before anything asked for it`; nil if nothing is named.
  var keeperWords: Phrase? {
    keeper.map { keeper in
      let name = Phrase(word: keeper.name)
      return result == "met"
        ? "by \(name)" : "\(name) at \(keeper.at.sinceStart.clock) came before anything asked for it"
    }
  }
}

extension StartOmission {
  /// `started over a checklist that nobody opened`.
  public var words: Phrase {
    switch self {
    case .checklist: "started over a checklist that nobody opened"
    case .answers(let items): "started over what nobody answered: \(Self.list(items))"
    case .baseline: "started without a baseline"
    }
  }

  private static func list(_ items: [ChecklistItem]) -> Phrase {
    items.map { Phrase(word: ChecklistItem.label(of: $0.name)) }.joined(separator: ", ")
  }
}
