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
  var dose: Fixed
  var rate: MillilitresPerHour?
  var isEstimated = false
  /// What the person said who began it.
  var words: String?
  var by: String?
}

extension SessionDigest {
  /// In the order of time, a bolus behind the stretch in which it was given.
  var doseSteps: [DoseStep] {
    let levels = SettledLevels(self)
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
        steps += afterStop(index, to: next, levels)
        continue
      }
      steps.append(stretch(index, to: next, levels, isPaused: isPaused))
      steps += (index + 1..<(next ?? doses.count)).filter { doses[$0].change == .bolus }.map(bolus)
    }
    return steps.withFlowsBesideBoluses()
  }

  /// With all that went in during it.
  private func stretch(_ index: Int, to next: Int?, _ levels: SettledLevels, isPaused: Bool) -> DoseStep {
    let entry = doses[index]
    let (before, after) = (levels.level(after: entry), levels.level(after: next.map { doses[$0] }))
    return DoseStep(
      key: "dose.\(index + 1)", kind: isPaused ? .paused : .flowing, from: entry.at,
      to: next.map { doses[$0].at }, dose: after.dose - before.dose, rate: entry.figures.rate,
      isEstimated: after.isEstimated || before.isSettledLower, words: words(from: entry, to: next),
      by: entry.by)
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
    DoseStep(
      key: "dose.\(index + 1)", kind: .bolus, from: doses[index].at, dose: doses[index].bolus?.fixed ?? 0,
      words: doses[index].action?.wordsOfFields, by: doses[index].by)
  }

  /// What a pump that ran on gave after a stop, or what was settled by hand then. The stop is the last one,
  /// or one that was taken back.
  private func afterStop(_ index: Int, to next: Int?, _ levels: SettledLevels) -> [DoseStep] {
    let stop = doses[index]
    let after = levels.level(after: next.map { doses[$0] })
    let rest = after.dose - levels.level(after: stop).dose
    guard rest > 0 else { return [] }
    let end = next.map { doses[$0].at } ?? infusionEnd ?? stop.at
    return [
      DoseStep(
        key: "dose.\(index + 1)", kind: .afterStop, from: stop.at, to: max(stop.at, end), dose: rest,
        isEstimated: after.isEstimated)
    ]
  }
}

extension [DoseStep] {
  /// Takes the boluses out of the stretches in which they were given. If a stretch holds less than its bolus,
  /// later stretches make up for it (a counter shows a bolus late), and in the end the last boluses
  /// themselves are cut: a person has then settled the dose below them.
  fileprivate func withFlowsBesideBoluses() -> [DoseStep] {
    var steps = self
    var owed = Fixed(0)
    for index in steps.indices where steps[index].kind != .bolus {
      let boluses = steps[(index + 1)...].prefix { $0.kind == .bolus }.reduce(0) { $0 + $1.dose }
      let flow = steps[index].dose - boluses - owed
      owed = Swift.max(0, -flow)
      steps[index].isEstimated = steps[index].isEstimated || owed > 0
      steps[index].dose = Swift.max(0, flow)
    }
    for index in steps.indices.reversed() where steps[index].kind == .bolus && owed > 0 {
      let share = Swift.min(owed, steps[index].dose)
      steps[index].dose = steps[index].dose - share
      steps[index].isEstimated = true
      owed = owed - share
    }
    return steps
  }
}

/// How much of the final dose was in at each change. A counter that came back from a jump, or a person, may
/// have settled the dose lower than it had been told before, so at any time no more was in than the least
/// that was told later.
private struct SettledLevels {
  struct Level {
    var dose: Fixed
    var isEstimated: Bool
    /// More had been told then.
    var isSettledLower = false
  }
  /// In the order of time, each with the least that was told from then on.
  private var later: [(at: SessionTime, least: Fixed)] = []
  private let last: Level

  init(_ digest: SessionDigest) {
    last = Level(
      dose: digest.delivered?.delivered.fixed ?? 0, isEstimated: digest.delivered?.isEstimated ?? false)
    var told = digest.course.samples.map { (at: $0.at, least: $0.dose.delivered.fixed) }
    told += digest.settledDoses.map { (at: $0.at, least: $0.dose.fixed) }
    var least = last.dose
    for one in told.sorted(by: { $0.at < $1.at }).reversed() {
      least = min(least, one.least)
      later.append((one.at, least))
    }
    later.reverse()
  }

  /// - Parameter change: nil for the end of the record.
  func level(after change: SessionDigest.DoseEntry?) -> Level {
    guard let change else { return last }
    let told = change.figures.delivered.fixed
    let least = later.first { $0.at > change.at }?.least ?? last.dose
    return Level(
      dose: min(told, least), isEstimated: change.figures.isEstimated, isSettledLower: least < told)
  }
}

extension SessionDigest {
  /// What people said that was in.
  fileprivate var settledDoses: [(at: SessionTime, dose: Milligrams)] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.dose(let dose)) = mark.what, let strength = order?.concentration else { return nil }
      return (mark.at, dose.volume * strength)
    }
  }
}
