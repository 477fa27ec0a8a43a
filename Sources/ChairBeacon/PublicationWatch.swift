public import InfusionCore

/// What a chair makes of a publisher's words: whether it stands on a wall, told when that changes.
///
///     watch.hear(.failing(.refused), at: now)
///     if let news = watch.news(at: now) { receive(.publication(news)) }
///
/// Until a publisher has spoken nobody expects the chair on a wall, and nothing is told. A chair hears of no
/// broker that is away for less than ten seconds: whoever looks at the wall is told after as long.
public struct PublicationWatch: Sendable {
  private var told: Publication?
  private var heard: Publication?
  private var heardAt: Int64
  /// When the broker had the chair's words last, or was first expected to; nil where nobody publishes.
  private var goodAt: Int64?
  private var lookedAt: Int64

  static let patience: Int64 = 10_000
  /// A publisher speaks once a second: so long after its last word that is not what it would say now.
  private static let wordStands: Int64 = 3000

  /// - Parameter told: what the session knows already, where it was resumed.
  public init(told: Publication?, at now: Int64) {
    self.told = told
    heardAt = now
    lookedAt = now
    switch told {
    case .standing: goodAt = now
    case .failing: goodAt = now - Self.patience
    case .ended, nil: goodAt = nil
    }
  }

  public mutating func hear(_ publication: Publication, at now: Int64) {
    heard = publication
    heardAt = now
    switch publication {
    case .standing: goodAt = now
    case .failing: goodAt = goodAt ?? now
    case .ended: goodAt = nil
    }
  }

  /// What has changed; to be asked once a second.
  public mutating func news(at now: Int64) -> Publication? {
    passStandstill(until: now)
    guard let state = state(at: now), isNews(state) else { return nil }
    told = state
    return state
  }

  /// While nobody looked, nobody listened either: that is not the publisher's silence.
  private mutating func passStandstill(until now: Int64) {
    let usual: Int64 = 1000
    if now - lookedAt > 2 * usual {
      let stoodStill = now - lookedAt - usual
      goodAt = goodAt.map { min(now, $0 + stoodStill) }
      heardAt = min(now, heardAt + stoodStill)
    }
    lookedAt = now
  }

  /// Nil while it is not known, or not for long enough to be told.
  private func state(at now: Int64) -> Publication? {
    guard let goodAt else { return heard == .ended ? .ended : nil }
    if now - goodAt >= Self.patience {
      guard case .failing(let fault) = heard, now - heardAt < Self.wordStands else {
        return .failing(.silent)
      }
      return .failing(fault)
    }
    return heard == .standing ? .standing : nil
  }

  /// One fault after another is none: the chair is not on the wall.
  private func isNews(_ state: Publication) -> Bool {
    switch (told, state) {
    case (.standing, .standing), (.failing, .failing), (.ended, .ended), (nil, .ended): false
    case (_, .standing), (_, .failing), (_, .ended): true
    }
  }
}
