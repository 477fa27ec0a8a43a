public import Quantities

/// One vital of the baseline as it reads now: one that was taken from a pressure follows that pressure's
/// corrections, so that nobody is discharged by a figure that was struck.
public struct ChartedBaseline: Hashable, Sendable {
  public var taken: BaselineValue
  /// What became of the pressure that it was taken from, and what it read first; nil while that stands.
  public var correction: MarkCorrection<Fixed>?
  /// The source doubted the pressure that it was taken from; no longer once a person has put that right.
  public internal(set) var isDoubtful = false

  /// As it reads now; nil if its pressure was struck.
  public var value: Fixed? { correction?.struckBecause == nil ? taken.value : nil }
  public var vital: Vital { taken.vital }
}

extension Chart {
  /// The baseline, without what was struck.
  public var standingBaseline: [BaselineValue] {
    Vital.allCases.compactMap { baseline[$0] }.filter { $0.value != nil }.map(\.taken)
  }

  /// What of the baseline its source doubted, in the order of a page.
  public var doubtedBaseline: [Vital] {
    Vital.allCases.filter { baseline[$0]?.isDoubtful == true && baseline[$0]?.value != nil }
  }

  /// What of the baseline reads otherwise than it was taken, or no longer stands, in the order of a page.
  public var correctedBaseline: [ChartedBaseline] {
    Vital.allCases.compactMap { baseline[$0] }.filter { $0.correction != nil }
  }
}

extension ChartedBaseline {
  /// Takes over a correction of the pressure from which this value was taken.
  mutating func correct(like pressure: ChartedPressure) {
    guard let correction = pressure.correction else { return }
    isDoubtful = pressure.measurement.isDoubtful
    let first = self.correction?.first ?? taken.value
    if correction.struckBecause == nil {
      taken.value = pressure.measurement.figure(of: vital) ?? taken.value
    }
    let isChanged = correction.struckBecause != nil || taken.value != first
    self.correction =
      isChanged
      ? MarkCorrection(
        by: correction.by, at: correction.at, entry: correction.entry, first: first,
        struckBecause: correction.struckBecause)
      : nil
  }
}

extension CuffMeasurement {
  /// Nil for a vital that no cuff gives.
  func figure(of vital: Vital) -> Fixed? {
    switch vital {
    case .sys: sys
    case .dia: dia
    case .map: map
    case .hr, .spo2, .rr: nil
    }
  }
}
