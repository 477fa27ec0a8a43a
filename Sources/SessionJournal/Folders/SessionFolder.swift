import Glibc
public import SessionRecord

/// The folder of one session on disk.
public struct SessionFolder: Hashable, Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// The session's id.
  public var name: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    let last = path.utf8.index(after: slash)
    if last < path.utf8.endIndex { return String(path[last...]) }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  public static let torn = "journal.torn"
  public static let observation = "observation.csv"
  public static let vitals = "vitals.csv"
  public static let summary = "summary.txt"

  public static func segmentName(_ number: Int) -> String {
    number == 1 ? "journal.jsonl" : "journal-\(number).jsonl"
  }

  /// The number in a segment's name; nil for any other name.
  public static func segmentNumber(_ name: String) -> Int? {
    if name == segmentName(1) { return 1 }
    guard name.hasPrefix("journal-"), name.hasSuffix(".jsonl"),
      let number = Int(name.dropFirst(8).dropLast(6)),
      number > 1, segmentName(number) == name
    else { return nil }
    return number
  }

  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The numbers of the segments that are there, ascending.
  public var segmentNumbers: [Int] { (Disk.names(in: path) ?? []).compactMap(Self.segmentNumber).sorted() }

  /// The segments, in order. What cannot be read is an error: a partial answer is none.
  public func read() throws(SystemError) -> [SegmentBytes] {
    var segments: [SegmentBytes] = []
    for number in segmentNumbers {
      let name = Self.segmentName(number)
      segments.append(SegmentBytes(name: name, bytes: try Disk.read(file(name))))
    }
    guard !segments.isEmpty else { throw SystemError("open", file(Self.segmentName(1)), code: ENOENT) }
    return segments
  }

  /// The first bytes of one of its files; nil if there is no such file to read.
  public func head(of name: String, bytes count: Int) -> [UInt8]? {
    try? Disk.readHead(file(name), count: count)
  }

  /// How many bytes its segments have; 0 for what cannot be asked.
  public var journalBytes: Int {
    segmentNumbers.map { Disk.size(of: file(Self.segmentName($0))) }.reduce(0, +)
  }

  /// Whether the last whole line of the last segment is a seal. Reads the end of that file only.
  public var isSealed: Bool {
    guard let last = segmentNumbers.last,
      let tail = try? Disk.readTail(file(Self.segmentName(last)), count: 1024), tail.last == 0x0A
    else { return false }
    let line = tail.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
    return String(decoding: line, as: UTF8.self).contains("\"kind\":\"seal\"")
  }

  /// The header in the first segment that has one. Of a journal its first line is read: this is asked of
  /// sessions that run, every minute, and they grow.
  public var header: SessionHeader? {
    for number in segmentNumbers {
      guard let bytes = try? Disk.readFirstLine(file(Self.segmentName(number))) else { continue }
      if let found = JournalReader.header(of: bytes) { return found.header }
    }
    return nil
  }
}
