import Quantities

/// A vital, or a figure of a pump, that monitors and gateways name by a code.
public enum CodedFigure: CaseIterable, Hashable, Sendable {
  case hr, pulse, spo2, rr, sys, dia, map, temp, etco2, pi
  /// What flows, what has gone in, and what is still to go before the pump stops by itself.
  case pumpRate, pumpVolume, pumpRemaining

  static let ofPumps: [CodedFigure] = [.pumpRate, .pumpVolume, .pumpRemaining]
  static let ofCuffs: [CodedFigure] = [.sys, .dia, .map]

  var accepted: ClosedRange<Fixed> {
    switch self {
    case .hr, .pulse, .sys, .dia, .map: 0...350
    case .spo2: 0...100
    case .rr: 0...120
    case .temp: 10...50
    case .etco2: 0...150
    case .pi: 0...25
    case .pumpRate: 0...2000
    case .pumpVolume, .pumpRemaining: 0...10_000
    }
  }

  /// The unit that figures are in, once they are read.
  var unit: CodeUnit {
    switch self {
    case .hr, .pulse, .rr: .perMinute
    case .spo2, .pi: .percent
    case .sys, .dia, .map, .etco2: .mmHg
    case .temp: .celsius
    case .pumpRate: .millilitresPerHour
    case .pumpVolume, .pumpRemaining: .millilitres
    }
  }

  /// Whether a figure without a unit can only be in the usual one. A temperature may be in either of two
  /// units, and a pump's figures are a dose: for these a unit is never guessed.
  var needsUnit: Bool {
    switch self {
    case .hr, .pulse, .spo2, .rr, .sys, .dia, .map, .etco2, .pi: false
    case .temp, .pumpRate, .pumpVolume, .pumpRemaining: true
    }
  }
}
