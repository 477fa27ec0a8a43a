public import Quantities

/// One dose, or one change of the rate, and when.
public struct Dosing: Hashable, Sendable {
  /// What went in from then on, or at once.
  public enum Dose: Hashable, Sendable {
    /// The rate from now on; zero for a pause and for the end.
    case rate(MilligramsPerHour)
    case bolus(Milligrams)
  }
  public var time: SessionTime
  public var dose: Dose

  public init(_ dose: Dose, at time: SessionTime) {
    self.time = time
    self.dose = dose
  }
}

/// The predicted concentrations at one instant.
public struct PredictedPoint: Hashable, Sendable {
  public var time: SessionTime
  public var plasma: NanogramsPerMillilitre
  public var effect: NanogramsPerMillilitre
}

extension Prediction {
  /// The course of a whole session, a point every `interval` from the start to `end` (both included where
  /// they fall on a point). A bolus counts at its own instant. Doses are in the order of time; later ones
  /// than `end` change nothing.
  public static func course(
    of doses: [Dosing], model: CompartmentModel = .domino, weight: Kilograms, ke0: PerMinute? = nil,
    every interval: TimeSpan, until end: SessionTime
  ) -> [PredictedPoint] {
    guard interval > .zero else { return [] }
    var prediction = Prediction(model: model, weight: weight, ke0: ke0)
    var rate = MilligramsPerHour.zero
    var now = SessionTime.start
    var rest = doses[...]
    var points: [PredictedPoint] = []
    var next = SessionTime.start
    while next <= end {
      while let dosing = rest.first, dosing.time <= next {
        prediction.advance(to: dosing.time, from: &now, rate: rate)
        switch dosing.dose {
        case .rate(let new): rate = new
        case .bolus(let dose): prediction.bolus(dose)
        }
        rest.removeFirst()
      }
      prediction.advance(to: next, from: &now, rate: rate)
      points.append(PredictedPoint(time: next, plasma: prediction.plasma, effect: prediction.effect))
      next = next + interval
    }
    return points
  }

  private mutating func advance(to time: SessionTime, from now: inout SessionTime, rate: MilligramsPerHour) {
    guard time > now else { return }
    advance(by: time - now, rate: rate)
    now = time
  }
}
