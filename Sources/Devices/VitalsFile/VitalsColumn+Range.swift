import InfusionCore
import Quantities

extension VitalsColumn {
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
