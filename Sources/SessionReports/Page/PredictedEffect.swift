import InfusionCore
import Pharmacokinetics
public import Quantities

/// The effect-site concentration that a model of a typical adult expects from what really went in. It is
/// drawn beside the measurements and decides nothing.
public struct PredictedEffect: Sendable {
  /// One a minute.
  let points: [PredictedPoint]
  /// The model's name.
  public let model: String
  /// The top of its axis, ng/mL.
  public let scale: Fixed

  /// Nil without an infusion, and without a weight.
  public init?(_ digest: SessionDigest) {
    guard digest.infusionStart != nil, let weight = digest.weight, weight.value > 0 else { return nil }
    let domino = CompartmentModel.domino
    points = Prediction.course(
      of: digest.course.dosing, model: domino, weight: weight, every: .minutes(1),
      until: min(digest.length, .minutes(20_160)))
    model = domino.name
    let most = points.map(\.effect.value).max() ?? 0
    scale = Fixed(max(50, Int((most / 50).rounded(.up)) * 50))
  }

  /// ng/mL, by the minute before; nil before the first.
  public func value(at time: SessionTime) -> Double? {
    points.last { $0.time <= time }?.effect.value
  }
}

extension DoseCourse {
  /// The delivered figures as rates between samples, so that a pump that ran slower than set gives less.
  fileprivate var dosing: [Dosing] {
    let samples = self.samples
    return zip(samples, samples.dropFirst()).map { a, b in
      let hours = (b.at - a.at).inHours
      let given = max(0, b.dose.delivered.value - a.dose.delivered.value)
      return Dosing(.rate(MilligramsPerHour(hours > 0 ? given / hours : 0)), at: a.at)
    } + (samples.last.map { [Dosing(.rate(.zero), at: $0.at)] } ?? [])
  }
}
