import SessionRecord

/// A segment that lost its name, or some of its bytes, while it was written. What is left in it, which an
/// open file keeps, goes on in the next segment.
struct LostSegment {
  private let file: any JournalFile
  /// Behind the last byte that is left.
  private let end: Int
  /// Behind which entry it begins.
  let beginning: Mark
  private let firstLineEnd: Int

  /// An entry and its hash: a place in the chain.
  struct Mark: Hashable {
    var number: Int
    var hash: RunningHash
  }

  private static let portion = 1 << 16

  /// Nil if not even its first line can be read.
  init?(_ file: any JournalFile, bytes end: Int) {
    var first: [UInt8] = []
    while !first.contains(0x0A) {
      guard first.count < end,
        let more = file.read(min(Self.portion, end - first.count), at: first.count), !more.isEmpty
      else { return nil }
      first += more
    }
    let line = first.prefix { $0 != 0x0A }
    guard let (header, number) = JournalReader.header(of: Array(line) + [0x0A]),
      let hash = header.afterHash ?? LineBytes.hash(ofLine: line)
    else { return nil }
    self.file = file
    self.end = end
    beginning = Mark(number: number, hash: hash)
    firstLineEnd = line.count + 1
  }

  /// Gives away its whole lines behind the first, some at a time, until one is not taken. Returns the last
  /// entry among them; nil where something was not taken or cannot be read.
  func copy(to write: ([UInt8]) -> Bool) -> Mark? {
    var last = beginning
    var rest: [UInt8] = []
    var place = firstLineEnd
    while place < end {
      guard let bytes = file.read(min(Self.portion, end - place), at: place), !bytes.isEmpty else {
        return nil
      }
      place += bytes.count
      rest += bytes
      guard let lineEnd = rest.lastIndex(of: 0x0A) else { continue }
      let lines = Array(rest[...lineEnd])
      guard write(lines), let mark = Self.lastLine(lines) else { return nil }
      last = mark
      rest.removeFirst(lines.count)
    }
    return last
  }

  func close() { file.close() }

  private static func lastLine(_ lines: [UInt8]) -> Mark? {
    let body = lines.dropLast()
    let line = body.lastIndex(of: 0x0A).map { body[($0 + 1)...] } ?? body
    guard let number = LineBytes.number(ofLine: line), let hash = LineBytes.hash(ofLine: line) else {
      return nil
    }
    return Mark(number: number, hash: hash)
  }
}
