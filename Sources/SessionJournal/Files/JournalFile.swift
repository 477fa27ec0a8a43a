public import SessionRecord

/// One segment's file as the writer needs it. Tests put a faulty one in its place.
public protocol JournalFile: AnyObject {
  /// Appends; may write fewer bytes than given. The number written, or the `errno`.
  func append(_ bytes: ArraySlice<UInt8>) -> AppendOutcome
  /// 0, or the `errno`. A failure is final for the file.
  func synchronize() -> Int32
  /// Cuts the file; 0, or the `errno`.
  func truncate(to size: Int) -> Int32
  func look() -> FileLook
  /// Bytes from a place in the file, also when its name is gone; fewer at its end, nil if they cannot be
  /// read.
  func read(_ count: Int, at place: Int) -> [UInt8]?
  func close()
}

/// What a write came to: so many bytes, or the system's error.
public enum AppendOutcome: Hashable, Sendable {
  case wrote(Int)
  case failed(Int32)
}

/// What an open file's name leads to now.
public enum FileLook: Hashable, Sendable {
  /// The file that is open, with this many bytes.
  case itself(size: Int)
  case removed
  /// Another file has its name.
  case replaced
  case unknown(Int32)
}

/// The folder in which segments are made.
public protocol JournalFolder: AnyObject {
  /// A new, empty file, its name synced in the folder. An existing file is an error (`EEXIST`).
  func createSegment(_ number: Int) throws(SystemError) -> any JournalFile
  func removeSegment(_ number: Int)
  /// A segment that is there, to go on with it.
  func openSegment(_ number: Int) throws(SystemError) -> any JournalFile
  /// Bytes that can still be written; nil if that cannot be found out.
  func freeBytes() -> Int?
  /// The segments as they are on disk.
  func readSegments() throws(SystemError) -> [SegmentBytes]
  /// Adds to a file beside the journal that has so many bytes; at 0 it is made anew. The `errno`, or 0;
  /// `ESTALE` for one of another size.
  func append(_ bytes: [UInt8], to name: String, at size: Int) -> Int32
  /// Adds to a file beside the journal, creating it, and has it there for good; the `errno`, or 0.
  func keep(_ bytes: [UInt8], in name: String) -> Int32
  /// Whether a file holds these bytes and no others, and has them for good.
  func holds(_ bytes: [UInt8], as name: String) -> Bool
  /// Puts a whole file in place, or leaves what was there; the `errno`, or 0.
  func write(_ bytes: [UInt8], asWhole name: String) -> Int32
}
