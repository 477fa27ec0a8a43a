import InfusionCore
public import Quantities

extension SessionDigest {
  /// The milligrams that were in at a time: those of the last change of the infusion, going on at its rate,
  /// but never more than the next change tells. Nil before the infusion.
  public func delivered(at time: SessionTime) -> Milligrams? {
    guard let index = doses.lastIndex(where: { $0.at <= time }) else { return nil }
    guard let started = doses.first(where: { $0.change == .started }), started.at <= time else { return nil }
    let last = doses[index]
    guard isFlowing(after: index), let strength = strength else { return last.figures.delivered }
    let reckoned = last.figures.delivered + last.figures.rate * (time - last.at) * strength
    guard let next = doses.dropFirst(index + 1).first else { return reckoned }
    return min(reckoned, max(next.figures.delivered, last.figures.delivered))
  }

  /// What flowed at a time; nil before the infusion.
  public func rate(at time: SessionTime) -> MillilitresPerHour? {
    guard let index = doses.lastIndex(where: { $0.at <= time }), infusionStart.map({ $0 <= time }) ?? false
    else { return nil }
    return isFlowing(after: index) ? doses[index].figures.rate : .zero
  }

  /// Milligrams for each millilitre, as the record's own figures have it.
  private var strength: MilligramsPerMillilitre? {
    if let known = plan?.concentration { return known }
    guard let told = doses.last(where: { $0.figures.volume.value > 0 })?.figures else { return nil }
    return MilligramsPerMillilitre(told.delivered.value / told.volume.value)
  }

  /// A rate that is set during a pause flows only from its end on.
  private func isFlowing(after index: Int) -> Bool {
    let deciding = doses[...index].last { $0.change != .rate && $0.change != .bolus }
    switch deciding?.change {
    case .started, .resumed: return true
    case .paused, .stopped, .rate, .bolus, nil: return false
    }
  }
}
