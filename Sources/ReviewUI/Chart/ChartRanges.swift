import InfusionCore
import MonitorUI
import Quantities
import SessionReports

extension TimeColumns {
  /// The extremes of a vital in each of so many equal parts; nil where nothing was measured. Minutes are as
  /// fine as it gets.
  func ranges(of vital: Vital, in vitals: VitalsByMinute, parts: Int) -> [ClosedRange<Double>?] {
    (0..<max(parts, 0)).map { part in
      let first = Int((time(ofPart: part, of: parts) - vitals.origin).inMinutes)
      let end = Int((time(ofPart: part + 1, of: parts) - vitals.origin).inMinutes)
      guard first >= 0, let range = vitals.range(of: vital, minutes: first..<max(first + 1, end)) else {
        return nil
      }
      return range.range
    }
  }
}
