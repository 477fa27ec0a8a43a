/// Lines of events that are not printed until the record has them on its disk, so that no reader hears of
/// something that a crash takes back. The loop goes on meanwhile.
///
/// None is held longer than an entry may take before the record is said to fail.
struct HeldLines {
  private var lines: [(number: Int, toldAt: Int64, bytes: [UInt8])] = []

  /// Milliseconds.
  static let longest: Int64 = 2000

  var isEmpty: Bool { lines.isEmpty }

  /// - Parameters:
  ///   - number: of the entry that must be safe.
  ///   - now: on the boot clock.
  mutating func add(_ bytes: [UInt8], entry number: Int, at now: Int64) { lines.append((number, now, bytes)) }

  /// What may be printed now, in order.
  mutating func release(safe number: Int, at now: Int64) -> [UInt8] {
    let free = lines.prefix { $0.number <= number || now - $0.toldAt >= Self.longest }
    lines.removeFirst(free.count)
    return free.flatMap(\.bytes)
  }

  /// At the end: the rest.
  mutating func releaseAll() -> [UInt8] {
    defer { lines = [] }
    return lines.flatMap(\.bytes)
  }
}
