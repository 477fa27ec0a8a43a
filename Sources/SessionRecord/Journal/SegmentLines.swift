/// A segment of a journal as it was read from its file.
public struct SegmentBytes: Sendable {
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Walks over the lines of one segment.
struct SegmentLines {
  let segment: SegmentBytes
  /// Of the line that was returned last, from 1.
  private(set) var lineNumber = 0
  private(set) var position = 0

  init(_ segment: SegmentBytes) { self.segment = segment }

  /// The next whole line without its LF; nil at the end or before a torn tail.
  mutating func next() -> Range<Int>? {
    guard let end = Self.lineFeed(in: segment.bytes, from: position) else { return nil }
    defer { position = end + 1 }
    lineNumber += 1
    return position..<end
  }

  /// Eight bytes at a time: looking for its ends is most of the work of stepping over a line. A byte that is
  /// LF becomes zero, and subtracting one from a zero byte sets its highest bit.
  private static func lineFeed(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { raw in
      var at = start
      while at + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { break }
        at += 8
      }
      while at < raw.count {
        if raw[at] == 0x0A { return at }
        at += 1
      }
      return nil
    }
  }

  /// Bytes behind the last LF.
  var tornTail: Int { segment.bytes.count - position }
}
