import Glibc
public import SessionJournal
public import SessionRecord

/// An archive's ledger on disk: `ledger.jsonl`, and the note of where it ends in `.chairs`.
///
/// It only grows, line by line, each on disk before anything relies on it, written by one process at a time
/// (`flock`). Nothing waits long for it: a process that cannot write leaves the line to the next reader.
public struct LedgerFile: Hashable, Sendable {
  public let root: String
  public var path: String { "\(root)/ledger.jsonl" }
  private var notePath: String { "\(root)/.chairs/ledger.end" }

  public init(root: String) { self.root = root }

  /// What stands there now.
  public enum State: Sendable {
    case none
    case ledger(Ledger)
    case unreadable(SystemError)

    var ledger: Ledger? { if case .ledger(let ledger) = self { ledger } else { nil } }
  }

  public func read() -> State {
    do throws(SystemError) {
      let end = note
      let file = try OpenFile(path)
      var reading = Ledger.Reading(remembered: end, from: file)
      _ = try file.readPieces { reading.add($0) }
      return .ledger(reading.finish())
    } catch { return error.code == ENOENT ? .none : .unreadable(error) }
  }

  /// The ledger; nil if it has a fault, since it then vouches for nothing.
  public var believed: Ledger? {
    guard case .ledger(let ledger) = read(), ledger.faults.isEmpty else { return nil }
    return ledger
  }

  /// What is wrong with the ledger beside where it once ended, as somebody kept it elsewhere.
  public func faults(beside kept: LedgerEnd) throws(SystemError) -> [LedgerFault] {
    do throws(SystemError) {
      var reading = Ledger.Reading(remembered: kept)
      _ = try Disk.readPieces(path) { reading.add($0) }
      return reading.finish().faults
    } catch {
      guard error.code == ENOENT else { throw error }
      return [.gone(had: kept.number)]
    }
  }

  /// Where the ledger ended when it was last written to; nil if it never was.
  public var note: LedgerEnd? { (try? Disk.read(notePath)).flatMap(LedgerEnd.init(note:)) }
}

// MARK: - Adding

extension LedgerFile {
  /// Adds a session by its folder, with the hash of its seal as its writer knows it and what its record
  /// tells. The ledger then remembers the files as they lie on the disk.
  ///
  /// - Parameter notesFiles: whether the files' marks are noted, so that the next list need not read them
  ///   again. Marks differ from run to run.
  public func add(
    sealed folder: SessionFolder, head: RunningHash, facts: FactsText? = nil, notesFiles: Bool = true
  ) throws(SystemError) {
    let files = try HashedFiles(folder)
    try add(sealed: [Ledger.Sealed(folder, files.hash, head: head, facts: facts)])
    if notesFiles, let mark = files.mark { CheckedFile(root: root).add(folder.name, mark) }
  }

  /// Adds a session that was sealed just now. It cannot be in the ledger yet, so only the ledger's end is
  /// read, however long the ledger is.
  public func add(sealed entry: Ledger.Sealed) throws(SystemError) { try add(sealed: [entry]) }

  /// The same of several at once.
  public func add(sealed entries: [Ledger.Sealed]) throws(SystemError) {
    try withFile { descriptor throws(SystemError) in
      let size = Disk.size(of: path)
      if size == 0 {
        let missed = note
        try begin(descriptor, missed.map { .lost(lines: $0.number) } ?? .begun, entries)
      } else if var end = LedgerEnd(lastBytes: try Disk.readTail(path, count: Self.longestLine)), end == note
      {
        let bytes = entries.reduce(into: []) { $0 += end.add($1) }
        try put(bytes, at: size, end, descriptor)
      } else {
        _ = try addTo(descriptor, entries)
      }
    }
  }

  /// A line holds what a list and a series tell of a session, notes of corrections included.
  private static let longestLine = 1 << 16

  /// Adds what the ledger does not know, beginning a new one if there is none. Returns the ids that were
  /// added.
  ///
  /// A ledger with a fault is left as it is, because what follows the fault would be lost unseen.
  public func add(_ entries: [Ledger.Sealed]) throws(SystemError) -> [String] {
    var added: [String] = []
    try withFile { descriptor throws(SystemError) in
      guard Disk.size(of: path) == 0 else {
        added = try addTo(descriptor, entries)
        return
      }
      try begin(descriptor, note.map { .lost(lines: $0.number) } ?? .found, entries)
      added = entries.map(\.session)
    }
    return added
  }

