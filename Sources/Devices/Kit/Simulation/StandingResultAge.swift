/// How old the cuff result is that a simulated monitor shows, for those that tell it.
struct StandingResultAge: Hashable, Sendable {
  /// Nil before the first result.
  private(set) var seconds: Int?

  /// A second went by.
  mutating func pass(_ signals: BedsideSignals) {
    switch signals.cuff {
    case .measured: seconds = 0
    case .failed, nil: seconds = seconds.map { $0 + 1 }
    }
  }
}
