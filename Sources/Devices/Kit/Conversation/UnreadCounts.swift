/// What was not understood, each thing once, with its count.
public struct UnreadCounts: Sendable {
  public struct Entry: Hashable, Sendable {
    /// With the value of its first time.
    public let unread: Unread
    public fileprivate(set) var count: Int
  }

  /// In the order in which they came.
  public private(set) var entries: [Entry] = []
  /// How often something came that is not among the entries, since there are too many.
  public private(set) var uncountedTimes = 0

  /// How often anything came that was not understood.
  public var total: Int { entries.reduce(uncountedTimes) { $0 + $1.count } }

  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let code: String
    let name: String
    let why: Unread.Why
  }

  /// More codes than any monitor has.
  static let entriesMax = 500

  public init() {}

  /// Counts it. Returns whether it is new.
  mutating func note(_ unread: Unread) -> Bool {
    let key = Key(code: unread.code, name: unread.name, why: unread.why)
    if let place = places[key] {
      entries[place].count += 1
      return false
    }
    guard entries.count < Self.entriesMax else {
      uncountedTimes += 1
      return false
    }
    places[key] = entries.count
    entries.append(Entry(unread: unread, count: 1))
    return true
  }

  /// Both together: of two callers at one port.
  public mutating func add(_ other: UnreadCounts) {
    for entry in other.entries where !note(entry.unread) || entry.count > 1 {
      let key = Key(code: entry.unread.code, name: entry.unread.name, why: entry.unread.why)
      if let place = places[key] { entries[place].count += entry.count - 1 }
    }
    uncountedTimes += other.uncountedTimes
  }
}
