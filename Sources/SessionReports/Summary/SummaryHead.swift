import SessionRecord

/// Whose session a report is of, by its first lines: enough to pass over the sessions of other patients
/// without reading their journals.
public enum SummaryHead {
  /// The first lines lie within so many bytes of a report.
  public static let bytes = 1024

  /// Whether these first bytes of a report name another patient. False if that is not certain.
  public static func isOfAnother(than patient: String, _ head: [UInt8]) -> Bool {
    guard let named = named(head) else { return false }
    return !named.isEmpty && named.trimmed != patient.onOneLine[...].trimmed
  }

  /// Whether they name this patient. False if that is not certain.
  public static func isOf(_ patient: String, _ head: [UInt8]) -> Bool {
    guard let named = named(head) else { return false }
    return !named.isEmpty && named.trimmed == patient.onOneLine[...].trimmed
  }

  private static func named(_ head: [UInt8]) -> Substring? {
    let text = String(decoding: head, as: UTF8.self)
    guard let line = text.split(separator: "\n").prefix(4).first(where: { $0.hasPrefix(label) }),
      let end = line.range(of: weight)
    else { return nil }
    return line[line.index(line.startIndex, offsetBy: label.count)..<end]
  }

  static let label = "  Patient    "
  private static let weight = " Weight "
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " }
    return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
  }

  /// The last place at which `part` begins.
  fileprivate func range(of part: String) -> Index? {
    indices.last { self[$0...].hasPrefix(part) }
  }
}
