import Glibc
import SessionRecord

/// Brings lines to disk and keeps them there, whatever the disk does. It runs on the writer's thread; the
/// time is given to it, so that every accident can be played in a test.
struct SegmentWriter {
  /// What a person should know at once: a file failed, was removed or cut.
  private(set) var incidents: [String] = []
  /// What keeps lines from the disk now; nil when nothing does.
  private(set) var trouble: String?
  private(set) var isSpaceLow = false
  private(set) var kept: KeptLines
  private(set) var segment: Int

  private let folder: any JournalFolder
  private let encoder: JournalEncoder
  private var file: (any JournalFile)?
  /// The segment before, if it was lost and what is left of it is not safe in the next one yet.
  private var lost: LostSegment?
  /// Bytes of whole lines in the file.
  private var size: Int
  private var hasSynced: Bool
  private var whyNew = "opened again"
  private var retryAt = Int64.min
  private var backoff = Self.firstBackoff
  private var lastSync = Int64.min / 2
  private var lastLook = Int64.min / 2
  private var lastSpaceLook = Int64.min / 2

  // Milliseconds.
  private static let firstBackoff: Int64 = 250
  private static let longestBackoff: Int64 = 5000
  private static let readingSyncInterval: Int64 = 400
  /// How old the last look at the file must be before a wake that comes anyway looks again; a second and a
  /// half later it is looked at in any case.
  private static let lookInterval: Int64 = 500
  private static let longestLookInterval: Int64 = 1500
  private static let spaceInterval: Int64 = 10_000
  private static let batch = 1 << 18
  private static let lowSpaceBytes = 100_000_000
  /// Two hours at a generous kilobyte a second.
  private static let roomBytes = 7_200_000

  /// - Parameters: - file: holds `size` bytes of whole lines up to `kept`'s last safe one, all synced. Nil
  ///   begins a new segment.
  init(
    folder: any JournalFolder, file: (any JournalFile)?, segment: Int, size: Int, encoder: JournalEncoder,
    kept: KeptLines
  ) {
    self.folder = folder
    self.file = file
    self.segment = segment
    self.size = size
    self.encoder = encoder
    self.kept = kept
    hasSynced = true
  }

  mutating func accept(_ lines: [KeptLine]) {
    for line in lines { kept.append(line) }
  }

  mutating func drainIncidents() -> [String] {
    defer { incidents = [] }
    return incidents
  }

  /// Does what is due now.
  mutating func work(at now: Int64) {
    if now - lastLook >= Self.lookInterval { look(at: now) }
    if now - lastSpaceLook >= Self.spaceInterval { lookAtSpace(at: now) }
    write(at: now)
    // A file that has just failed gets its successor at once.
    if file == nil { write(at: now) }
    kept.trim()
  }

  private mutating func write(at now: Int64) {
    guard now >= retryAt else { return }
    if file == nil { openSegment(at: now) }
    writeLines(at: now)
    if kept.safeNumber < kept.writtenNumber, isSyncDue(at: now) { synchronize(at: now) }
  }

  /// When there is something to do again if nothing new comes.
  func nextDue(after now: Int64) -> Int64 {
    var due = lastLook + Self.longestLookInterval
    if kept.hasUnsafe || (file == nil && kept.first != nil) {
      due = min(due, retryAt > now ? retryAt : lastSync + Self.readingSyncInterval)
    }
    return max(due, now + 1)
  }

  /// Tries everything that is left, whether its time has come or not.
  mutating func flush(at now: Int64) {
    retryAt = now
    lastSync = now - Self.readingSyncInterval
    work(at: now)
  }

  func close() {
    file?.close()
    lost?.close()
  }
}

// MARK: - Writing

extension SegmentWriter {
  private mutating func writeLines(at now: Int64) {
    while kept.hasUnwritten, let file {
      var batch: [UInt8] = []
      var last = kept.writtenNumber
      for line in kept.unwritten where batch.count < Self.batch {
        batch += line.bytes
        last = line.number
      }
      guard write(batch, to: file, at: now) else { return }
      kept.writtenNumber = last
    }
  }

