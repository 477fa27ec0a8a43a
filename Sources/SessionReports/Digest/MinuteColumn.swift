/// A value for each minute, in blocks of an hour. One growing array would be moved as a whole, and would
/// leave holes in the memory of a process that runs for days.
struct MinuteColumn<Minute: Hashable & Sendable>: Hashable, Sendable {
  private var blocks: [[Minute?]] = []
  private(set) var count = 0

  /// Two weeks in minutes, so that a damaged time cannot ask for all of the memory.
  static var bounds: Range<Int> { 0..<20_160 }
  private static var block: Int { 60 }

  /// Nil for a minute without a value. Setting a later minute makes room for it.
  subscript(minute: Int) -> Minute? {
    get { (0..<count).contains(minute) ? blocks[minute / Self.block][minute % Self.block] : nil }
    _modify {
      while blocks.count <= minute / Self.block { blocks.append(Array(repeating: nil, count: Self.block)) }
      count = max(count, minute + 1)
      yield &blocks[minute / Self.block][minute % Self.block]
    }
  }
}
