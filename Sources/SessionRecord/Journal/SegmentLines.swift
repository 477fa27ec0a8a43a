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
    guard let end = segment.bytes[position...].firstIndex(of: 0x0A) else { return nil }
    defer { position = end + 1 }
    lineNumber += 1
    return position..<end
  }

  /// Bytes behind the last LF.
  var tornTail: Int { segment.bytes.count - position }
}