  /// Whole, or not at all: a stub is cut off again, so that no later line is glued to it.
  private mutating func write(_ bytes: [UInt8], to file: any JournalFile, at now: Int64) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch file.append(rest) {
      case .wrote(let count): rest = rest.dropFirst(count)
      case .failed(let code):
        giveUpWrite(code, leftStub: rest.count < bytes.count, at: now)
        return false
      }
    }
    size += bytes.count
    return true
  }

  private mutating func giveUpWrite(_ code: Int32, leftStub: Bool, at now: Int64) {
    trouble = SystemError.reason(code)
    if leftStub, let file, file.truncate(to: size) != 0 {
      return abandon(because: "cannot repair a short write", at: now)
    }
    guard Self.isPassing(code) else { return abandon(because: "write: \(SystemError.reason(code))", at: now) }
    waitToRetry(from: now)
  }

  /// Whether the same file may take the same bytes later.
  private static func isPassing(_ code: Int32) -> Bool {
    [ENOSPC, EDQUOT, EFBIG, EAGAIN, ENOMEM, ENOBUFS].contains(code)
  }

  private mutating func waitToRetry(from now: Int64) {
    retryAt = now + backoff
    backoff = min(backoff * 2, Self.longestBackoff)
  }

  private func isSyncDue(at now: Int64) -> Bool {
    kept.hasUrgentUnsafe || now - lastSync >= Self.readingSyncInterval
  }

  private mutating func synchronize(at now: Int64) {
    guard let file else { return }
    lastSync = now
    let code = file.synchronize()
    guard code == 0 else {
      trouble = SystemError.reason(code)
      return abandon(because: "fdatasync: \(SystemError.reason(code))", at: now)
    }
    kept.safeNumber = kept.writtenNumber
    hasSynced = true
    lost?.close()
    lost = nil
    if !kept.hasUnsafe {
      trouble = nil
      backoff = Self.firstBackoff
    }
  }
}

// MARK: - A file that failed

extension SegmentWriter {
  /// The file is given up; what is not safe in it is written again to a new one, and no byte is added to it.
  private mutating func abandon(because why: String, at now: Int64, rewindTo number: Int? = nil) {
    file?.close()
    file = nil
    // Removes a new segment in which nothing became safe, to make room for the next try.
    if !hasSynced { folder.removeSegment(segment) } else { segment += 1 }
    if hasSynced || incidents.isEmpty && trouble == nil { incidents.append(why) }
    hasSynced = false
    whyNew = why
    trouble = trouble ?? why
    kept.rewind(to: number ?? kept.safeNumber)
    if backoff > Self.firstBackoff { waitToRetry(from: now) } else { backoff *= 2 }
  }

  private mutating func openSegment(at now: Int64) {
    let known = kept.hash(of: kept.writtenNumber).map {
      LostSegment.Mark(number: kept.writtenNumber, hash: $0)
    }
    guard let behind = lost?.beginning ?? known,
      let next = kept.line(kept.writtenNumber + 1) ?? kept.line(kept.lastNumber)
    else { return }
    do {
      let file = try createSegment()
      size = 0
      self.file = file
      let header = encoder.segmentLine(
        segment, after: behind.number, behind.hash, at: next.time, wall: next.wall, why: whyNew)
      guard write(header, to: file, at: now), writeLost(to: file, at: now) else {
        if self.file != nil { abandon(because: whyNew, at: now) }
        return
      }
    } catch {
      trouble = error.reason
      waitToRetry(from: now)
    }
  }

  /// What is left of a lost segment comes first. If that does not reach up to what is kept, the record has a
  /// gap, which every reader reports.
  private mutating func writeLost(to file: any JournalFile, at now: Int64) -> Bool {
    guard let lost else { return true }
    var isWritten = true
    let last = lost.copy { lines in
      isWritten = write(lines, to: file, at: now)
      return isWritten
    }
    guard isWritten else { return false }
    guard let last, last.number < kept.baseNumber || kept.hash(of: last.number) == last.hash else {
      // It cannot be read, or is another file by now: the next try does without it.
      lost.close()
      self.lost = nil
      return false
    }
    kept.writtenNumber = max(kept.baseNumber, last.number)
    return true
  }

  /// If the segment's name exists, tries the next.
  private mutating func createSegment() throws(SystemError) -> any JournalFile {
    for _ in 0..<64 {
      do {
        return try folder.createSegment(segment)
      } catch {
        guard error.code == EEXIST else { throw error }
        segment += 1
      }
    }
    throw SystemError("open", SessionFolder.segmentName(segment), code: EEXIST)
  }
}

// MARK: - Looking after the file

extension SegmentWriter {
  private mutating func look(at now: Int64) {
    lastLook = now
    guard let file else { return }
    switch file.look() {
    case .itself(let found) where found == size: break
    case .itself(let found):
      let what = found < size ? "the journal was cut" : "something else wrote to the journal"
      lose(because: what, left: min(found, size), at: now)
    case .removed: lose(because: "the journal was removed", left: size, at: now)
    case .replaced: lose(because: "the journal was replaced", left: size, at: now)
    case .unknown(let code): trouble = SystemError.reason(code)
    }
  }

  /// Gives up a file that can no longer be counted on: what is left of it is written again, and what is in
  /// memory.
  private mutating func lose(because why: String, left: Int, at now: Int64) {
    if let file, let left = LostSegment(file, bytes: left) {
      lost?.close()
      lost = left
      self.file = nil
    }
    hasSynced = true
    kept.safeNumber = kept.baseNumber
    abandon(because: why, at: now, rewindTo: kept.baseNumber)
    retryAt = now
  }

  private mutating func lookAtSpace(at now: Int64) {
    lastSpaceLook = now
    guard let free = folder.freeBytes() else { return }
    isSpaceLow = free < max(Self.lowSpaceBytes, Self.roomBytes)
  }
}
