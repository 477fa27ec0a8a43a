/// What a keeper tells the station it starts, in one environment variable.
public struct StationOrders: Hashable, Sendable {
  public static let variable = "CHAIRSIDE_STATION"

  public var start: Start
  /// How the station before this one ended; nil for the first.
  public var death: StationEnd?
  /// Where the station says its words.
  public var wordsDescriptor: Int32
  /// The keeper's process.
  public var keeper: Int32
  /// When it began to keep, by CLOCK_BOOTTIME, ms: a session that its stations ran has run since then.
  public var keptSince: Int64

  public enum Start: String, CaseIterable, Hashable, Sendable {
    case first
    /// The session goes on from its journal, without a question.
    case resume
    /// Resuming has killed the station again and again: a new segment without it, and the screen says so.
    case newSegment = "segment"
  }

  init(start: Start, death: StationEnd?, wordsDescriptor: Int32, keeper: Int32, keptSince: Int64) {
    self.start = start
    self.death = death
    self.wordsDescriptor = wordsDescriptor
    self.keeper = keeper
    self.keptSince = keptSince
  }

  /// `start=resume words=5 keeper=812 since=92031 killed=11`.
  var value: String {
    let orders = "start=\(start.rawValue) words=\(wordsDescriptor) keeper=\(keeper) since=\(keptSince)"
    switch death {
    case nil: return orders
    case .exited(let status): return "\(orders) exited=\(status)"
    case .killed(let signal): return "\(orders) killed=\(signal)"
    case .notStarted(let code): return "\(orders) unstarted=\(code)"
    }
  }

  /// nil where the text is no orders: then there is no keeper.
  init?(value: String) {
    var fields: [Substring: Substring] = [:]
    for field in value.split(separator: " ") {
      guard let equals = field.firstIndex(of: "=") else { return nil }
      fields[field[..<equals]] = field[field.index(after: equals)...]
    }
    guard let start = fields["start"].flatMap({ Start(rawValue: String($0)) }),
      let words = fields["words"].flatMap({ Int32($0) }), words >= 0,
      let keeper = fields["keeper"].flatMap({ Int32($0) }), keeper > 0,
      let since = fields["since"].flatMap({ Int64($0) })
    else { return nil }
    self.init(
      start: start, death: Self.death(fields), wordsDescriptor: words, keeper: keeper, keptSince: since)
  }

  private static func death(_ fields: [Substring: Substring]) -> StationEnd? {
    if let status = fields["exited"].flatMap({ Int32($0) }) { return .exited(status: status) }
    if let signal = fields["killed"].flatMap({ Int32($0) }) { return .killed(signal: signal) }
    if let code = fields["unstarted"].flatMap({ Int32($0) }) { return .notStarted(code: code) }
    return nil
  }
}
