import Quantities

/// What the limits were at the start, and when one was last off or looser than that: a discharge asks.
struct LimitHistory: Hashable, Sendable {
  /// A person has set a limit of the mean: from then on it judges measurements with all three figures.
  var wasMeanSet = false
  private(set) var atStart: [Vital: VitalLimits] = [:]
  private var looseNow: Set<Vital> = []
  private var tightenedAt: [Vital: SessionTime] = [:]

  /// A discharge looks back this far.
  static let memory = TimeSpan.minutes(10)
  /// HR, SpO2 and NIBP.
  static let watched: [Vital] = [.spo2, .hr, .sys, .dia, .map]

  mutating func start(_ vital: Vital, _ limits: VitalLimits) { atStart[vital] = limits }

  mutating func note(_ vital: Vital, _ limits: VitalLimits, at now: SessionTime) {
    guard let before = atStart[vital] else { return }
    if limits.isLooser(than: before) {
      looseNow.insert(vital)
    } else if looseNow.remove(vital) != nil {
      tightenedAt[vital] = now
    }
  }

  /// The first vital with a limit that was off or looser than at the start within the last minutes.
  func loosened(at now: SessionTime) -> Vital? {
    Self.watched.first { vital in
      looseNow.contains(vital) || tightenedAt[vital].map { now - $0 < Self.memory } ?? false
    }
  }
}

extension VitalLimits {
  /// Whether any limit lets more pass than the other's.
  fileprivate func isLooser(than other: VitalLimits) -> Bool {
    func falls(_ path: KeyPath<VitalLimits, Fixed?>) -> Bool {
      guard let was = other[keyPath: path] else { return false }
      return self[keyPath: path].map { $0 < was } ?? true
    }
    func rises(_ path: KeyPath<VitalLimits, Fixed?>) -> Bool {
      guard let was = other[keyPath: path] else { return false }
      return self[keyPath: path].map { $0 > was } ?? true
    }
    return falls(\.extremeLow) || falls(\.low) || rises(\.high) || rises(\.extremeHigh)
  }
}
