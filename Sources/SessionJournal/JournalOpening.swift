import Glibc
public import InfusionCore
public import Quantities
public import SessionRecord

extension SessionJournal {
  /// Begins the record of a new session: makes its folder and puts its header on disk before it returns.
  ///
  /// - Parameter header: `session` is set to the folder's name.
  public static func begin(
    _ header: SessionHeader, in archive: SessionArchive, suffix: String? = nil, by scribe: Scribe = .thread
  ) throws(SystemError) -> SessionJournal {
    // First what may be refused without leaving anything on the disk.
    guard let mailbox = WriterMailbox() else { throw SystemError("eventfd", archive.root, code: errno) }
    let folder = try archive.createFolder(chair: header.plan.chair, begins: header.anchorWall, suffix: suffix)
    var header = header
    header.session = folder.name
    let (encoder, line) = JournalEncoder.begin(header)
    let disk = scribe.disk(folder)
    let file = try createFirst(line, disk, folder)
    let kept = KeptLines(behind: 0, encoder.lastHash)
    let writer = SegmentWriter(
      folder: disk, file: file, segment: 1, size: line.count, encoder: encoder, kept: kept)
    do throws(SystemError) {
      return try start(writer, disk, folder, encoder, mailbox, scribe)
    } catch {
      remove(folder, disk)
      throw error
    }
  }

  /// Removes the folder if its header cannot be written, because a folder without one is not a session.
  private static func createFirst(
    _ line: [UInt8], _ disk: any JournalFolder, _ folder: SessionFolder
  ) throws(SystemError) -> any JournalFile {
    do {
      let file = try disk.createSegment(1)
      try put(line, into: file, path: folder.path)
      return file
    } catch {
      remove(folder, disk)
      throw error
    }
  }

  private static func remove(_ folder: SessionFolder, _ disk: any JournalFolder) {
    disk.removeSegment(1)
    _ = rmdir(folder.path)
  }

  private static func put(_ line: [UInt8], into file: any JournalFile, path: String) throws(SystemError) {
    var rest = line[...]
    while !rest.isEmpty {
      switch file.append(rest) {
      case .wrote(let count): rest = rest.dropFirst(count)
      case .failed(let code): throw SystemError("write", path, code: code)
      }
    }
    let code = file.synchronize()
    guard code == 0 else { throw SystemError("fdatasync", path, code: code) }
  }

  private static func start(
    _ writer: SegmentWriter, _ disk: any JournalFolder, _ folder: SessionFolder, _ encoder: JournalEncoder,
    _ mailbox: WriterMailbox, _ scribe: Scribe
  ) throws(SystemError) -> SessionJournal {
    try scribe.begin(JournalWriter(writer, folder: disk, mailbox: mailbox))
    return SessionJournal(folder: folder, encoder: encoder, mailbox: mailbox, scribe: scribe)
  }
}

/// A session that was left open, opened again: its journal goes on where it ended.
public struct ReopenedSession {
  public let journal: SessionJournal
  /// The session as the journal's inputs make it, up to its last entry.
  public let session: Session
  /// Events that the crash kept from being written: append them before anything else.
  public let missingEvents: [StampedEvent]
  public let difference: ReplayDifference?
  public let problems: [JournalProblem]
  /// What is in `journal.torn` now; append it as an entry.
  public let recovered: RecoveredTail?
  public let lastTime: SessionTime
  public let lastWall: WallTime
  /// The clock anchor in force: this boot's time stood for that session time.
  public let anchor: (boot: String, bootMilliseconds: Int64, time: SessionTime)

  /// The session's time now: by the boot clock in the same boot, else by the wall clock, which is an
  /// estimate.
  public func time(
    boot: String, bootMilliseconds: Int64, wall: WallTime
  ) -> (time: SessionTime, isEstimated: Bool) {
    if boot == anchor.boot && !boot.isEmpty {
      let since = TimeSpan(milliseconds: bootMilliseconds - anchor.bootMilliseconds)
      return (max(lastTime, anchor.time + since), false)
    }
    let since = TimeSpan(milliseconds: wall.unixMilliseconds - lastWall.unixMilliseconds)
    return (lastTime + max(.zero, since), true)
  }
}

/// Why a journal cannot be gone on with.
public enum ReopenError: Error, Hashable, Sendable, CustomStringConvertible {
  case system(SystemError)
  case headerUnreadable
  case isSealed

  public var description: String {
    switch self {
    case .system(let error): error.description
    case .headerUnreadable: "no readable session header"
    case .isSealed: "the session is sealed"
    }
  }
}

extension SessionJournal {
  /// Opens an unsealed session to go on with it. The torn tail, if there is one, moves to `journal.torn`.
  ///
  /// - Parameter inNewSegment: leaves the last file as it is, for something in it or about it is suspected.
  public static func reopen(
    _ folder: SessionFolder, inNewSegment: Bool = false, by scribe: Scribe = .thread
  ) throws(ReopenError) -> ReopenedSession {
    let segments: [SegmentBytes]
    do { segments = try folder.read() } catch { throw .system(error) }
    guard var reading = JournalRereading(segments) else { throw .headerUnreadable }
    reading.readAll()
    guard !reading.reader.isSealed else { throw .isSealed }
    guard let number = folder.segmentNumbers.last, let hash = reading.reader.lastHash else {
      throw .headerUnreadable
    }
    // A disk that is full or read-only now does not keep the session from going on: the torn tail stays where
    // it is, and the record goes on in a new segment as soon as one can be made.
    let disk = scribe.disk(folder)
    let recovered = try? setTailAside(of: folder, on: disk, segment: number, segments, reading.reader)
    // A segment that ended before its header did is left as it is.
    let isWhole =
      !inNewSegment && reading.reader.wholeEnd > 0 && (reading.reader.tornTail == 0 || recovered != nil)
    let file = isWhole ? try? disk.openSegment(number) : nil
    do throws(SystemError) {
      let encoder = JournalEncoder(
        header: reading.header, lastNumber: reading.reader.lastNumber, lastHash: hash)
      let writer = SegmentWriter(
        folder: disk, file: file, segment: file == nil ? number + 1 : number,
        size: reading.reader.wholeEnd, encoder: encoder, kept: reading.kept)
      guard let mailbox = WriterMailbox() else { throw SystemError("eventfd", folder.path, code: errno) }
      let journal = try start(writer, disk, folder, encoder, mailbox, scribe)
      return reading.reopened(journal, recovered: recovered)
    } catch {
      throw .system(error)
    }
  }

  /// Copies the torn bytes behind those that are in `journal.torn` already, and only then cuts them off.
  private static func setTailAside(
    of folder: SessionFolder, on disk: any JournalFolder, segment: Int, _ segments: [SegmentBytes],
    _ reader: JournalReader
  ) throws(SystemError) -> RecoveredTail? {
    guard reader.tornTail > 0, let last = segments.last else { return nil }
    let code = disk.keep(Array(last.bytes[reader.wholeEnd...]), in: SessionFolder.torn)
    guard code == 0 else { throw SystemError("write", folder.file(SessionFolder.torn), code: code) }
    let file = try disk.openSegment(segment)
    defer { file.close() }
    let cut = file.truncate(to: reader.wholeEnd)
    guard cut == 0 else { throw SystemError("truncate", folder.file(last.name), code: cut) }
    return RecoveredTail(segment: segment, offset: reader.wholeEnd, bytes: reader.tornTail)
  }
}
