import Quantities

/// A column of the table that is a signal.
public enum SignalColumn: Int, CaseIterable, Sendable {
  case spo2, hr, rr, sys, dia, map, rate, infused
  /// 1 where the source doubted a value of this second, 0 elsewhere.
  case doubt

  /// Its name in the table.
  private var name: String {
    switch self {
    case .spo2: "spo2_pct"
    case .hr: "hr_bpm"
    case .rr: "resp_rpm"
    case .sys: "nibp_sys_mmhg"
    case .dia: "nibp_dia_mmhg"
    case .map: "nibp_map_mmhg"
    case .rate: "infusion_rate_ml_h"
    case .infused: "infused_ml"
    case .doubt: "doubtful"
    }
  }

  public var label: String {
    switch self {
    case .spo2: "SpO2"
    case .hr: "HR"
    case .rr: "RR"
    case .sys: "NIBP sys"
    case .dia: "NIBP dia"
    case .map: "NIBP mean"
    case .rate: "Infusion rate"
    case .infused: "Infused"
    case .doubt: "Doubtful"
    }
  }

  public var unit: String {
    switch self {
    case .spo2: "%"
    case .hr: "bpm"
    case .rr: "rpm"
    case .sys, .dia, .map: "mmHg"
    case .rate: "mL/h"
    case .infused: "mL"
    case .doubt: ""
    }
  }

  /// Whether it goes on through seconds that the table leaves out.
  var holdsOn: Bool {
    switch self {
    case .rate, .infused, .doubt: true
    case .spo2, .hr, .rr, .sys, .dia, .map: false
    }
  }

  /// The value that makes no signal if a column holds nothing else.
  var nothing: Fixed? { self == .doubt ? .zero : nil }

  func value(in row: SecondRows.Row) -> Fixed? {
    guard self == .doubt else { return row.number(name) }
    return row.isEmpty(name) ? 0 : 1
  }
}
