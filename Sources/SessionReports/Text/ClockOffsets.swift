public import SessionRecord

/// The offsets from UTC of a page's or a list's times: one, or several if summer time began or ended in
/// between.
public struct ClockOffsets: Hashable, Sendable {
  /// Minutes east of UTC, each once, in the order in which they came.
  public private(set) var minutes: [Int] = []

  public init(_ walls: some Sequence<WallTime>) {
    for wall in walls where minutes.last != wall.offsetMinutes {
      if !minutes.contains(wall.offsetMinutes) { minutes.append(wall.offsetMinutes) }
    }
  }

  /// Whether a reader must be told the offsets, because they differ among themselves, or one is not the
  /// reader's own at that time.
  ///
  /// - Parameter own: the reader's offset at an instant, minutes.
  public static func mustBeTold(
    _ walls: some Collection<WallTime>, own: (WallTime) -> Int
  ) -> Bool {
    !ClockOffsets(walls).isOne || walls.contains { $0.offsetMinutes != own($0) }
  }

  public var isOne: Bool { minutes.count < 2 }

  /// `UTC+02:00`; after a change of the clock, also which of the two the times keep to.
  public var words: String {
    let each = minutes.map(Self.words)
    guard let first = each.first, each.count > 1 else { return each.joined() }
    return "\(first) throughout (the wall's clock later \(each.dropFirst().joined(separator: ", ")))"
  }

  public static func words(_ minutes: Int) -> String {
    let size = abs(minutes)
    let clock = "\(twoDigits(size / 60)):\(twoDigits(size % 60))"
    return "UTC\(minutes < 0 ? "-" : "+")\(clock)"
  }

  private static func twoDigits(_ number: Int) -> String { String(String(100 + number).suffix(2)) }
}

extension SessionDigest {
  /// Of the session's beginning, and of its phases as the clock then was.
  public var clockOffsets: ClockOffsets { ClockOffsets([header.anchorWall] + phases.map(\.wall)) }
}

extension WallTime {
  /// `+02:00`.
  public var offsetText: String { String(ClockOffsets.words(offsetMinutes).dropFirst(3)) }
}
