import SessionJournal
import SessionRecord
import SessionReports

/// One session as a listing looks at it: checked, and what is told of it.
struct SessionLook: Sendable {
  let folder: SessionFolder
  /// Nil without a header that can be read.
  let facts: SessionFacts?
  let place: ArchivePlace?
  let faults: [RecordFault]
  let check: SessionRow.Check
  /// What the ledger does not know yet, and can be told.
  var unknown: (place: ArchivePlace, entry: Ledger.Sealed)?
  /// The mark of files whose every byte was read now and is the ledger's.
  var mark: FilesMark?
  /// What a series tells of it, where its record was read; else the ledger has it.
  var series: SeriesFacts?
}

/// A session that is to be looked at, with what is known of it without reading it.
struct SessionToLookAt: Sendable {
  let folder: SessionFolder
  let place: ArchivePlace?
  /// The ledger's line, where that vouches for it.
  let known: Ledger.Sealed?
  let mark: FilesMark?

  init(_ folder: SessionFolder, _ memory: ArchiveMemory) {
    self.folder = folder
    place = memory.place(of: folder)
    known = memory.vouched(folder)
    mark = known == nil ? nil : FilesMark(folder, segments: folder.segmentNumbers)
  }
}

extension SessionLook {
  /// - Parameter checked: the mark that its files had when every byte was last read; nil where all are to be
  ///   read again.
  static func into(
    _ session: SessionToLookAt, _ memory: ArchiveMemory, checked: String?
  ) -> Result<SessionLook, SystemError> {
    if let checked, let known = session.known, session.mark?.text == checked,
      let look = SessionLook(session, known, .unchanged)
    {
      return .success(look)
    }
    do throws(SystemError) {
      if let known = session.known, known.facts != nil, session.mark != nil {
        let files = try HashedFiles(session.folder)
        if files.hash == known.files, var look = SessionLook(session, known, .whole) {
          look.mark = files.mark
          return .success(look)
        }
      }
      return .success(SessionLook(session, try session.folder.segments(), memory))
    } catch { return .failure(error) }
  }

  /// By the ledger's line alone; nil where that does not tell enough.
  private init?(_ session: SessionToLookAt, _ known: Ledger.Sealed, _ check: SessionRow.Check) {
    guard let text = known.facts, let facts = SessionFacts(text, session: known.session) else { return nil }
    folder = session.folder
    place = session.place
    self.facts = facts
    faults = []
    self.check = check
  }

  /// By its record.
  private init(_ session: SessionToLookAt, _ segments: [SegmentBytes], _ memory: ArchiveMemory) {
    let (folder, place) = (session.folder, session.place)
    let files = RunningHash.of(files: segments)
    let isKnown = session.known != nil && session.known?.files == files
    let reading = SessionReading(segments, .overview, followsChain: !isKnown)
    let told = reading.facts
    let id = told?.session.session
    var further = folder.placeFaults(place, id: id)
    let isEmpty = reading.faults.areOfAnEmptyRecord
    let known = (id ?? (isEmpty ? folder.name : nil)).flatMap { memory.sealed(folder, id: $0) }
    if isEmpty, folder.hasTables { further.append(.journalGone) }
    if let known, !isKnown {
      further += known.faults(isSealed: reading.digest?.isSealed ?? false, head: reading.chainHead)
    }
    self.folder = folder
    self.place = place
    check = .whole
    facts = told?.session
    series = reading.hasReadings ? told?.series : nil
    faults = reading.faults + further
    let head = isKnown ? known?.head : reading.chainHead
    if further.isEmpty, known?.facts == nil, let entry = Ledger.Sealed(told, head: head, files), let place {
      unknown = (place, entry)
    }
  }
}

extension Ledger.Sealed {
  /// Nil unless the session is sealed and its chain was followed to the seal and holds.
  init?(_ told: LedgerFacts?, head: RunningHash?, _ files: RunningHash?) {
    guard let told, told.session.isSealed, let head, let files else { return nil }
    self.init(session: told.session.session, head: head, files: files, facts: told.text)
  }
}
