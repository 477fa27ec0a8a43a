public import InfusionCore
public import Quantities

/// A short conversation on the bottom line: one question at a time, with a default where there is a safe one.
public struct Prompt: Hashable, Sendable {
  public let kind: PromptKind
  public var answers = Answers()
  public var question: Question
  public var entry = LineEntry()
  public var error: String?
  /// Completions of a command, after Tab.
  public var offers: [String] = []

  /// Whether a question was answered already.
  var hasAnswers: Bool { !answers.isEmpty }

  init(_ kind: PromptKind, _ question: Question) {
    self.kind = kind
    self.question = question
  }
}

/// What a prompt is about.
public enum PromptKind: Hashable, Sendable {
  /// Patient, weight and plan, as far as they are missing.
  case setup(thenStart: Bool)
  /// What is in the bag.
  case concentration
  case start
  case checklist([ChecklistItem])
  case baseline
  case pause, resume, stop
  /// What is said to advice; the advice as it was when it was asked for.
  case hold(HoldAdvice)
  case rate
  case rateReason(MillilitresPerHour)
  case bolus
  case bloodPressure, symptom, medicine, measure, note
  /// The latest marks, as they were when it was asked.
  case correct([MarkView])
  case extend, away, discharge
  /// The scales of a check, one after another, then the check itself.
  case check([Scale])
  /// One of these scales.
  case score([Scale])
  case limitsOff(Vital)
  case limitsFromBaseline([ProposedLimits])
  case initials
  case command
  case leave
  case goToMinute
}

/// What comes next in a prompt.
enum Step {
  case ask(Question)
  /// Asked anew, with what was wrong.
  case again(Question, String, forgetting: [String])
  case done([Effect], then: PromptKind? = nil)
}
