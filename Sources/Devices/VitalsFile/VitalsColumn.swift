import Quantities

/// The columns of a vitals file; the raw value is the header.
enum VitalsColumn: String, CaseIterable, Sendable {
  case time = "time_s"
  case hr = "hr_bpm"
  case spo2 = "spo2_pct"
  case sys = "nibp_sys_mmhg"
  case dia = "nibp_dia_mmhg"
  case map = "nibp_map_mmhg"
  case rr = "resp_rpm"
  case pumpRate = "pump_rate_ml_h"
  case pumpVolume = "pump_volume_ml"
  case note

  /// The same ranges as on the line protocol; a time is only limited by what fits a session. Nil for text.
  var accepted: ClosedRange<Fixed>? {
    switch self {
    case .time: 0...Fixed(thousandths: 1_000_000_000_000_000)
    case .hr: LineKey.hr.accepted
    case .spo2: LineKey.spo2.accepted
    case .sys, .dia, .map: LineKey.sys.accepted
    case .rr: LineKey.rr.accepted
    case .pumpRate: LineKey.rate.accepted
    case .pumpVolume: LineKey.vol.accepted
    case .note: nil
    }
  }
}
