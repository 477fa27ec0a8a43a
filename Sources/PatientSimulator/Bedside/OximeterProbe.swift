import Devices
import InfusionCore

/// The finger probe: it averages its readings, searches after it was put on, and is disturbed by motion.
struct OximeterProbe: Hashable, Sendable {
  private(set) var signal = OximeterSignal.searching
  private var pulse: Double?
  private var saturation: Double?
  private var searchSeconds = Self.searchSeconds

  /// From putting the probe on to its first number; bedside oximeters need some beats.
  static let searchSeconds = 6
  /// Weight of the newest second: an average over about 4 s, the shortest that devices offer.
  private static let newest = 0.4

  enum Disturbance: Hashable, Sendable { case none, off, motion, lowPerfusion }

  mutating func step(_ signs: VitalSigns, _ disturbance: Disturbance, _ chance: inout SplitMix64) {
    guard disturbance != .off else {
      self = OximeterProbe()
      signal = OximeterSignal(status: .off)
      return
    }
    guard searchSeconds == 0 else {
      searchSeconds -= 1
      signal = .searching
      return
    }
    average(signs, shaken: disturbance == .motion, &chance)
    signal = OximeterSignal(
      status: disturbance.status, pulse: rounded(pulse, in: 18...250),
      saturation: rounded(saturation, in: 1...100),
      perfusionHundredths: Int((100 * (disturbance == .lowPerfusion ? 0.2 : signs.perfusion)).rounded()))
  }

  private mutating func average(_ signs: VitalSigns, shaken: Bool, _ chance: inout SplitMix64) {
    var seen = (pulse: signs.hr, saturation: signs.spo2)
    if shaken {
      seen.pulse += 5 * chance.normal()
      seen.saturation -= abs(chance.normal())
    }
    pulse = pulse.map { $0 + Self.newest * (seen.pulse - $0) } ?? seen.pulse
    saturation = saturation.map { $0 + Self.newest * (seen.saturation - $0) } ?? seen.saturation
  }

  private func rounded(_ value: Double?, in range: ClosedRange<Int>) -> Int? {
    value.map { min(range.upperBound, max(range.lowerBound, Int($0.rounded()))) }
  }
}

extension OximeterProbe.Disturbance {
  fileprivate var status: SensorStatus {
    switch self {
    case .none: .ok
    case .off: .off
    case .motion: .artifact
    case .lowPerfusion: .lowPerfusion
    }
  }
}
