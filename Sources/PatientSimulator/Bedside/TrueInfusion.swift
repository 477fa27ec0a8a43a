import Quantities

/// What really flows: out of the bag that really hangs there, at the rate that the pump really gives.
///
/// The session calculates with what was typed; this does not.
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

  /// The pump shows this rate from `time` on. Returns the drug that reaches the vein.
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

  /// The dose that a bolus really gives: it is drawn up as a volume, by the typed strength.
  mutating func bolus(_ typed: Milligrams, by strength: MilligramsPerMillilitre?) -> Milligrams {
    let dose = typed * (concentration / (strength ?? concentration))
    delivered = delivered + dose
    return dose
  }
}
