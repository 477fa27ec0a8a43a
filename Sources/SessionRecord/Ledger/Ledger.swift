import JSONLines
import Quantities

/// What an archive remembers of its sealed sessions: a line each, chained like a journal, so that a session
/// that is gone, changed as a whole or put back to an earlier state is missed.
///
///     {"n":1,"kind":"ledger","format":"chairside-ledger","format_version":1,"why":"begun","h":"..."}
///     {"n":2,"kind":"sealed","session":"2026-10-17T080203Z_2_4fa1c0","head":"...","files":"...","h":"..."}
///
/// Reading never fails: what does not fit is in `faults`, and nothing behind the first of them is believed.
public struct Ledger: Sendable {
  /// A session as it was when its line was written: sealed, and its chain whole.
  public struct Sealed: Hashable, Sendable {
    /// The session's id.
    public var session: String
    /// The hash of the seal.
    public var head: RunningHash
    /// The hash of the journal's files, byte for byte: while they still have it, the chain need not be
    /// followed again.
    public var files: RunningHash
    /// The hash of the tables and the summary beside the journal; nil if the line's writer had not seen them
    /// complete.
    public var tables: RunningHash?
    /// What lists and series tell of it; nil in older lines, which did not hold it.
    public var facts: FactsText?

    public init(
      session: String, head: RunningHash, files: RunningHash, tables: RunningHash? = nil,
      facts: FactsText? = nil
    ) {
      self.session = session
      self.head = head
      self.files = files
      self.tables = tables
      self.facts = facts
    }

    /// Whether both tell of the same record, whatever else one of them knows.
    func agrees(with other: Sealed) -> Bool {
      session == other.session && head == other.head && files == other.files
        && (tables == other.tables || tables == nil || other.tables == nil)
    }
  }

  /// Why there is this ledger: its first line says it for good.
  public enum Origin: Hashable, Sendable {
    /// With the first session that was sealed here.
    case begun
    /// Made by a reader, of sessions that were there already.
    case found
    /// As `found`, in place of a lost ledger that had this many lines.
    case lost(lines: Int)
    /// Somebody asked for it.
    case rebuilt
  }

  public static let format = "chairside-ledger"
  public static let formatVersion = 1

  public private(set) var origin: Origin?
  public private(set) var sealed: [String: Sealed] = [:]
  public private(set) var faults: [LedgerFault] = []
  /// Where the chain stands: what the next line goes on from.
  public private(set) var end = LedgerEnd.none
  /// Where the whole lines end. After it may follow half a line that a power cut left.
  public private(set) var wholeEnd = 0

  private init() {}

  /// - Parameter remembered: where the ledger ended when it was written to last, by the note that is kept
  ///   beside it.
  public init(_ bytes: [UInt8], remembered: LedgerEnd?) {
    var reading = Reading(remembered: remembered)
    bytes.withUnsafeBytes { reading.add($0) }
    self = reading.finish()
  }
}

// MARK: - In pieces

extension Ledger {
  /// Reads a ledger that comes in pieces, from its first byte on.
  public struct Reading {
    private var ledger = Ledger()
    private let remembered: LedgerEnd?
    private var isOfRemembered: Bool
    private var lineCount = 0
    private var line = JSONLine()
    /// The beginning of a line whose end has not come.
    private var rest: [UInt8] = []
    private let source: (any StoredBytes)?

    /// - Parameters:
    ///   - remembered: as above. For a file that may grow meanwhile, read the note first.
    ///   - source: where the pieces are from, and where facts are read when they are asked for; nil keeps
    ///     them in memory.
    public init(remembered: LedgerEnd?, from source: (any StoredBytes)? = nil) {
      self.remembered = remembered
      self.source = source
      isOfRemembered = remembered == nil
    }

    public mutating func add(_ piece: UnsafeRawBufferPointer) {
      guard ledger.faults.isEmpty else { return }
      rest += piece
      var lines = SegmentLines(SegmentBytes(name: "", bytes: rest))
      while let range = lines.next() {
        lineCount += 1
        let place = LinePlace(source: source, offset: ledger.wholeEnd - range.lowerBound)
        ledger.wholeEnd += range.count + 1
        if let fault = ledger.read(rest, range, number: lineCount, &line, place) {
          ledger.faults.append(fault)
          return
        }
        if ledger.end == remembered { isOfRemembered = true }
      }
      rest.removeFirst(lines.position)
    }

