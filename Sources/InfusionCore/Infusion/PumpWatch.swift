public import Quantities

/// What a pump that we listen to says. Chairside never controls one.
public struct PumpWatch: Hashable, Sendable {
  public private(set) var source: SourceID?
  public private(set) var state: PumpState?
  public private(set) var rate: MillilitresPerHour?
  public private(set) var volume: Millilitres?
  public private(set) var vtbi: VolumeToBeInfused?

  /// It differs from what is ordered for this long before it is told; at once in preparation.
  static let mismatchDelay = TimeSpan.seconds(30)
  /// How many percent of the ordered rate it may be off.
  static let ratePercent: UInt = 2

  init(source: SourceID? = nil) { self.source = source }

  mutating func hear(_ report: PumpReport) {
    state = report.state ?? state
    rate = report.rate ?? rate
    vtbi = report.vtbi ?? vtbi
    volume = report.volume ?? volume
  }

  /// Whether it said anything of itself.
  var hasSpoken: Bool { state != nil || rate != nil || volume != nil || vtbi != nil }

  /// Whether it says that something flows.
  public var runs: Bool { delivers || state == .kvo }

  /// Whether it says that it runs; one that tells only its rate says so with that.
  var delivers: Bool { state.map { $0 == .running } ?? ((rate ?? .zero) > .zero) }
}
