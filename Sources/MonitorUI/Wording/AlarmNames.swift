import InfusionCore

extension AlarmID {
  /// What the alarm is about, without a value: `SpO2 low`, `NIBP overdue`. For what is told afterwards, when
  /// the value is another one.
  var name: String {
    switch self {
    case .noValue(let vital): "\(vital.label) without value"
    case .limit, .device, .nibpOverdue, .nibpFailed, .pump, .journalFailing, .journalSpace, .soundFailing,
      .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      text(AlarmSignal(.info)).filter { $0 != ":" }
    }
  }
}
