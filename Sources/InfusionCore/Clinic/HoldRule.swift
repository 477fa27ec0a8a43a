public import Quantities

/// When the clinic wants an infusion to be held or stopped. Advice on the screen: nothing stops by itself.
public struct HoldRule: Hashable, Sendable {
  /// What a rule that is met advises.
  public enum Advice: String, CaseIterable, Hashable, Sendable {
    case tell, pause, stop
  }
  public var name: String
  /// Whether the clinic has switched it on.
  public var isOn: Bool
  public var vital: Vital
  /// `low`: values below the bound count; `high`: values above it.
  public var side: Side
  public var bound: Fixed
  /// How many values in a row must be beyond the bound.
  public var times: Int
  /// How far the first and the last of them must be apart.
  public var apart: TimeSpan
  public var advice: Advice

  public init(
    name: String, isOn: Bool, vital: Vital, side: Side, bound: Fixed, times: Int, apart: TimeSpan,
    advice: Advice
  ) {
    self.name = name
    self.isOn = isOn
    self.vital = vital
    self.side = side
    self.bound = bound
    self.times = times
    self.apart = apart
    self.advice = advice
  }
}

extension HoldRule {
  /// Points at which many clinics hold an infusion. No consensus rule is published (Yip 2022, PMC9556663,
  /// argues that transient hypertension without symptoms is treated too often), so each is off until a
  /// clinic switches it on.
  public static let shipped = [
    HoldRule(
      name: "systolic", isOn: false, vital: .sys, side: .high, bound: 180, times: 2, apart: .minutes(5),
      advice: .pause),
    HoldRule(
      name: "diastolic", isOn: false, vital: .dia, side: .high, bound: 110, times: 2, apart: .minutes(5),
      advice: .pause),
    HoldRule(
      name: "heart-rate", isOn: false, vital: .hr, side: .high, bound: 130, times: 2, apart: .minutes(2),
      advice: .pause),
    HoldRule(
      name: "saturation", isOn: false, vital: .spo2, side: .low, bound: 90, times: 2, apart: .minutes(1),
      advice: .pause),
  ]
}
