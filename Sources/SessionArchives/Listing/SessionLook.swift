import SessionJournal
import SessionRecord
import SessionReports

/// One session as a listing sees it: checked, with what the listing tells of it.
final class SessionLook: Sendable {
  let folder: SessionFolder
  let place: ArchivePlace?
  /// The row as far as this session alone tells it, without copies and without who watches.
  let row: SessionRow
  /// The mark of the files, if every byte of them was read now and is the ledger's; else nil.
  let mark: FilesMark?
  /// What its record tells beyond the row; nil if the ledger's line was enough, as for nearly all of
  /// thousands.
  private let record: ReadRecord?

  /// Nil without a header that can be read.
  var facts: SessionFacts? { row.facts }
  /// The line that the ledger lacks, if the session may have one.
  var unknown: (place: ArchivePlace, entry: Ledger.Sealed)? { record?.unknown }
  /// What a series needs of it, if its record was read; nil if it was not, since the ledger has it then.
  var series: SeriesFacts? { record?.series }

  final class ReadRecord: Sendable {
    let unknown: (place: ArchivePlace, entry: Ledger.Sealed)?
    let series: SeriesFacts?

    init(unknown: (place: ArchivePlace, entry: Ledger.Sealed)?, series: SeriesFacts?) {
      self.unknown = unknown
      self.series = series
    }
  }

  init(
    _ session: SessionToLookAt, _ facts: SessionFacts?, check: SessionRow.Check, faults: [RecordFault] = [],
    mark: FilesMark? = nil, record: ReadRecord? = nil
  ) {
    folder = session.folder
    place = session.place
    // One copy of the letters for thousands of rows.
    let name = session.folder.name
    let shared = [facts?.session, place?.name].first { $0 == name } ?? nil
    row = SessionRow(facts, shared ?? name, faults: faults, check: check)
    self.mark = mark
    self.record = record
  }
}

/// A session that is to be looked at, with what is known of it without reading it.
final class SessionToLookAt: Sendable {
  let folder: SessionFolder
  let place: ArchivePlace?
  /// The length of its journal; nil if the ledger does not vouch for it.
  let bytes: Int?
  /// Whether nobody has written to its files since every byte of them was read.
  let isUnchanged: Bool

  /// - Parameters:
  ///   - segments: the numbers of those that were found in the folder.
  ///   - checked: the marks that files had when every byte was last read, by the archive's root and the
  ///     session's id.
  init(
    _ folder: SessionFolder, segments: [Int], _ memory: ArchiveMemory,
    checked: [String: [Substring: Substring]] = [:]
  ) {
    self.folder = folder
    place = memory.place(of: folder)
    let mark = place.flatMap(memory.vouched).flatMap { _ in FilesMark(folder, segments: segments) }
    bytes = mark?.bytes
    let known = place.flatMap { checked[$0.root]?[$0.name[...]] }
    isUnchanged = known != nil && known == mark.map { $0.text[...] }
  }

  /// The ledger's line, if the ledger vouches for it.
  func line(of memory: ArchiveMemory) -> Ledger.Sealed? { place.flatMap(memory.vouched) }
}

extension SessionLook {
  /// - Parameter readsAgain: whether to read files again that nobody has written to.
  static func into(
    _ session: SessionToLookAt, _ memory: ArchiveMemory, readsAgain: Bool
  ) -> Result<SessionLook, SystemError> {
    let known = session.line(of: memory)
    if !readsAgain, session.isUnchanged, let known, let look = SessionLook(session, known, .unchanged, nil) {
      return .success(look)
    }
    do throws(SystemError) {
      if let known, known.facts != nil, session.bytes != nil {
        let files = try HashedFiles(session.folder)
        if files.hash == known.files, let look = SessionLook(session, known, .whole, files.mark) {
          return .success(look)
        }
      }
      return .success(SessionLook(session, try session.folder.segments(), memory))
    } catch { return .failure(error) }
  }

  /// A look by the ledger's word alone; nil if that is not enough.
  convenience init?(told session: SessionToLookAt, by memory: ArchiveMemory) {
    guard let known = session.line(of: memory) else { return nil }
    self.init(session, known, .told, nil)
  }

  /// A look by the ledger's line alone; nil if that is not enough.
  private convenience init?(
    _ session: SessionToLookAt, _ known: Ledger.Sealed, _ check: SessionRow.Check, _ mark: FilesMark?
  ) {
    guard let text = known.facts, let facts = SessionFacts(text, session: known.session),
      // Sealed without an end: its writer could not read its last entries again.
      facts.outcome != nil
    else { return nil }
    self.init(session, facts, check: check, mark: mark)
  }

  /// A look by reading the session's record.
  private convenience init(
    _ session: SessionToLookAt, _ segments: [SegmentBytes], _ memory: ArchiveMemory
  ) {
    let folder = session.folder
    // Outside an archive there is no ledger to ask or to add to.
    let files = session.place == nil ? nil : RunningHash.of(files: segments)
    let line = session.line(of: memory)
    let isKnown = line != nil && line?.files == files
    let reading = SessionReading(segments, .overview, followsChain: !isKnown)
    let told = reading.facts
    let id = told?.session.session
    var further = folder.placeFaults(session.place, id: id)
    let isEmpty = reading.faults.areOfAnEmptyRecord
    let known = (id ?? (isEmpty ? folder.name : nil)).flatMap { memory.sealed(folder, id: $0) }
    if isEmpty, folder.hasTables { further.append(.journalGone) }
    if let known, !isKnown {
      further += known.faults(isSealed: reading.digest?.isSealed ?? false, head: reading.chainHead)
    }
    var unknown: (place: ArchivePlace, entry: Ledger.Sealed)?
    let head = isKnown ? known?.head : reading.chainHead
    if further.isEmpty, known?.facts == nil, let place = session.place {
      unknown = Ledger.Sealed(told, head: head, files).map { (place, $0) }
    }
    self.init(
      session, told?.session, check: .whole, faults: reading.faults + further,
      record: ReadRecord(unknown: unknown, series: reading.hasReadings ? told?.series : nil))
  }
}

extension Ledger.Sealed {
  /// Nil unless the session is sealed and its chain was followed to the seal and holds.
  init?(_ told: LedgerFacts?, head: RunningHash?, _ files: RunningHash?) {
    guard let told, told.session.isSealed, let head, let files else { return nil }
    self.init(session: told.session.session, head: head, files: files, facts: told.text)
  }
}
