import JSONLines
import Synchronization
import Testing

@testable import SessionRecord

/// The ledger finds sessions that are missing, and lines that are missing from itself.
@Suite struct LedgerTests {
  private static func hash(_ text: String) -> RunningHash { .genesis(of: Array(text.utf8)[...]) }

  private static func sealed(_ name: String, head: String? = nil) -> Ledger.Sealed {
    Ledger.Sealed(session: name, head: hash(head ?? "head of \(name)"), files: hash("files of \(name)"))
  }

  /// A ledger of these sessions: its bytes, and the note of where it ends.
  private static func ledger(_ names: String..., origin: Ledger.Origin = .begun) -> (
    bytes: [UInt8], end: LedgerEnd
  ) {
    var (ledger, bytes) = Ledger.begin(origin)
    for name in names { bytes += ledger.add(sealed(name)) ?? [] }
    return (bytes, ledger.end)
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A).map { $0 }
  }

  private static func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    lines.flatMap { Array($0) + [0x0A] }
  }

  @Test func `what is written is read again, line by line and chained`() {
    let (bytes, end) = Self.ledger("a", "b", origin: .found)
    let read = Ledger(bytes, remembered: end)
    #expect(read.faults.isEmpty)
    #expect(read.origin == .found)
    #expect(read.sealed == ["a": Self.sealed("a"), "b": Self.sealed("b")])
    #expect(read.end == end && end.number == 3)
    #expect(read.wholeEnd == bytes.count)
    let first = String(decoding: Self.lines(bytes)[0], as: UTF8.self)
    #expect(first.hasPrefix(#"{"n":1,"kind":"ledger","format":"chairside-ledger","format_version":1,"#))
  }

  @Test func `the hash of the tables is kept where it is known`() {
    var (ledger, bytes) = Ledger.begin(.begun)
    var entry = Self.sealed("a")
    entry.tables = Self.hash("tables")
    bytes += ledger.add(entry) ?? []
    #expect(Ledger(bytes, remembered: ledger.end).sealed["a"] == entry)
  }

  /// A file, cut into pieces of any length as it is read.
  @Test(arguments: [1, 7, 64, 300, 5_000])
  func `what is told of a session is read from the ledger's file, wherever it was cut`(piece: Int) {
    var (ledger, bytes) = Ledger.begin(.begun)
    for (name, facts) in [("a", #"{"high":1}"#), ("b", #"{"high":22,"series":{"marks":[]}}"#)] {
      var entry = Self.sealed(name)
      entry.facts = FactsText(Array(facts.utf8))
      bytes += ledger.add(entry) ?? []
    }
    bytes += ledger.add(Self.sealed("c")) ?? []
    var later = Self.sealed("c")
    later.facts = FactsText(Array(#"{"low":3}"#.utf8))
    bytes += ledger.add(later) ?? []
    let file = Bytes(bytes)
    var reading = Ledger.Reading(remembered: ledger.end, from: file)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { reading.add($0) }
    }
    #expect(file.asked == 0)
    let read = reading.finish()
    #expect(read.sealed == Ledger(bytes, remembered: ledger.end).sealed)
    #expect(read.sealed["c"]?.facts?.object?["low"]?.integer == 3)
    #expect(file.asked > 0)
  }

  @Test func `what cannot be read any more tells nothing`() {
    let gone = FactsText(0..<9, of: Bytes([]))
    #expect(gone.bytes.isEmpty && gone.object == nil)
  }

  /// A file in memory that counts how often it is asked.
  private final class Bytes: StoredBytes {
    private let bytes: [UInt8]
    private let count = Mutex(0)
    var asked: Int { count.withLock { $0 } }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func bytes(in range: Range<Int>) -> [UInt8]? {
      count.withLock { $0 += 1 }
      return range.upperBound <= bytes.count ? Array(bytes[range]) : nil
    }
  }

  @Test func `a session that is there already is not added`() {
    var (ledger, _) = Ledger.begin(.begun)
    #expect(ledger.add(Self.sealed("a")) != nil)
    let end = ledger.end
    #expect(ledger.add(Self.sealed("a")) == nil)
    #expect(ledger.end == end)
  }

  @Test func `any changed byte is a fault, and nothing from there on is believed`() {
    let (bytes, end) = Self.ledger("a", "b")
    for place in bytes.indices where place < bytes.count - 1 {
      var changed = bytes
      changed[place] ^= 1
      let read = Ledger(changed, remembered: end)
      #expect(!read.faults.isEmpty, "byte \(place)")
      let line = bytes[..<place].count { $0 == 0x0A } + 1
      #expect(read.sealed.count <= max(0, line - 2), "byte \(place)")
    }
  }

  @Test func `a line that was taken out, moved or put in breaks the chain`() {
    let (bytes, end) = Self.ledger("a", "b", "c")
    let lines = Self.lines(bytes)
    let accidents = [
      [lines[0], lines[2], lines[3]], [lines[0], lines[2], lines[1], lines[3]],
      [lines[0], lines[1], lines[1], lines[2], lines[3]],
    ]
    for accident in accidents {
      let faults = Ledger(Self.joined(accident), remembered: end).faults
      guard case .changed? = faults.first else {
        Issue.record("\(faults)")
        continue
      }
    }
  }

  @Test func `a ledger that was cut back, or is another one, is known by the note of its end`() {
    let (bytes, end) = Self.ledger("a", "b")
    let short = Self.joined(Array(Self.lines(bytes).dropLast()))
    #expect(Ledger(short, remembered: end).faults == [.cutBack(to: 2, had: 3)])
    #expect(Ledger([], remembered: end).faults == [.cutBack(to: 0, had: 3)])
    let (other, _) = Self.ledger("a", "x", "y")
    #expect(Ledger(other, remembered: end).faults == [.replaced])
    // A note that a power cut left behind by one line is no fault.
    let (_, earlier) = Self.ledger("a")
    #expect(Ledger(bytes, remembered: earlier).faults.isEmpty)
  }

  @Test func `half a line that a power cut left is no line`() {
    let (bytes, end) = Self.ledger("a")
    let read = Ledger(bytes + Array(#"{"n":3,"kind":"sea"#.utf8), remembered: end)
    #expect(read.faults.isEmpty)
    #expect(read.wholeEnd == bytes.count)
  }

  @Test func `two words about one session are a fault`() {
    var (bytes, end) = Self.ledger("a")
    bytes += end.add(Self.sealed("a", head: "another"))
    #expect(Ledger(bytes, remembered: nil).faults == [.contradiction(line: 3, session: "a")])
  }

  @Test func `what no ledger begins with is none, and a newer one is called that`() {
    let strange = JournalEncoder.chained(Array(#"{"n":1,"kind":"header""#.utf8), after: nil).bytes
    #expect(Ledger(strange, remembered: nil).faults == [.noHeader])
    let newer = JournalEncoder.chained(
      Array(#"{"n":1,"kind":"ledger","format":"chairside-ledger","format_version":2"#.utf8), after: nil)
    #expect(Ledger(newer.bytes, remembered: nil).faults == [.newerFormat(2)])
  }

  @Test(arguments: [Ledger.Origin.begun, .found, .lost(lines: 9), .rebuilt])
  func `why there is a ledger stands in its first line`(origin: Ledger.Origin) {
    #expect(Ledger(Self.ledger("a", origin: origin).bytes, remembered: nil).origin == origin)
  }

  @Test func `its end is enough to go on from`() throws {
    let (bytes, end) = Self.ledger("a", "b")
    #expect(LedgerEnd(lastBytes: Array(bytes.suffix(400))) == end)
    #expect(LedgerEnd(lastBytes: Array(bytes.dropLast())) == nil)
    #expect(LedgerEnd(note: end.note) == end)
    #expect(LedgerEnd(note: Array("{}".utf8)) == nil)
    var next = end
    let line = next.add(Self.sealed("c"))
    let read = Ledger(bytes + line, remembered: next)
    #expect(read.faults.isEmpty && read.sealed.count == 3)
  }

  @Test func `the hash of a journal's files tells their bytes and their order`() {
    func hash(_ files: String...) -> RunningHash? {
      .of(files: files.map { SegmentBytes(name: "x", bytes: Array($0.utf8)) })
    }
    #expect(hash() == nil)
    #expect(hash("a") == Self.hash("a"))
    #expect(Set([hash("ab"), hash("a", "b"), hash("b", "a")]).count == 3)
  }
}
