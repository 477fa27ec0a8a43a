public import JSONLines

/// What a ledger tells of a session: a JSON object that is read only when it is asked for, and that
/// `SessionReports` interprets.
///
/// It stays in the ledger's file: in memory, an archive's thousands would be most of what a list needs.
public struct FactsText: Sendable {
  private let place: Place

  private enum Place {
    case here([UInt8])
    case stored(Range<Int>, in: any StoredBytes)
  }

  public init(_ bytes: [UInt8]) { place = .here(bytes) }

  /// - Parameter range: where the object stands among the bytes of the ledger.
  public init(_ range: Range<Int>, of ledger: any StoredBytes) { place = .stored(range, in: ledger) }

  /// The object as it stands there; empty if it cannot be read any more.
  public var bytes: [UInt8] {
    switch place {
    case .here(let bytes): bytes
    case .stored(let range, let ledger): ledger.bytes(in: range) ?? []
    }
  }

  public var object: JSONObject? { (try? JSONParser.parse(bytes))?.object }
}

extension FactsText: Hashable {
  public static func == (a: FactsText, b: FactsText) -> Bool { a.bytes == b.bytes }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// Bytes that are stored elsewhere and read each time they are asked for.
public protocol StoredBytes: AnyObject, Sendable {
  /// Nil if not all of them can be read.
  func bytes(in range: Range<Int>) -> [UInt8]?
}
