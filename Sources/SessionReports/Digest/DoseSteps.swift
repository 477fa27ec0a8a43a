import InfusionCore
import Quantities
import SessionRecord

/// An infusion step by step: each stretch under one rate, each pause, each bolus, and what a pump gave after
/// the stop. Their doses add up to what was delivered.
struct DoseStep: Hashable {
  enum Kind: String, Hashable {
    case flowing, paused, bolus
    case afterStop = "after_stop"
    /// Of a drug that is not infused; among the steps of no infusion.
    case atOnce = "at_once"
  }
  /// Where in the digest's doses it begins, from 1: `dose.2`.
  var key: String
  var kind: Kind
  var from: SessionTime
  /// Nil for one that goes on, and for a bolus, which is an instant.
  var to: SessionTime?
  /// Nil where the figures were settled lower than they had been told: less than nothing was given by nobody.
  var dose: Fixed?
  var rate: MillilitresPerHour?
  var isEstimated = false
  /// What the person said who began it.
  var words: String?
  var by: String?
}

extension SessionDigest {
  /// In the order of time, a bolus behind the stretch in which it was given.
  var doseSteps: [DoseStep] {
    let stretches = doses.indices.filter { doses[$0].change != .bolus }
    var steps: [DoseStep] = []
    var isPaused = false
    for (place, index) in stretches.enumerated() {
      let next = place + 1 < stretches.count ? stretches[place + 1] : nil
      switch doses[index].change {
      case .started, .resumed: isPaused = false
      case .paused: isPaused = true
      case .rate, .bolus: break
      case .stopped:
        if next == nil { steps += afterStop(index) }
        continue
      }
      let boluses = (index + 1..<(next ?? doses.count)).filter { doses[$0].change == .bolus }
      steps.append(stretch(index, to: next, boluses: boluses, isPaused: isPaused))
      steps += boluses.map(bolus)
    }
    return steps
  }

  private func stretch(_ index: Int, to next: Int?, boluses: [Int], isPaused: Bool) -> DoseStep {
    let entry = doses[index]
    let given = told(next) - entry.figures.delivered.fixed - boluses.reduce(0) { $0 + (bolus($1).dose ?? 0) }
    return DoseStep(
      key: "dose.\(index + 1)", kind: isPaused ? .paused : .flowing, from: entry.at,
      to: next.map { doses[$0].at }, dose: given < 0 ? nil : given, rate: entry.figures.rate,
      isEstimated: isEstimated(next), words: words(from: entry, to: next), by: entry.by)
  }

  /// A stop begins no step: its reason stands at the step that it ended.
  private func words(from entry: DoseEntry, to next: Int?) -> String? {
    guard let next, doses[next].change == .stopped, let stop = doses[next].action else {
      return entry.action?.wordsOfFields
    }
    let by = doses[next].by.map { " (\($0))" } ?? ""
    return [entry.action?.wordsOfFields, "ended by stop, \(stop.wordsOfFields)\(by)"].compactMap { $0 }
      .joined(separator: "; ")
  }

  private func bolus(_ index: Int) -> DoseStep {
    var amount: Fixed?
    if case .bolus(let bolus)? = doses[index].action { amount = bolus.dose.fixed }
    return DoseStep(
      key: "dose.\(index + 1)", kind: .bolus, from: doses[index].at, dose: amount,
      words: doses[index].action?.wordsOfFields, by: doses[index].by)
  }

  /// What a pump gave that ran on, or what was settled by hand, after the last stop.
  private func afterStop(_ index: Int) -> [DoseStep] {
    let stop = doses[index]
    let rest = (delivered?.delivered.fixed ?? 0) - stop.figures.delivered.fixed
    guard rest > 0 else { return [] }
    return [
      DoseStep(
        key: "dose.\(index + 1)", kind: .afterStop, from: stop.at, to: max(stop.at, infusionEnd ?? stop.at),
        dose: rest, isEstimated: delivered?.isEstimated ?? false)
    ]
  }

  /// What was in at a change, or at the end of the record. A last stop tells no more than came out in the
  /// end.
  private func told(_ index: Int?) -> Fixed {
    guard let index else { return delivered?.delivered.fixed ?? 0 }
    let told = doses[index].figures.delivered.fixed
    let isLast = doses[index].change == .stopped && index == doses.count - 1
    return isLast ? min(told, delivered?.delivered.fixed ?? told) : told
  }

  private func isEstimated(_ index: Int?) -> Bool {
    index.map { doses[$0].figures.isEstimated } ?? delivered?.isEstimated ?? false
  }
}
