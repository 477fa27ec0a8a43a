public import InfusionCore
public import Quantities
import SessionArchives
public import SessionJournal
public import SessionRecord
import SessionReports
import Synchronization

/// Writes a session down as it happens: the journal, the tables beside it, and what the closing report is
/// made of.
///
/// Monitoring never waits for it. When no folder can be made, everything is kept here until one can.
public final class Recorder: SessionListener, EntryBook {
  private let clock: any RunClock
  private let archive: SessionArchive
  private let suffix: String?
  private let scribe: Scribe
  private let isReadMeanwhile: Bool
  private var header: SessionHeader
  private var journal: SessionJournal?
  private var digest: SessionDigest
  private var tables = RecordedTables()
  /// The session as its last input left it. Events that fall due before the next input are told when the
  /// engine is ahead of them already; a reader of the record would stand here.
  private var standing: Session?
  private var isTaking = false
  /// What could not be handed to a journal yet, in order.
  private var waiting: [(content: EntryContent, time: SessionTime)] = []
  /// The number of the last entry, written or waiting.
  public private(set) var lastNumber = 0
  /// Why nothing is written now, if nothing is.
  public private(set) var trouble: String?
  private var toldTrouble: String?
  private var nextTry: Int64 = 0
  /// How long until another folder is tried.
  private static let retryMilliseconds: Int64 = 5000

  /// Begins the record of a new session.
  ///
  /// - Parameter isReadMeanwhile: whether anybody may look at the session before its end. If so, its tables
  ///   grow beside it; else they are made once from the journal when it ends.
  public init(
    _ header: SessionHeader, in archive: SessionArchive, clock: any RunClock, suffix: String? = nil,
    by scribe: Scribe = .thread, isReadMeanwhile: Bool = true
  ) {
    self.isReadMeanwhile = isReadMeanwhile
    self.header = header
    self.archive = archive
    self.clock = clock
    self.suffix = suffix
    self.scribe = scribe
    digest = SessionDigest(header: header)
    beginJournal()
  }

  /// Goes on with a record that was left open; the entries that it has already tell the report what went
  /// before.
  public init(
    _ journal: SessionJournal, after entries: [JournalEntry], in archive: SessionArchive, clock: any RunClock
  ) {
    header = journal.header
    self.archive = archive
    self.clock = clock
    suffix = nil
    scribe = .thread
    isReadMeanwhile = true
    self.journal = journal
    digest = SessionDigest(header: journal.header)
    lastNumber = journal.lastNumber
    var retelling = Retelling(plan: journal.header.plan)
    _ = retelling.begin()
    for entry in entries {
      retelling.retell(entry) { [self] moment, session in follow(moment, of: session) }
    }
    standing = retelling.session
    tables.grow(journal)
  }

  public var folder: SessionFolder? { journal?.folder }
  public var began: WallTime { header.anchorWall }
  /// Entries up to this one are on the disk.
  public var writtenThrough: Int { journal?.writtenThrough ?? 0 }

  public func enter(_ input: Input, at time: SessionTime, recorded: Int?, by session: Session) -> Int {
    let number = record(.input(input), at: time, of: session)
    isTaking = true
    return number
  }

  public func told(_ event: StampedEvent, by session: Session) {
    record(.event(event.event), at: event.time, of: session)
    // A deadline's events may be all that comes for a long time.
    if !isTaking { growTables() }
  }

  /// Time has come to an instant, and nothing comes before it any more: the tables have their rows until
  /// then, though nothing came in.
  public func pass(to time: SessionTime) {
    guard isReadMeanwhile, let standing, journal != nil else { return }
    tables.pass(to: time, of: standing)
    growTables()
  }

  public func heard(_ reading: HeardReading, at time: SessionTime, by session: Session) {
    follow(RecordMoment(.heard(reading), at: time, wall: clock.wall(at: time)), of: session)
  }

