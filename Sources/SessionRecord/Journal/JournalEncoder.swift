import JSONLines
public import Quantities

/// Turns what happens into numbered, chained lines. It holds the end of the chain and nothing else.
public struct JournalEncoder: Sendable {
  /// The number of the last entry, 0 behind the first header.
  public private(set) var lastNumber: Int
  public private(set) var lastHash: RunningHash
  public let header: SessionHeader

  /// Begins a journal: the encoder, and the header's line.
  public static func begin(_ header: SessionHeader) -> (encoder: JournalEncoder, line: [UInt8]) {
    let line = Self.headerLine(header, number: 0, time: .start, wall: header.anchorWall)
    return (JournalEncoder(header: header, lastNumber: 0, lastHash: line.hash), line.bytes)
  }

  /// Goes on behind an entry that is there already.
  public init(header: SessionHeader, lastNumber: Int, lastHash: RunningHash) {
    self.header = header
    self.lastNumber = lastNumber
    self.lastHash = lastHash
  }

  /// The next line, with its LF.
  public mutating func line(_ content: EntryContent, at time: SessionTime, wall: WallTime) -> [UInt8] {
    let entry = JournalEntry(number: lastNumber + 1, time: time, wall: wall, content: content)
    let line = Self.chained(Self.body(of: entry), after: lastHash)
    lastNumber += 1
    lastHash = line.hash
    return line.bytes
  }

  /// The first line of a later segment, which begins behind entry `number` with `hash`.
  public func segmentLine(
    _ segment: Int, after number: Int, _ hash: RunningHash, at time: SessionTime, wall: WallTime, why: String
  ) -> [UInt8] {
    let header = header.continued(segment: segment, after: hash, why: why)
    return Self.headerLine(header, number: number, time: time, wall: wall).bytes
  }
}

extension JournalEncoder {
  /// An entry's line up to its hash.
  static func body(of entry: JournalEntry) -> [UInt8] {
    var writer = JSONWriter(capacity: 320)
    writer.beginObject()
    writer.field("n", entry.number)
    writer.field("t", entry.time)
    writer.key("wall")
    writer.plain { $0.append(wall: entry.wall) }
    writer.field("kind", entry.content.kind)
    entry.content.write(to: &writer)
    return writer.bytes
  }

  private static func headerLine(
    _ header: SessionHeader, number: Int, time: SessionTime, wall: WallTime
  ) -> (bytes: [UInt8], hash: RunningHash) {
    let entry = JournalEntry(number: number, time: time, wall: wall, content: .header(header))
    return chained(body(of: entry), after: header.afterHash)
  }

  static func chained(_ body: [UInt8], after hash: RunningHash?) -> (
    bytes: [UInt8], hash: RunningHash
  ) {
    let next = RunningHash.of(body[...], after: hash)
    var bytes = body
    bytes.append(contentsOf: LineTail.opening)
    bytes.append(contentsOf: next.digits)
    bytes.append(contentsOf: LineTail.closing)
    return (bytes, next)
  }
}

/// A line's bytes from its parts, for those who write entries again as they were.
public enum LineBytes {
  /// The line with its LF.
  public static func whole(body: ArraySlice<UInt8>, hash: RunningHash) -> [UInt8] {
    Array(body) + LineTail.opening + hash.digits + LineTail.closing
  }

  /// The number of the entry in a line; nil where it has none.
  public static func number(ofLine line: ArraySlice<UInt8>) -> Int? {
    let opening = Array("{\"n\":".utf8)
    guard line.starts(with: opening) else { return nil }
    let digits = line.dropFirst(opening.count).prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// The hash at the end of a line without its LF; nil if there is none.
  public static func hash(ofLine line: ArraySlice<UInt8>) -> RunningHash? {
    let bytes = Array(line)
    return LineTail.bodyEnd(in: bytes, line: 0..<bytes.count).flatMap { LineTail.hash(in: bytes, behind: $0) }
  }
}

/// The fixed end of every line: `,"h":"<64 hex digits>"}` and LF.
enum LineTail {
  static let opening = Array(",\"h\":\"".utf8)
  static let closing = Array("\"}\n".utf8)
  /// Without the LF.
  static let count = opening.count + RunningHash.digitCount + closing.count - 1

  /// Where the body of the line in `range` (without its LF) ends; nil if the line does not end as it must.
  static func bodyEnd(in bytes: [UInt8], line range: Range<Int>) -> Int? {
    let bodyEnd = range.upperBound - count
    guard bodyEnd > range.lowerBound, has(opening, in: bytes, at: bodyEnd),
      bytes[range.upperBound - 2] == closing[0], bytes[range.upperBound - 1] == closing[1]
    else { return nil }
    return bodyEnd
  }

  /// The hash behind a body.
  static func hash(in bytes: [UInt8], behind bodyEnd: Int) -> RunningHash? {
    RunningHash(bytes, at: bodyEnd + opening.count)
  }

  private static func has(_ part: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
    for offset in part.indices where bytes[start + offset] != part[offset] { return false }
    return true
  }
}
