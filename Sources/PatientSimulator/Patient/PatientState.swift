public import Pharmacokinetics

/// What is true of the patient at one second, beyond the vitals: no device can measure it.
public struct PatientState: Hashable, Sendable {
  public var effect: NanogramsPerMillilitre
  public var plasma: NanogramsPerMillilitre
  /// 0 awake, 1 not to be roused.
  public var sedation: Double
  /// The share of usual ventilation that reaches the lungs.
  public var ventilation: Double
  public var anxiety: Double
  public var nausea: Double
  public var isVomiting: Bool

  static let atRest = PatientState(
    effect: .init(0), plasma: .init(0), sedation: 0, ventilation: 1, anxiety: 0, nausea: 0,
    isVomiting: false)
}

extension VitalSigns {
  /// How many seconds of harm a second like this does; 0 for what a body takes without harm.
  ///
  /// Bounds are our own choice: a saturation below 85 % (three times that below 75 %), a systolic outside 75
  /// to 200 mmHg, a pulse outside 40 to 150 /min.
  var harm: Double {
    var sum = 0.0
    if spo2 < 75 { sum += 3 } else if spo2 < 85 { sum += 1 }
    if sys > 200 || sys < 75 { sum += 1 }
    if hr < 40 || hr > 150 { sum += 1 }
    return sum
  }
}
