import SessionRecord

/// Whose session a report is of, by its first lines: enough to pass over the sessions of other patients
/// without reading their journals.
public enum SummaryHead {
  /// So much of a report holds its first lines.
  public static let bytes = 1024

  /// Whether these first bytes of a report name another patient. False where that is not certain.
  public static func isOfAnother(than patient: String, _ head: [UInt8]) -> Bool {
    let text = String(decoding: head, as: UTF8.self)
    for line in text.split(separator: "\n").prefix(4) where line.hasPrefix(label) {
      guard let end = line.range(of: weight) else { return false }
      let named = line[line.index(line.startIndex, offsetBy: label.count)..<end]
      return !named.isEmpty && named.trimmed != patient.onOneLine[...].trimmed
    }
    return false
  }

  static let label = "  Patient    "
  private static let weight = " Weight "
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " }
    return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
  }

  /// Where `part` begins, for the last time.
  fileprivate func range(of part: String) -> Index? {
    indices.last { self[$0...].hasPrefix(part) }
  }
}
