import Glibc
import SessionRecord

@testable import SessionJournal

/// A folder in memory whose disk fails on command. A power cut keeps what was synced.
final class FaultyFolder: JournalFolder {
  var files: [Int: FaultyFile] = [:]
  /// Bytes that still fit.
  var room = Int.max
  var syncFailure: Int32 = 0
  var writeFailure: Int32 = 0
  /// The most bytes that one write takes.
  var mouthful = Int.max
  var free: Int? = 1 << 40
  var readFailure: Int32 = 0
  /// The files beside the journal, and the failures of those that cannot be written.
  var beside: [String: [UInt8]] = [:]
  /// Those that were written as a whole.
  private(set) var wholes: [String] = []
  var besideFailures: [String: Int32] = [:]

  func createSegment(_ number: Int) throws(SystemError) -> any JournalFile {
    guard files[number] == nil else { throw SystemError("open", "journal", code: EEXIST) }
    let file = FaultyFile(self)
    files[number] = file
    return file
  }

  func removeSegment(_ number: Int) { files[number] = nil }

  func openSegment(_ number: Int) throws(SystemError) -> any JournalFile {
    guard let file = files[number] else { throw SystemError("open", "journal", code: ENOENT) }
    return file
  }

  func freeBytes() -> Int? { free }

  func readSegments() throws(SystemError) -> [SegmentBytes] {
    guard readFailure == 0 else { throw SystemError("read", "journal.jsonl", code: readFailure) }
    return segments
  }

  func append(_ bytes: [UInt8], to name: String, at size: Int) -> Int32 {
    if let code = besideFailures[name] { return code }
    let found = size == 0 ? [] : beside[name] ?? []
    guard found.count == size else { return ESTALE }
    beside[name] = found + bytes
    return 0
  }

  func keep(_ bytes: [UInt8], in name: String) -> Int32 {
    beside[name, default: []] += bytes
    return 0
  }

  func holds(_ bytes: [UInt8], as name: String) -> Bool { beside[name] == bytes }

  func write(_ bytes: [UInt8], asWhole name: String) -> Int32 {
    wholes.append(name)
    if let code = besideFailures[name] { return code }
    beside[name] = bytes
    return 0
  }

  var segments: [SegmentBytes] {
    files.sorted { $0.key < $1.key }.map {
      SegmentBytes(name: SessionFolder.segmentName($0.key), bytes: $0.value.bytes)
    }
  }

  /// What a power cut would leave.
  var durable: [SegmentBytes] {
    files.sorted { $0.key < $1.key }.map {
      SegmentBytes(
        name: SessionFolder.segmentName($0.key), bytes: Array($0.value.bytes.prefix($0.value.synced)))
    }
  }
}

final class FaultyFile: JournalFile {
  var bytes: [UInt8] = []
  var synced = 0
  var appearance: FileLook?
  var isUnreadable = false
  private unowned let folder: FaultyFolder
  private(set) var isClosed = false

  init(_ folder: FaultyFolder) { self.folder = folder }

  func append(_ new: ArraySlice<UInt8>) -> AppendOutcome {
    if folder.writeFailure != 0 { return .failed(folder.writeFailure) }
    let count = min(new.count, folder.room, folder.mouthful)
    guard count > 0 else { return .failed(ENOSPC) }
    bytes += new.prefix(count)
    folder.room -= count
    return .wrote(count)
  }

  func synchronize() -> Int32 {
    if folder.syncFailure == 0 { synced = bytes.count }
    return folder.syncFailure
  }

  func truncate(to size: Int) -> Int32 {
    folder.room += bytes.count - size
    bytes.removeLast(bytes.count - size)
    return 0
  }

  func look() -> FileLook { appearance ?? .itself(size: bytes.count) }

  func read(_ count: Int, at place: Int) -> [UInt8]? {
    isUnreadable ? nil : Array(bytes.dropFirst(place).prefix(count))
  }

  /// Another program cuts the file short.
  func cut(to size: Int) {
    bytes.removeLast(bytes.count - size)
    synced = min(synced, size)
  }

  func close() { isClosed = true }
}
