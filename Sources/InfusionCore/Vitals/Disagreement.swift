import Quantities

/// Whether two fresh sources of one vital part for so long that one of them must be wrong.
struct Disagreement: Hashable, Sendable {
  private(set) var isRaised = false
  private var apartSince: SessionTime?
  private var togetherSince: SessionTime?

  /// Two sources must be apart for this long to disagree, and together for this long to agree again.
  private static let delay = TimeSpan.seconds(30)

  /// How far two sources may part: 4 % saturation, 15 beats a minute; nil for a vital that is not compared.
  static func tolerance(of vital: Vital) -> Fixed? {
    switch vital {
    case .spo2: 4
    case .hr: 15
    case .sys, .dia, .map, .rr: nil
    }
  }

  var deadline: SessionTime? { (isRaised ? togetherSince : apartSince).map { $0 + Self.delay } }

  /// - Parameter areApart: nil where there are no two fresh values to compare.
  mutating func compare(areApart: Bool?, at now: SessionTime) {
    guard let areApart else {
      self = Disagreement()
      return
    }
    apartSince = areApart ? apartSince ?? now : nil
    togetherSince = areApart ? nil : togetherSince ?? now
  }

  /// Returns whether that changed anything.
  mutating func settle(upTo horizon: SessionTime) -> Bool {
    guard let deadline, deadline <= horizon else { return false }
    isRaised.toggle()
    return true
  }
}
