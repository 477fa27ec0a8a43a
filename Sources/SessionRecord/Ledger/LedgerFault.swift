/// What is wrong with an archive's ledger itself. Lines are counted from 1.
public enum LedgerFault: Hashable, Sendable {
  case noHeader
  case newerFormat(Int)
  case unreadable(line: Int)
  case changed(line: Int)
  /// Two lines tell of one session, and differ.
  case contradiction(line: Int, session: String)
  /// It ends earlier than when it was written to last.
  case cutBack(to: Int, had: Int)
  /// It is as long, but its last line is another.
  case replaced
  /// The file is not there any more.
  case gone(had: Int)
}

extension LedgerFault {
  public var sentence: String {
    switch self {
    case .noHeader: "it does not begin as a ledger does"
    case .newerFormat(let version): "its format version \(version) is newer than this program reads"
    case .unreadable(let line): "line \(line) is not readable"
    case .changed(let line): "line \(line) was changed after it was written"
    case .contradiction(let line, let session): "line \(line) contradicts an earlier one about \(session)"
    case .cutBack(let end, let had): "it ends at line \(end), and had \(had) when it was written to last"
    case .replaced: "it is not the one that was written to last"
    case .gone(let had): "it is gone, and had \(had) \(had == 1 ? "line" : "lines")"
    }
  }
}
