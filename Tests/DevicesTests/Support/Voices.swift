@testable import Devices

/// A second in which the finger probe says this.
func bedside(_ oximetry: OximeterSignal) -> BedsideSignals {
  var signals = BedsideSignals.none
  signals.oximetry = oximetry
  return signals
}

/// As in a protocol's page: `01 E0 85`.
func text(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
}
