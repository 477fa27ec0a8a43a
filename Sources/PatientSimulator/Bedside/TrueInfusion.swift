import Quantities

/// What really flows: the bag that hangs there, through a pump that gives what it gives.
///
/// The session reckons with what was typed; this does not.
struct TrueInfusion: Hashable, Sendable {
  let concentration: MilligramsPerMillilitre
  let pumpShare: Double
  private(set) var delivered = Milligrams.zero
  private var flow = MilligramsPerHour.zero
  private var now = SessionTime.start

  init(concentration: MilligramsPerMillilitre, pumpShare: Double) {
    self.concentration = concentration
    self.pumpShare = pumpShare
  }

  /// The pump shows this flow from `time` on. Returns what reaches the vein.
  mutating func show(_ rate: MillilitresPerHour, at time: SessionTime) -> MilligramsPerHour {
    advance(to: time)
    flow = (rate * pumpShare) * concentration
    return flow
  }

  mutating func advance(to time: SessionTime) {
    guard time > now else { return }
    delivered = delivered + Milligrams(flow.value * (time - now).inHours)
    now = time
  }

  /// A dose at once is drawn up as a volume, by the strength that was typed.
  mutating func bolus(_ typed: Milligrams, by strength: MilligramsPerMillilitre?) -> Milligrams {
    let dose = typed * (concentration / (strength ?? concentration))
    delivered = delivered + dose
    return dose
  }
}
