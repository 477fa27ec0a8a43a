public import JSONLines
public import Quantities

/// What is wrong with a journal, and exactly where.
public struct JournalProblem: Hashable, Sendable {
  /// What is wrong there, with its evidence.
  public enum What: Hashable, Sendable {
    /// No header that this version can read: what follows is read without one.
    case headerUnreadable
    case newerFormat(Int)
    /// A line that is not JSON: a gap. The offset inside the line is the error's.
    case unreadable(JSONError)
    /// JSON, but without this part of every entry.
    case partMissing(String)
    /// An entry later than any session lasts: its time was garbled, and the entry is lost.
    case timeBeyond(SessionTime)
    /// Well-formed, but the running hash does not fit: the line, or its hash, was changed.
    case changed(entry: Int)
    /// Entries are missing, repeated or out of order.
    case sequence(expected: Int, found: Int)
    /// Two segments hold different lines for one number.
    case segmentsDiffer(entry: Int)
    /// Bytes behind the last LF: half a line, or NULs.
    case tornTail(bytes: Int)
    /// The same in a segment whose writer could neither finish the line nor cut it off, or died there: a
    /// later segment has the line whole.
    case abandonedTail(bytes: Int)
    case behindSeal(entry: Int)
    /// The seal counts another number of entries than there are.
    case sealCount(sealed: Int, found: Int)
    /// It names a key that did not sign it.
    case sealForged(PublicKey)
  }
  public var file: String
  /// From 1.
  public var line: Int
  /// The offset of the line's first byte in its file.
  public var offset: Int
  public var what: What

  public init(file: String, line: Int, offset: Int, what: What) {
    self.file = file
    self.line = line
    self.offset = offset
    self.what = what
  }
}

extension JournalProblem: CustomStringConvertible {
  public var description: String { "\(file), line \(line), byte \(offset): \(what.sentence)" }
}

extension JournalProblem.What {
  /// Whether it is the trace of an accident that took nothing from the record.
  public var losesNothing: Bool { if case .abandonedTail = self { true } else { false } }

  public var sentence: String {
    switch self {
    case .headerUnreadable: "no readable header"
    case .newerFormat(let version): "format version \(version) is newer than this program reads"
    case .unreadable(let error): "not JSON at byte \(error.offset) of the line; its entry is lost"
    case .partMissing(let part): "not an entry: \(part) is missing"
    case .timeBeyond(let time):
      "\(Fixed(thousandths: Int(time.milliseconds))) s is no time of a session; its entry is lost"
    case .changed(let entry): "entry \(entry) was changed after it was written"
    case .sequence(let expected, let found) where found > expected:
      found - expected == 1
        ? "entry \(expected) is missing" : "entries \(expected) to \(found - 1) are missing"
    case .sequence(let expected, let found): "entry \(found) where \(expected) belongs"
    case .segmentsDiffer(let entry): "entry \(entry) differs from the one in an earlier segment"
    case .tornTail(let bytes): "a torn tail of \(bytes) bytes"
    case .abandonedTail(let bytes): "a torn tail of \(bytes) bytes; the next segment goes on without it"
    case .behindSeal(let entry): "entry \(entry) stands behind the seal"
    case .sealForged(let key): "the seal names the key \(key.short), which did not sign it"
    case .sealCount(let sealed, let found): "the seal counts \(sealed) entries, there are \(found)"
    }
  }
}
