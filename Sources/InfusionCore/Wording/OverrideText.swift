/// The words for what a start or a discharge overrode, with the code that scripts and records have.
public enum OverrideText {
  /// `no escort (escort.missing)`, `an active alarm: SpO2 low (alarm.active)`; a code of a later program by
  /// itself.
  ///
  /// - Parameter names: the alarms or criteria that it is about, where they are known.
  public static func words(_ code: String, of names: [String] = []) -> String {
    guard let said = said(code) else { return code }
    let named = names.isEmpty ? "" : ": \(names.joined(separator: ", "))"
    return "\(said)\(named) (\(code))"
  }

  /// The same without the code: `no escort`.
  static func inBrief(_ code: String) -> String { said(code) ?? code }

  private static func said(_ code: String) -> String? {
    if let words = table[code] { return words }
    let parts = code.split(separator: ".")
    guard parts.count == 2, let vital = Vital(rawValue: String(parts[0])) else { return nil }
    switch parts[1] {
    case "missing": return "no fresh \(vital.label)"
    case "doubtful": return "a doubtful \(vital.label)"
    default: return nil
    }
  }

  private static let table = [
    "checklist.notmet": "checklist not met", "observation.incomplete": "observation not complete",
    "escort.missing": "no escort", "alarm.active": "an active alarm",
    "alarm.latched": "an alarm that nobody acknowledged", "check.due": "a check that is due",
    "pump.running": "a pump that runs", "nibp.missing": "no recent blood pressure",
    "nibp.forgone": "no blood pressure could be had", "due.missed": "a reading that was missed",
    "limit.loosened": "a limit off or loosened", "criterion.notmet": "a criterion not met",
  ]
}
