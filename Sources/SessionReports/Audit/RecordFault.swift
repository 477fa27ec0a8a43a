public import SessionRecord

/// What is wrong with one session, in the words that every page, row and list about it uses.
public enum RecordFault: Hashable, Sendable {
  /// The journal: a line, the chain, the sequence or the seal.
  case journal(JournalProblem)
  /// Its inputs do not give its events.
  case replay(ReplayDifference)
  /// A journal without its first line: the disk was full, or the machine died, when the session began. A
  /// session's first entry waits for that line, so nothing was lost.
  case empty
  /// The session has files, but no journal among them.
  case journalGone
  /// The ledger knows the session sealed; here it is open, as it was at an earlier time.
  case rolledBack
  /// The ledger knows the session with another record.
  case notTheLedgers
  /// A table or the summary of a sealed session.
  case fileDiffers(String, FileDifference)
  case fileMissing(String)
  /// Of this.
  case fileUnreadable(String, String)
  /// A table or the summary changed, of a session that another version wrote: known from the ledger alone.
  case tablesChanged
  /// What the ledger tells of the session, for lists and series, is not what its record tells.
  case toldOtherwise
  /// The folder is named for one session and holds another.
  case foreignName(holds: String)
  /// The command line names the key that must have sealed it, and another key did, or none.
  case sealedByOther(PublicKey?)
  /// The same session also lies at this place.
  case twice(at: String)
  /// Not damage: a later program can read it.
  case newerFormat(Int)
}

extension RecordFault {
  /// Whether what the record tells is in doubt. A record that is too new, or in the wrong place, still tells
  /// the truth.
  public var isDamage: Bool {
    switch self {
    case .journal, .replay, .journalGone, .rolledBack, .notTheLedgers: true
    case .empty, .fileDiffers, .fileMissing, .fileUnreadable, .tablesChanged, .toldOtherwise, .foreignName,
      .twice, .newerFormat, .sealedByOther:
      false
    }
  }

  /// `DAMAGED, entry 622: changed after it was written (journal.jsonl, line 623, byte 88120)`.
  public var label: String { "\(headword): \(sentence)" }

  /// The short form, for a narrow row: `DAMAGED, entry 622`.
  public var headword: String {
    switch self {
    case .journal(let problem): "DAMAGED" + (problem.what.entry.map { ", entry \($0)" } ?? problem.place)
    case .replay(let difference): "DAMAGED" + (difference.number.map { ", entry \($0)" } ?? "")
    case .journalGone, .rolledBack, .notTheLedgers: "DAMAGED"
    case .sealedByOther: "NOT SEALED BY THAT KEY"
    case .empty: "EMPTY"
    case .fileDiffers(let name, _), .fileMissing(let name): "CONTRADICTED, \(name)"
    case .fileUnreadable(let name, _): "NOT READABLE, \(name)"
    case .tablesChanged: "CONTRADICTED"
    case .toldOtherwise: "CONTRADICTED, ledger.jsonl"
    case .foreignName: "IN A FOREIGN FOLDER"
    case .twice: "TWICE"
    case .newerFormat: "NEWER FORMAT"
    }
  }

  public var sentence: String {
    switch self {
    case .journal(let problem): problem.sentence
    case .replay(let difference): difference.short
    case .journalGone: "the journal is gone"
    case .empty: "nothing was recorded: it ended before its first line was on the disk"
    case .rolledBack: "the ledger knows it sealed, here it is open: an earlier state was put back"
    case .notTheLedgers: "the record is not the one that the ledger knows: written anew, or put back"
    case .fileDiffers(let name, let how): "\(name) is not what the journal gives: \(how.sentence)"
    case .fileMissing(let name): "\(name) is missing; it can be made again from the journal"
    case .fileUnreadable(let name, let why): "\(name) cannot be read: \(why)"
    case .tablesChanged:
      "vitals.csv, observation.csv or summary.txt is not as it was when the session was sealed"
    case .toldOtherwise: "ledger.jsonl tells it otherwise than its record does"
    case .foreignName(let session): "the record is that of session \(session)"
    case .sealedByOther(nil): "the seal is not signed: the key that was named has not sealed it"
    case .sealedByOther(let key?): "the seal is signed by the key \(key.short), not by the one that was named"
    case .twice(let path): "the same session lies in \(path), too"
    case .newerFormat(let version): "format version \(version) is newer than this program reads"
    }
  }
}

extension [RecordFault] {
  /// The damage that a page or a row states; nil for a record that can be believed.
  public var damage: String? { first(where: \.isDamage)?.label }

  /// The format that is too new, if that is why the record cannot be read.
  public var newerFormat: String? {
    lazy.compactMap { if case .newerFormat = $0 { $0.sentence } else { nil } }.first
  }

  /// Why a session cannot be read at all.
  public var whyNoHeader: String { newerFormat ?? first?.sentence ?? "no readable session header" }
}

extension [SegmentBytes] {
  /// The fault of a record with nothing to read; nil if it has a line.
  func faultOfNothing() -> RecordFault? {
    if isEmpty { return .journalGone }
    return contains { $0.bytes.contains(0x0A) } ? nil : .empty
  }
}

extension [RecordFault] {
  /// Whether the only fault is that the record is empty.
  public var areOfAnEmptyRecord: Bool { first == .empty && damage == nil }
}

extension [JournalProblem] {
  /// A torn tail in an open session is a writer in the middle of a line, or one that died there.
  func damage(isSealed: Bool) -> [JournalProblem] {
    filter { !$0.what.losesNothing && (isSealed || !$0.isTornTail) }
  }

  /// A format that is too new is the only fault told, because what follows cannot be judged.
  func faults(isSealed: Bool) -> [RecordFault] {
    for problem in self {
      if case .newerFormat(let version) = problem.what { return [.newerFormat(version)] }
    }
    return damage(isSealed: isSealed).map(RecordFault.journal)
  }
}

extension JournalProblem {
  fileprivate var isTornTail: Bool { if case .tornTail = what { true } else { false } }

  /// The place where no entry has a number.
  fileprivate var place: String { what == .headerUnreadable ? "" : ", line \(line)" }

  /// The sentence without what the headword has said already.
  fileprivate var sentence: String {
    let position = "(\(file), line \(line), byte \(offset))"
    switch what {
    case .headerUnreadable: return what.sentence
    case .changed: return "changed after it was written \(position)"
    case .segmentsDiffer: return "differs from the one in an earlier segment \(position)"
    case .behindSeal: return "stands behind the seal \(position)"
    case .newerFormat, .unreadable, .partMissing, .timeBeyond, .sequence, .tornTail, .abandonedTail,
      .sealCount, .sealForged:
      return "\(what.sentence) \(position)"
    }
  }
}

extension JournalProblem.What {
  /// The entry that is in doubt, where it has a number.
  public var entry: Int? {
    switch self {
    case .changed(let entry), .segmentsDiffer(let entry), .behindSeal(let entry): entry
    case .sequence(let expected, let found): min(expected, found)
    case .headerUnreadable, .newerFormat, .unreadable, .partMissing, .timeBeyond, .tornTail, .abandonedTail,
      .sealCount, .sealForged:
      nil
    }
  }
}