  public func followed(_ session: Session) {
    isTaking = false
    guard isReadMeanwhile else { return }
    standing = session
    growTables()
  }

  private func growTables() {
    if isReadMeanwhile, let journal { tables.grow(journal) }
  }

  private func follow(_ moment: RecordMoment, of session: Session) {
    guard isReadMeanwhile else { return }
    digest.follow(moment, of: session)
    tables.follow(moment, of: session)
  }

  /// Records one thing at its time. Returns the number of its entry, or of the last one where the record's
  /// rules have no such entry.
  @discardableResult
  public func record(_ content: EntryContent, at time: SessionTime, of session: Session) -> Int {
    if isReadMeanwhile {
      let moment = RecordMoment(content.told, at: time, wall: clock.wall(at: time))
      // A session is large, so it is kept once an input, after it was taken, and not for each event.
      if !isTaking { standing = standing ?? session }
      follow(moment, of: isTaking ? session : standing ?? session)
    }
    if case .event(let event) = content, !header.plan.records(event) { return lastNumber }
    return write(content, at: time)
  }

  private func write(_ content: EntryContent, at time: SessionTime) -> Int {
    guard let journal else {
      waiting.append((content, time))
      lastNumber += 1
      return lastNumber
    }
    let number = journal.append(
      content, at: time, wall: clock.wall(at: time), bootMilliseconds: clock.bootMilliseconds(at: time))
    if number == nil { trouble = "the memory for what waits for the disk is full" }
    lastNumber = number ?? lastNumber
    return lastNumber
  }

  private func beginJournal() {
    do throws(SystemError) {
      journal = try SessionJournal.begin(header, in: archive, suffix: suffix, by: scribe)
      trouble = nil
      header = journal?.header ?? header
      digest.name(header.session)
    } catch {
      trouble = error.description
      nextTry = clock.bootNow + Self.retryMilliseconds
      return
    }
    let kept = waiting
    waiting = []
    lastNumber = 0
    for entry in kept { _ = write(entry.content, at: entry.time) }
  }
}

// MARK: - Whether it is safe

extension Recorder {
  /// Readable when `changes` may have something to say; -1 while there is no journal.
  public var descriptor: Int32 { journal?.descriptor ?? -1 }

  /// When `changes` must be asked in any case, by CLOCK_BOOTTIME.
  public var changesDue: Int64? { journal == nil ? nextTry : journal?.changesDue }

  /// CLOCK_BOOTTIME now.
  var bootNow: Int64 { clock.bootNow }

  /// How many entries were told while something keeps them from the disk; nil while nothing is known to.
  public var toldWithoutDisk: Int? { (trouble ?? journal?.trouble) == nil ? nil : lastNumber }

  /// Waits a moment until what was told is safe, so that it can be printed at once.
  public func keepUp() { journal?.keepUp(milliseconds: Self.keepUpMilliseconds) }

  /// Several times what a disk needs, and too short for a reader of events to notice.
  private static let keepUpMilliseconds: Int64 = 50

  /// The recorder's new states, in order: inputs of the session.
  public func changes() -> [RecorderState] {
    let now = clock.bootNow
    if journal == nil, nextTry <= now { beginJournal() }
    guard let journal else {
      defer { toldTrouble = trouble }
      return trouble == toldTrouble ? [] : [.failing(trouble ?? "no folder")]
    }
    var states = journal.changes(bootMilliseconds: now)
    if toldTrouble != nil {
      toldTrouble = nil
      if states.isEmpty { states = [journal.state] }
    }
    return states
  }
}

// MARK: - The end

extension Recorder {
  /// The one-page report as the record stands; sealed, it carries the hash of the seal.
  public func summary(of session: Session) -> String {
    let chainHead = digest.isSealed ? journal?.lastHash.description : nil
    return SummaryText(digest, review: session.review, chainHead: chainHead).text
  }

