/// The vitals that can alarm, in the order in which one instant's transitions are told.
public enum Vital: String, CaseIterable, Hashable, Sendable {
  /// Oxygen saturation by pulse oximetry, %.
  case spo2
  /// Heart or pulse rate, /min. Never a cuff's own pulse.
  case hr
  /// Non-invasive systolic pressure, mmHg.
  case sys
  /// Non-invasive diastolic pressure, mmHg.
  case dia
  /// Non-invasive mean pressure, mmHg.
  case map
  /// Respiratory rate, /min.
  case rr

  /// Whether it comes from a cuff: one measurement now and then, not a stream.
  public var isCuff: Bool { self == .sys || self == .dia || self == .map }

  /// The streamed vitals whose loss is an alarm of its own (`<vital>.novalue`).
  public static let streamed: [Vital] = [.spo2, .hr, .rr]
}

/// Which limit of a vital.
public enum Side: String, CaseIterable, Hashable, Sendable {
  case low, high
}
