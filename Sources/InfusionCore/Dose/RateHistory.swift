import Quantities

/// A rate that changes in steps, and what it gives between any two instants.
struct RateHistory: Hashable, Sendable {
  private struct Step: Hashable, Sendable {
    var at: SessionTime
    var rate: MillilitresPerHour
    /// What had flowed until then.
    var before: Millilitres
  }
  private var steps: [Step] = []
  private var isTrimmed = false

  /// A pump whose reported rate varies with every reading fills this within minutes. The older half is then
  /// forgotten, and what came before counts as flowed at the oldest rate that is left.
  private static let most = 2048

  var rate: MillilitresPerHour { steps.last?.rate ?? .zero }
  var changedAt: SessionTime { steps.last?.at ?? .start }

  /// All that has flowed until `time`.
  func volume(at time: SessionTime) -> Millilitres {
    guard let last = steps.last else { return .zero }
    if last.at <= time { return last.before + last.rate * (time - last.at) }
    let later = firstStep(after: time)
    guard later > 0 else {
      return isTrimmed ? steps[0].before - steps[0].rate * (steps[0].at - time) : .zero
    }
    let step = steps[later - 1]
    return step.before + step.rate * (time - step.at)
  }

  func volume(from: SessionTime, to: SessionTime) -> Millilitres { volume(at: to) - volume(at: from) }

  mutating func set(_ rate: MillilitresPerHour, at now: SessionTime) {
    guard rate != self.rate else { return }
    let before = volume(at: now)
    if steps.last?.at == now { steps.removeLast() }
    steps.append(Step(at: now, rate: rate, before: before))
    if steps.count > Self.most {
      steps.removeFirst(Self.most / 2)
      isTrimmed = true
    }
  }

  private func firstStep(after time: SessionTime) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].at <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