  /// Seals the record of a closed session, and adds it to the archive's ledger. Waits at most `patience` for
  /// the disk.
  public func seal(_ session: Session, patience milliseconds: Int64 = 20_000) -> Bool {
    guard let sealed = close(session, patience: milliseconds) else { return false }
    // A line that cannot be written now is written by the next reader of the archive.
    try? LedgerFile(root: archive.root).add(sealed: sealed.folder, head: sealed.head, facts: sealed.facts)
    return true
  }

  /// A record that was sealed, as the ledger remembers it.
  public struct SealedRecord: Sendable {
    public let folder: SessionFolder
    public let head: RunningHash
    public let facts: FactsText?
  }

  /// Seals without the ledger, for a caller that writes many sessions at once and adds them in their order.
  /// Nil if not all of it is on disk.
  public func close(_ session: Session, patience milliseconds: Int64) -> SealedRecord? {
    if journal == nil { beginJournal() }
    guard let journal else { return nil }
    let time = session.now
    let wall = clock.wall(at: time)
    let engine = header.engineVersion
    let facts = SealedFacts()
    follow(RecordMoment(.sealed, at: time, wall: wall), of: standing ?? session)
    finishTables(of: standing ?? session, journal)
    let boot = clock.bootMilliseconds(at: time)
    journal.seal(by: archive.key, at: time, wall: wall, bootMilliseconds: boot) { segments in
      let audit = SessionAudit(segments, engineVersion: engine)
      facts.keep(audit)
      return audit.besideFiles.map { BesideFile($0.name, $0.bytes) }
    }
    guard journal.waitUntilWritten(milliseconds: milliseconds) else {
      trouble = journal.trouble ?? trouble
      return nil
    }
    if let why = journal.besideTrouble {
      trouble = why
      return nil
    }
    return SealedRecord(folder: journal.folder, head: journal.lastHash, facts: facts.text)
  }

  /// Makes the files beside a sealed journal from it; what is right stays. Returns why not all of them
  /// are on disk; nil if they are.
  public static func complete(_ folder: SessionFolder, by scribe: Scribe) -> String? {
    do throws(SystemError) {
      let segments = try folder.read()
      let engine = JournalReader(segments).header?.engineVersion ?? ""
      let audit = SessionAudit(segments, engineVersion: engine)
      let isWhole = scribe.complete(folder, audit.besideFiles.map { BesideFile($0.name, $0.bytes) })
      return isWhole ? nil : "\(folder.path): the tables and the summary cannot be written"
    } catch {
      return error.description
    }
  }

  /// Makes safe what there is and leaves the session open for a resume.
  public func leaveOpen(patience milliseconds: Int64 = 5000) -> Bool {
    if journal == nil { beginJournal() }
    guard let journal else { return waiting.isEmpty }
    if let standing { finishTables(of: standing, journal) }
    journal.leaveOpen()
    guard journal.waitUntilWritten(milliseconds: milliseconds) else {
      trouble = journal.trouble ?? trouble
      return false
    }
    return isReadMeanwhile || makeTables(in: journal.folder)
  }

  private func finishTables(of session: Session, _ journal: SessionJournal) {
    if isReadMeanwhile { tables.finish(of: session, journal) }
  }

  private func makeTables(in folder: SessionFolder) -> Bool {
    do throws(SystemError) {
      let audit = SessionAudit(try folder.read(), engineVersion: header.engineVersion)
      if scribe.complete(folder, audit.tables.map { BesideFile($0.name, $0.bytes) }) { return true }
      trouble = "\(folder.path): the tables cannot be written"
    } catch { trouble = error.description }
    return false
  }
}

/// What a record tells that was just sealed: found on the writer's thread, asked for on the session's.
private final class SealedFacts: Sendable {
  private let found = Mutex<FactsText?>(nil)

  func keep(_ audit: SessionAudit) {
    let text = audit.digest.map { LedgerFacts($0).text }
    found.withLock { $0 = text }
  }

  var text: FactsText? { found.withLock { $0 } }
}
