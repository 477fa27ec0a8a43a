/// The columns of a vitals file, in the order in which a record writes them; the raw value is the header.
/// `vitals.csv` and `observation.csv` begin with them, so that either can be replayed as a vitals file.
public enum VitalsColumn: String, CaseIterable, Sendable {
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
}
