public import InfusionCore

/// What a chair makes of a publisher's words: whether it stands on a wall, told when that changes.
///
///     watch.hear(.failing(.refused), at: now)
///     if let news = watch.news(at: now) { receive(.publication(news)) }
///
/// Until a publisher has spoken nobody expects the chair on a wall, and nothing is told. A broker that is
/// away for less than ten seconds is not told either: the wall says so after as long.
public struct PublicationWatch: Sendable {
  private var told: Publication?
  private var heard: Publication?
  private var heardAt: Int64
  /// When the broker last had the chair's words, or was first expected to; nil if nothing publishes the
  /// chair.
  private var goodAt: Int64?
  private var lookedAt: Int64

  static let patience: Int64 = 10_000
  /// A publisher speaks once a second: its word counts for this long, and then it is silent.
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

  /// While this process stood still it heard nobody, so that time is not the publisher's silence.
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

  /// One fault after another is no change: the chair is still not on the wall.
  private func isNews(_ state: Publication) -> Bool {
    switch (told, state) {
    case (.standing, .standing), (.failing, .failing), (.ended, .ended), (nil, .ended): false
    case (_, .standing), (_, .failing), (_, .ended): true
    }
  }
}
