import JSONLines
import Quantities

/// Where a ledger ends: the number and the hash of its last line.
///
/// A note of it lies beside the ledger, so that a ledger that was cut back, replaced or removed is noticed.
/// It is also all that is needed to write the next line.
public struct LedgerEnd: Hashable, Sendable {
  /// 0 before the first line.
  public private(set) var number: Int
  public private(set) var hash: RunningHash?

  /// Of a ledger that has no line yet.
  static let none = LedgerEnd(number: 0, hash: nil)

  init(number: Int, hash: RunningHash?) {
    self.number = number
    self.hash = hash
  }
}

// MARK: - The note

extension LedgerEnd {
  /// Nil unless the bytes are such a note.
  public init?(note bytes: [UInt8]) {
    guard let fields = try? JSONParser.parse(bytes).object, let number = fields["n"]?.integer,
      let hash = fields["h"]?.string.flatMap(RunningHash.init)
    else { return nil }
    self.init(number: number, hash: hash)
  }

  public var note: [UInt8] {
    var writer = JSONWriter()
    writer.value(["n": .fixed(Fixed(number)), "h": hash.map { .string($0.description) } ?? .null])
    writer.newline()
    return writer.bytes
  }

  /// By the last whole line of a ledger, given its last bytes; nil where that cannot be told from them.
  public init?(lastBytes bytes: [UInt8]) {
    guard bytes.last == 0x0A else { return nil }
    let start = bytes.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let range = start..<bytes.count - 1
    var line = JSONLine()
    guard let bodyEnd = LineTail.bodyEnd(in: bytes, line: range),
      let hash = LineTail.hash(in: bytes, behind: bodyEnd),
      (try? line.read(bytes, in: start..<bodyEnd, isUnclosed: true)) != nil,
      let number = line.integer("n")
    else { return nil }
    self.init(number: number, hash: hash)
  }
}

// MARK: - To be kept elsewhere

extension LedgerEnd {
  /// `128:9f0c...`: short enough to be printed or mailed.
  public var text: String { "\(number):\(hash?.description ?? "")" }

  /// As it was printed; nil for anything else.
  public init?(text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let number = Int(parts[0]), number > 0, let hash = RunningHash(String(parts[1]))
    else { return nil }
    self.init(number: number, hash: hash)
  }
}

// MARK: - The next line

extension LedgerEnd {
  func header(_ origin: Ledger.Origin) -> (line: [UInt8], end: LedgerEnd) {
    var end = self
    var fields: JSONObject = [
      "format": .string(Ledger.format), "format_version": .fixed(Fixed(Ledger.formatVersion)),
      "why": .string(origin.word),
    ]
    if case .lost(let lines) = origin { fields["lost_lines"] = .fixed(Fixed(lines)) }
    let line = end.add("ledger", fields)
    return (line, end)
  }

  /// The line of a sealed session, with its LF.
  public mutating func add(_ entry: Ledger.Sealed) -> [UInt8] {
    var fields: JSONObject = [
      "session": .string(entry.session), "head": .string(entry.head.description),
      "files": .string(entry.files.description),
    ]
    fields["tables"] = entry.tables.map { .string($0.description) }
    return add("sealed", fields, entry.facts)
  }

  /// The line of what was told later of a session whose own line lacks it.
  mutating func add(_ facts: FactsText, of session: String) -> [UInt8] {
    add("told", ["session": .string(session)], facts)
  }

  private mutating func add(_ kind: String, _ fields: JSONObject, _ facts: FactsText? = nil) -> [UInt8] {
    var writer = JSONWriter(capacity: 320)
    writer.beginObject()
    writer.field("n", number + 1)
    writer.field("kind", kind)
    for member in fields.members {
      writer.key(member.key)
      writer.value(member.value)
    }
    if let facts {
      writer.key("facts")
      writer.json(facts.bytes[...])
    }
    let line = JournalEncoder.chained(writer.bytes, after: hash)
    number += 1
    hash = line.hash
    return line.bytes
  }
}