  /// Begins the ledger anew with these sessions and keeps the old one beside it. Returns the old one's new
  /// name.
  public func rebuild(_ entries: [Ledger.Sealed]) throws(SystemError) -> String? {
    var kept: String?
    try withFile { descriptor throws(SystemError) in
      if Disk.size(of: path) > 0 {
        let name = (1...).lazy.map { "ledger-\($0).jsonl" }.first { access("\(root)/\($0)", F_OK) != 0 }
        guard let name, rename(path, "\(root)/\(name)") == 0 else {
          throw SystemError("rename", path, code: errno)
        }
        kept = name
      }
      let fresh = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard fresh >= 0 else { throw SystemError("open", path, code: errno) }
      defer { close(fresh) }
      try begin(fresh, .rebuilt, entries)
    }
    return kept
  }

  private func begin(
    _ descriptor: Int32, _ origin: Ledger.Origin, _ entries: [Ledger.Sealed]
  ) throws(SystemError) {
    var (ledger, bytes) = Ledger.begin(origin)
    for entry in entries { bytes += ledger.add(entry) ?? [] }
    try put(bytes, at: 0, ledger.end, descriptor)
    Disk.synchronizeFolder(root)
  }

  private func addTo(_ descriptor: Int32, _ entries: [Ledger.Sealed]) throws(SystemError) -> [String] {
    var ledger = Ledger(try Disk.read(path), remembered: note)
    guard ledger.faults.isEmpty else { return [] }
    var bytes: [UInt8] = []
    var added: [String] = []
    let end = ledger.wholeEnd
    for entry in entries {
      let isNew = ledger.sealed[entry.session] == nil
      guard let line = ledger.add(entry) else { continue }
      bytes += line
      // Facts for a session that has its line are not a new session.
      if isNew { added.append(entry.session) }
    }
    if !bytes.isEmpty { try put(bytes, at: end, ledger.end, descriptor) }
    return added
  }

  /// Writes a line, after cutting off half a line that a power cut left.
  private func put(
    _ bytes: [UInt8], at offset: Int, _ end: LedgerEnd, _ descriptor: Int32
  ) throws(SystemError) {
    guard ftruncate(descriptor, off_t(offset)) == 0, lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw SystemError("truncate", path, code: errno)
    }
    let code = Disk.writeAll(bytes, to: descriptor)
    guard code == 0 else { throw SystemError("write", path, code: code) }
    guard fdatasync(descriptor) == 0 else { throw SystemError("fdatasync", path, code: errno) }
    try Disk.write(end.note, asWhole: notePath)
  }
}

// MARK: - One writer at a time

extension LedgerFile {
  /// Holds the lock while `body` runs. If the file was renamed while it waited for the lock, it opens the new
  /// one.
  private func withFile(_ body: (Int32) throws(SystemError) -> Void) throws(SystemError) {
    try Disk.makeFolders("\(root)/.chairs")
    for _ in 0..<100 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
      defer { close(descriptor) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        if isStillNamed(descriptor) { return try body(descriptor) }
      } else {
        guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemError("flock", path, code: errno) }
        usleep(10_000)
      }
    }
    throw SystemError("flock", path, code: EWOULDBLOCK)
  }

  private func isStillNamed(_ descriptor: Int32) -> Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
      && own.st_dev == named.st_dev
  }
}

extension SessionFolder {
  /// The hash of the tables and the summary as they lie there; nil if one of them cannot be read.
  var tablesHash: RunningHash? {
    var files: [SegmentBytes] = []
    for name in [Self.vitals, Self.observation, Self.summary] {
      guard let bytes = try? Disk.read(file(name)) else { return nil }
      files.append(SegmentBytes(name: name, bytes: bytes))
    }
    return .of(files: files)
  }
}

extension Ledger.Sealed {
  /// A session as it lies there.
  public init(_ folder: SessionFolder, _ files: RunningHash, head: RunningHash, facts: FactsText?) {
    self.init(session: folder.name, head: head, files: files, tables: folder.tablesHash, facts: facts)
  }

  /// The same, its journal's files read now.
  public init(sealed folder: SessionFolder, head: RunningHash, facts: FactsText?) throws(SystemError) {
    self.init(folder, try HashedFiles(folder).hash, head: head, facts: facts)
  }
}
