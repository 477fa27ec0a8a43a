/// What is asked of a pump's many parameters. The names and what they stand for are from a list in a public
/// program; three such programs agree about the first three.
public enum BCCParameter: String, CaseIterable, Hashable, Sendable {
  /// Present rate, mL/h.
  case rate = "INRT"
  /// Volume infused, mL.
  case volume = "INVI"
  /// Volume to be infused, mL.
  case volumeToBeInfused = "INVTB"
  case isPumping = "INM3"
  case isInStandby = "INM6"
  case batteryEmpty = "INA1"
  case syringeEmpty = "INA2"
  case pressure = "INA3"
  case standbyOver = "INA5"
  /// The alarm of the CC function.
  case ccAlarm = "INA6"
  case volumeInfused = "INA7"
  case timeOver = "INA8"
  case syringe = "INA9"
  case doorOpen = "INA13"
  case drops = "INA14"
  case air = "INA15"
  case kvoEnd = "INA16"

  /// A flag rather than a figure: 0 is no, anything else is yes.
  public var isFlag: Bool {
    switch self {
    case .rate, .volume, .volumeToBeInfused: false
    case .isPumping, .isInStandby, .batteryEmpty, .syringeEmpty, .pressure, .standbyOver, .ccAlarm,
      .volumeInfused, .timeOver, .syringe, .doorOpen, .drops, .air, .kvoEnd:
      true
    }
  }
}
