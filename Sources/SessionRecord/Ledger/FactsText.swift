public import JSONLines

/// What a ledger tells of a session: an object that is read when somebody asks for it. What it means is known
/// to whoever tells of sessions.
///
/// Of an archive's thousands it stays in the ledger's file: in memory they would be most of what a list has.
public struct FactsText: Sendable {
  private let place: Place

  private enum Place {
    case here([UInt8])
    case stored(Range<Int>, in: any StoredBytes)
  }

  public init(_ bytes: [UInt8]) { place = .here(bytes) }

  /// - Parameter range: where the object stands among the bytes of the ledger.
  public init(_ range: Range<Int>, of ledger: any StoredBytes) { place = .stored(range, in: ledger) }

  /// The object as it stands there; none where it is not to be had any more.
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

/// Bytes that lie elsewhere and are had again when they are asked for.
public protocol StoredBytes: AnyObject, Sendable {
  /// Nil where they are not all to be had.
  func bytes(in range: Range<Int>) -> [UInt8]?
}
