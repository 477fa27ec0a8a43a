/// A measure that is no medicine, by the name that an operator's entry gives it (`intervention name=`).
public enum Measure: String, CaseIterable, Hashable, Sendable {
  /// A state: it flows at its rate until somebody enters another rate, or `off`.
  case oxygen
  /// Speaking to the patient, a hand on the shoulder: kept up while somebody stays.
  case stimulation
  case jawSupport = "jaw-support"
  /// Head up and to the side.
  case position
  case suction
  case reassurance
  /// The oximeter's probe is put on again.
  case probe
  /// The line is freed of what closes it.
  case line
  /// The NIBP key of the monitor: the cuff measures now.
  case cuff
}
