/// What was not understood, each thing once, with its count.
public struct UnreadCounts: Sendable {
  /// One thing that was not understood, and how often it came.
  public struct Entry: Hashable, Sendable {
    /// With the value of its first time.
    public let unread: Unread
    public fileprivate(set) var count: Int
  }

  /// In the order in which they came.
  public private(set) var entries: [Entry] = []
  /// How often more things came than there is room for among the entries.
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

  /// So many are said in one line of the record, and so many in all: a gateway that sends a hundred codes
  /// that nobody here reads must not fill it.
  private static let saidInALine = 10
  private static let saidMax = 200

  public init() {}

  /// Counts them. Returns lines for the record about those that are new.
  mutating func note(_ found: [Unread]) -> [String] {
    let room = Self.saidMax - entries.count
    let new = found.filter { note($0) }.map(\.description)
    guard room > 0, !new.isEmpty else { return [] }
    let said = new.prefix(room)
    let lines = stride(from: 0, to: said.count, by: Self.saidInALine).map { start in
      said[start..<min(start + Self.saidInALine, said.count)].joined(separator: "; ")
    }
    let isLast = new.count >= room
    return lines + (isLast ? ["what else is not understood is counted, and no more said here"] : [])
  }

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

  /// Adds another's counts, for several callers at one port.
  public mutating func add(_ other: UnreadCounts) {
    for entry in other.entries where !note(entry.unread) || entry.count > 1 {
      let key = Key(code: entry.unread.code, name: entry.unread.name, why: entry.unread.why)
      if let place = places[key] { entries[place].count += entry.count - 1 }
    }
    uncountedTimes += other.uncountedTimes
  }
}
