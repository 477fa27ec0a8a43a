import InfusionCore
public import Phrases
import Quantities

extension SessionDigest.AdviceEntry {
  /// What came of it, and how long that took: `followed after 0:42 (KM)`.
  public func answer(signed: String) -> String { answerPhrase(signed: signed).english }

  public func answerPhrase(signed: String) -> Phrase {
    guard let end, let after = lasted?.clock else { return "NOT ANSWERED" }
    return switch end {
    case .cleared: "not answered; the value was back after \(after)"
    case .followed: "followed after \(after)\(signed)"
    case .told: "the clinician was told after \(after)\(signed)"
    case .aside: "SET ASIDE after \(after)\(note.map { ": \($0.onOneLine)" } ?? "")\(signed)"
    case .stopped: "not answered; the infusion ended after \(after)"
    }
  }
}
