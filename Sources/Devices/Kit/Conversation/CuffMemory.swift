import InfusionCore
import Quantities

/// Tells a new measurement from an old one that a device repeats without time or number.
///
/// It is new when a value changed, or when the end of a measurement was seen. The first one after connecting
/// is neither: it may be another patient's, so its age is unknown.
struct CuffMemory: Sendable {
  private var last: CuffResult?
  private var endWasSeen = false

  /// A measurement ended: the next result is new even if it equals the last one.
  mutating func measurementEnded() { endWasSeen = true }

  /// What to report of this result: nil for an old one, and for a failure that was there before we came.
  mutating func news(_ result: CuffResult) -> CuffResult? {
    defer {
      last = result
      endWasSeen = false
    }
    if endWasSeen { return result }
    guard let last else { return result.ofUnknownAge }
    return result == last ? nil : result
  }

  mutating func forget() {
    last = nil
    endWasSeen = false
  }
}

extension CuffResult {
  /// Nil where the figures are no pressure.
  init?(sys: Reported, dia: Reported, map: Reported) {
    guard case .value(let sys) = sys, case .value(let dia) = dia, sys > dia, dia > 0 else { return nil }
    guard case .value(let map) = map, map > 0 else {
      self = .measured(.pressure(sys: sys, dia: dia))
      return
    }
    self = .measured(.pressure(sys: sys, dia: dia, map: map))
  }

  fileprivate var ofUnknownAge: CuffResult? {
    guard case .measured(var measurement) = self else { return nil }
    measurement.ageIsUnknown = true
    return .measured(measurement)
  }

  /// A result in whole mmHg; nil where the figures are no pressure at all.
  init?(sys: Int, dia: Int, map: Int) {
    guard dia > 0, sys > dia, sys <= 350 else { return nil }
    self = .measured(
      .pressure(sys: Fixed(sys), dia: Fixed(dia), map: (1...350).contains(map) ? Fixed(map) : nil))
  }
}
