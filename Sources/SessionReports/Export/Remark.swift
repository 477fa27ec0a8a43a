import InfusionCore
import Quantities

/// A symptom or a score, as an export tells it: under the name that the clinic gives it, with a number.
struct Remark {
  var name: String
  var label: String
  var value: Int
  var at: SessionTime

  /// Nil for a mark of another kind.
  init?(_ mark: Mark, _ digest: SessionDigest) {
    guard case .action(let action) = mark.what else { return nil }
    if case .symptom(let symptom) = action {
      self.init(
        name: symptom.symptom, label: "symptom \(symptom.symptom), severity 0 to 3", value: symptom.severity,
        at: symptom.at ?? mark.at)
    } else if case .score(let score) = action {
      self.init(
        name: score.scale, label: digest.scale(score.scale)?.label ?? score.scale, value: score.value,
        at: score.at ?? mark.at)
    } else {
      return nil
    }
  }

  private init(name: String, label: String, value: Int, at: SessionTime) {
    self.name = name
    self.label = label
    self.value = value
    self.at = at
  }
}
