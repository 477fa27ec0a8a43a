import SessionRecord
public import SessionReports
import TextScreen

/// The sessions of one patient beside each other.
public struct OpenedSeries: Sendable {
  let series: PatientSeries
  /// Of the treatments, in their order: what the comparison is drawn from.
  let treatments: [SessionDigest]
  /// How the infusions are compared; nil while the table is shown.
  var compared: Comparison?
  private(set) var scroll = Scroll()

  /// - Parameters:
  ///   - digests: read as a whole, in any order.
  ///   - damaged: what is wrong with the records of some of them, by the session's id.
  public init(patient: String, _ digests: [SessionDigest], damaged: [String: String] = [:]) {
    series = PatientSeries(patient: patient, digests, damaged: damaged)
    let places = Dictionary(
      series.treatments.enumerated().map { ($0.element.session, $0.offset) }
    ) { first, _ in first }
    treatments = digests.filter { places[$0.header.session] != nil }
      .sorted { (places[$0.header.session] ?? 0) < (places[$1.header.session] ?? 0) }
  }

  /// The table and the trend, a line each.
  var lines: [String] {
    series.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  mutating func scroll(by key: Key, room: Int) { scroll.move(by: key, of: lines.count, room: room) }

  /// From the table to the curves, on from one vital to the next, and to the scales where there are any.
  mutating func compareNext() {
    compared = compared?.next(hasScales: !series.scales.isEmpty) ?? .curve(.pressure)
  }
}

/// What the treatments of a series are compared by.
enum Comparison: Hashable, Sendable {
  case curve(Curve)
  case scales

  func next(hasScales: Bool) -> Comparison {
    switch self {
    case .curve(.pressure): .curve(.pulse)
    case .curve(.pulse): .curve(.saturation)
    case .curve(.saturation): hasScales ? .scales : .curve(.pressure)
    case .scales: .curve(.pressure)
    }
  }
}
