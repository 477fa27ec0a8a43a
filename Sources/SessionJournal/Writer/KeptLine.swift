import Quantities
import SessionRecord

/// A line on its way to the disk, and kept in memory afterwards in case the file is lost.
struct KeptLine: Sendable {
  var number: Int
  var bytes: [UInt8]
  var hash: RunningHash
  var time: SessionTime
  var wall: WallTime
  /// On the boot clock.
  var happenedAt: Int64
  var isUrgent: Bool
}

/// The lines of a session in memory, numbered without a gap, and how far they are on disk.
struct KeptLines {
  /// The entry before the first kept line.
  private(set) var baseNumber: Int
  private(set) var baseHash: RunningHash
  private var lines: [KeptLine] = []
  private(set) var byteCount = 0
  /// The last line handed to the file, and the last that is known to be safe.
  var writtenNumber: Int
  var safeNumber: Int

  init(behind number: Int, _ hash: RunningHash) {
    baseNumber = number
    baseHash = hash
    writtenNumber = number
    safeNumber = number
  }

  var lastNumber: Int { baseNumber + lines.count }
  var hasUnsafe: Bool { safeNumber < lastNumber }
  var hasUnwritten: Bool { writtenNumber < lastNumber }
  var first: KeptLine? { lines.first }
  var oldestUnsafe: KeptLine? { hasUnsafe ? line(safeNumber + 1) : nil }
  var hasUrgentUnsafe: Bool { unsafe.contains(where: \.isUrgent) }

  /// Written or not, but not yet safe.
  private var unsafe: ArraySlice<KeptLine> { lines[index(of: max(safeNumber, baseNumber) + 1)...] }
  var unwritten: ArraySlice<KeptLine> { lines[index(of: max(writtenNumber, baseNumber) + 1)...] }

  private func index(of number: Int) -> Int { number - baseNumber - 1 }

  func line(_ number: Int) -> KeptLine? {
    let index = index(of: number)
    return lines.indices.contains(index) ? lines[index] : nil
  }

  func hash(of number: Int) -> RunningHash? { number == baseNumber ? baseHash : line(number)?.hash }

  mutating func append(_ line: KeptLine) {
    lines.append(line)
    byteCount += line.bytes.count
  }

  /// Nothing that is not kept can be written again.
  mutating func rewind(to number: Int) {
    writtenNumber = max(number, baseNumber)
    safeNumber = min(safeNumber, writtenNumber)
  }

  /// Memory for lines that are already safe: some twenty minutes of a chair. What a disk loses of older ones
  /// is read again from what is left of the file.
  static let limit = 1 << 18

  /// Lets go of the oldest lines that are safe once more than the limit is kept; of half of it, so that this
  /// is seldom done.
  mutating func trim() {
    guard byteCount > Self.limit else { return }
    var count = 0
    for line in lines {
      guard byteCount > Self.limit / 2, line.number <= safeNumber else { break }
      baseNumber = line.number
      baseHash = line.hash
      byteCount -= line.bytes.count
      count += 1
    }
    lines.removeFirst(count)
    // Returns the memory that a burst needed.
    if lines.capacity > 8 * lines.count + 1024 { lines = Array(lines) }
  }
}
