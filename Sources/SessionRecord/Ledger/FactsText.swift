public import JSONLines

/// What a ledger tells of a session, as it stands in the ledger's bytes: an object that is read when somebody
/// asks for it. What it means is known to whoever tells of sessions.
public struct FactsText: Sendable {
  public let bytes: [UInt8]
  /// Where the object stands among the bytes.
  public let range: Range<Int>

  public init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  public init(_ bytes: [UInt8]) { self.init(bytes, in: 0..<bytes.count) }

  public var object: JSONObject? {
    (try? JSONParser.parse(Array(bytes[range])))?.object
  }
}

extension FactsText: Hashable {
  public static func == (a: FactsText, b: FactsText) -> Bool { a.bytes[a.range] == b.bytes[b.range] }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes[range]) }
}
