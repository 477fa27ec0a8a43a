import InfusionCore
import Quantities

extension ConfigurationError {
  /// `chairside.yaml:3:17: limits.spo2.low: 95 is not below high 90`.
  public func sentence(file: String) -> String {
    let position = "\(file):\(place.line):\(place.column):"
    return path.isEmpty ? "\(position) \(why.sentence)" : "\(position) \(path): \(why.sentence)"
  }
}

extension ConfigurationErrors {
  /// A line for each error.
  public func sentence(file: String) -> String { all.map { $0.sentence(file: file) }.joined(separator: "\n") }
}

extension ConfigurationError.Why {
  public var sentence: String {
    switch self {
    case .notText: "this is not UTF-8 text"
    case .syntax(let problem): "this is not YAML: \(problem)"
    case .unknownKey(let key, let known): "there is no key \"\(key)\"" + Spelling.hint(for: key, among: known)
    case .duplicateKey(let key): "\"\(key)\" is given twice"
    case .duplicateEntry(let entry): "\"\(entry)\" is listed twice"
    case .badValue(let value, let accepted):
      value.isEmpty ? "\(accepted.sentence) is missing" : "\(value) is not \(accepted.sentence)"
    case .tooManyDecimals(let value): "\(value) has more than three decimals"
    case .missingKey(let key): "\(key) is missing"
    case .limitOrder(let lower, let upper) where lower.key == "extreme_low" || upper.key == "extreme_high":
      "\(lower.key) \(lower.value) is above \(upper.key) \(upper.value)"
    case .limitOrder(let lower, let upper):
      "\(lower.key) \(lower.value) is not below \(upper.key) \(upper.value)"
    case .limitBeyondBound(let limit, let bound):
      "\(limit.key) \(limit.value) is beyond \(bound.key) \(bound.value)"
    case .clearDelayAboveOnset(let clear, let key, let onset):
      "clear_delay_s \(clear.inWords) is above \(key) \(onset.inWords)"
    case .neverCleared(let limit, let band, let range):
      "\(limit.key) \(limit.value) with clear_band \(band) never ends: values are "
        + "\(range.lowerBound) to \(range.upperBound)"
    case .observationBelowFloor(let observation, let floor):
      "observation_min \(observation.inMinutesText) is below observation_floor_min \(floor.inMinutesText)"
    case .rateOrder(let soft, let hard):
      "rate_soft_mg_kg_h \(soft.fixed) is above rate_hard_mg_kg_h \(hard.fixed)"
    case .doseOrder(let soft, let hard): "\(soft.key) \(soft.value) is above \(hard.key) \(hard.value)"
    case .usualTotalAboveHard(let soft, let dose, let hard):
      "total_soft_mg_kg is dose_mg_kg \(dose.fixed) and a tenth, \(soft.text(beside: hard)), "
        + "above total_hard_mg_kg \(hard.fixed)"
    case .plannedRateAboveHard(let rate, let hard):
      "dose_mg_kg over duration_min is \(rate.text()), above rate_hard_mg_kg_h \(hard.fixed)"
    case .concentrationNotListed(let strength):
      "concentration_mg_ml \(strength.fixed) is not among concentrations_mg_ml"
    case .relativeWithoutDistance: "above or below is missing"
    case .dosesOfInfusion: "doses_mg is for a plan without an infusion"
    case .scaleOutOfRange(let range):
      "anchors, parts and passing do not fit the range from \(range.lowerBound) to \(range.upperBound)"
    case .unknownScale(let name): "there is no scale \"\(name)\""
    case .criterionUnclear:
      "a criterion has a scale or a vital, and a bound; one that follows the baseline is for a vital"
    }
  }
}

extension ConfigurationError.Accepted {
  public var sentence: String {
    switch self {
    case .number(let range):
      "a number from \(range.lowerBound) to \(range.upperBound)"
    case .positive(let most): "a number above 0, up to \(most)"
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .text: "a text"
    case .flag: "true or false"
    case .words(let words): Self.oneOf(words)
    case .alarm: "an alarm such as spo2.low"
    case .list: "a list"
    case .mapping: "a mapping"
    case .or(let accepted, let word): "\(accepted.sentence), or \(word)"
    }
  }

  private static func oneOf(_ words: [String]) -> String {
    words.count == 2 ? words.joined(separator: " or ") : "one of \(words.joined(separator: ", "))"
  }
}

extension TimeSpan {
  /// Minutes as the file writes them.
  var inMinutesText: String { Fixed(thousandths: Int(milliseconds / 60)).description }
}