    /// Where a line stands that is being read.
    fileprivate struct LinePlace {
      var source: (any StoredBytes)?
      /// From the bytes at hand to those of the source.
      var offset: Int

      func facts(_ line: JSONLine) -> FactsText? {
        guard let member = line.member("facts"), member.form == .nested else { return nil }
        guard let source else { return FactsText(Array(line.bytes[member.start..<member.end])) }
        return FactsText(member.start + offset..<member.end + offset, of: source)
      }
    }

    public consuming func finish() -> Ledger {
      guard let remembered, !isOfRemembered, ledger.faults.isEmpty else { return ledger }
      let (end, had) = (ledger.end.number, remembered.number)
      ledger.faults.append(end < had ? .cutBack(to: end, had: had) : .replaced)
      return ledger
    }
  }
}

// MARK: - Reading

extension Ledger {
  private mutating func read(
    _ bytes: [UInt8], _ range: Range<Int>, number: Int, _ line: inout JSONLine, _ place: Reading.LinePlace
  ) -> LedgerFault? {
    guard let bodyEnd = LineTail.bodyEnd(in: bytes, line: range),
      let hash = LineTail.hash(in: bytes, behind: bodyEnd),
      (try? line.skim(bytes, in: range.lowerBound..<bodyEnd, isUnclosed: true)) != nil
    else { return .unreadable(line: number) }
    let body = bytes[range.lowerBound..<bodyEnd]
    guard RunningHash.of(body, after: number == 1 ? nil : end.hash) == hash, line.integer("n") == number
    else {
      return .changed(line: number)
    }
    if let fault = number == 1 ? readHeader(line) : readSession(line, number, place) { return fault }
    end = LedgerEnd(number: number, hash: hash)
    return nil
  }

  private mutating func readHeader(_ line: JSONLine) -> LedgerFault? {
    guard line.text("kind") == "ledger", line.text("format") == Self.format,
      let version = line.integer("format_version")
    else { return .noHeader }
    guard version <= Self.formatVersion else { return .newerFormat(version) }
    origin = Origin(line.text("why") ?? "", lines: line.integer("lost_lines") ?? 0)
    return nil
  }

  /// A line of another kind is from a later program, and is passed over.
  private mutating func readSession(
    _ line: JSONLine, _ number: Int, _ place: Reading.LinePlace
  ) -> LedgerFault? {
    if line.text("kind") == "told" { return readTold(line, number, place) }
    guard line.text("kind") == "sealed" else { return nil }
    guard let session = line.text("session"), let head = line.text("head").flatMap(RunningHash.init),
      let files = line.text("files").flatMap(RunningHash.init)
    else { return .unreadable(line: number) }
    let tables = line.text("tables").flatMap(RunningHash.init)
    let entry = Sealed(
      session: session, head: head, files: files, tables: tables, facts: place.facts(line))
    guard let known = sealed[session] else {
      sealed[session] = entry
      return nil
    }
    return known.agrees(with: entry) ? nil : .contradiction(line: number, session: session)
  }

  /// What a session's line lacked, told later.
  private mutating func readTold(
    _ line: JSONLine, _ number: Int, _ place: Reading.LinePlace
  ) -> LedgerFault? {
    guard let session = line.text("session"), sealed[session] != nil, let facts = place.facts(line) else {
      return .unreadable(line: number)
    }
    sealed[session]?.facts = facts
    return nil
  }
}

// MARK: - Writing

extension Ledger {
  /// A new ledger, and its first line.
  public static func begin(_ origin: Origin) -> (ledger: Ledger, line: [UInt8]) {
    var ledger = Ledger()
    ledger.origin = origin
    let (line, end) = LedgerEnd.none.header(origin)
    ledger.end = end
    ledger.wholeEnd = line.count
    return (ledger, line)
  }

  /// The line of a session that the ledger does not know yet, or of which it has no facts; nil where it has
  /// nothing to learn.
  public mutating func add(_ entry: Sealed) -> [UInt8]? {
    guard let known = sealed[entry.session] else {
      sealed[entry.session] = entry
      return end.add(entry)
    }
    guard let facts = entry.facts, known.facts == nil, known.agrees(with: entry) else { return nil }
    sealed[entry.session]?.facts = facts
    return end.add(facts, of: entry.session)
  }
}

extension Ledger.Origin {
  /// As it stands in the file.
  var word: String {
    switch self {
    case .begun: "begun"
    case .found: "found"
    case .lost: "lost"
    case .rebuilt: "rebuilt"
    }
  }

  /// Nil for a word of a later program.
  init?(_ word: String, lines: Int) {
    guard let known = [Self.begun, .found, .lost(lines: lines), .rebuilt].first(where: { $0.word == word })
    else { return nil }
    self = known
  }
}
