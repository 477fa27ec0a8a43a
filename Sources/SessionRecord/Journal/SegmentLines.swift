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
    let start = position
    guard let end = segment.bytes.withUnsafeBytes({ Self.lineFeed(in: $0, from: start) }) else { return nil }
    defer { position = end + 1 }
    lineNumber += 1
    return position..<end
  }

  /// Steps over all lines of a run.
  mutating func pass(_ run: inout QuickRun) {
    let start = position
    position = segment.bytes.withUnsafeBytes { run.run(over: $0, from: start) }
    lineNumber += run.lineCount
  }

  /// Eight bytes at a time, four times in a turn: looking for its ends is most of the work of stepping over a
  /// line. A byte that is LF becomes zero, and subtracting one from a zero byte sets its highest bit.
  static func lineFeed(in raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
    func mark(_ offset: Int) -> UInt64 {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
      return (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
    var at = start
    while at + 32 <= raw.count {
      if mark(at) | mark(at + 8) | mark(at + 16) | mark(at + 24) != 0 { break }
      at += 32
    }
    while at + 8 <= raw.count, mark(at) == 0 { at += 8 }
    while at < raw.count {
      if raw[at] == 0x0A { return at }
      at += 1
    }
    return nil
  }

  /// Bytes behind the last LF.
  var tornTail: Int { segment.bytes.count - position }
}
