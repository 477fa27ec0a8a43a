/// The minutes of something, an hour a block: an array that grows moves all of itself, and leaves holes in
/// the memory of a process that runs for days.
struct MinuteColumn<Minute: Hashable & Sendable>: Hashable, Sendable {
  private var blocks: [[Minute?]] = []
  private(set) var count = 0

  /// Two weeks: a damaged time must not ask for all of the memory.
  static var bounds: Range<Int> { 0..<20_160 }
  private static var block: Int { 60 }

  /// Nil for a minute in which nothing came. One beyond those that are there makes room for itself.
  subscript(minute: Int) -> Minute? {
    get { (0..<count).contains(minute) ? blocks[minute / Self.block][minute % Self.block] : nil }
    _modify {
      while blocks.count <= minute / Self.block { blocks.append(Array(repeating: nil, count: Self.block)) }
      count = max(count, minute + 1)
      yield &blocks[minute / Self.block][minute % Self.block]
    }
  }
}
