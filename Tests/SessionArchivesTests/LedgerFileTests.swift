import Glibc
import SessionJournal
import SessionRecord
import TestBench
import Testing

@testable import SessionArchives

/// The ledger as a file: who writes into it, and what is noticed when it is gone.
@Suite struct LedgerFileTests {
  private let scratch = ScratchFolder()
  private var file: LedgerFile { LedgerFile(root: scratch.path) }

  private static func sealed(_ name: String) -> Ledger.Sealed {
    let hash = RunningHash.genesis(of: Array(name.utf8)[...])
    return Ledger.Sealed(session: name, head: hash, files: hash)
  }

  private func ledger() throws -> Ledger {
    guard case .ledger(let ledger) = file.read() else { throw Missing() }
    return ledger
  }
  private struct Missing: Error {}

  @Test func theFirstSealBeginsItAndTheNextOnesGoOn() throws {
    guard case .none = file.read() else {
      Issue.record("there is one already")
      return
    }
    for name in ["a", "b", "c"] { try file.add(sealed: Self.sealed(name)) }
    let ledger = try ledger()
    #expect(ledger.origin == .begun)
    #expect(ledger.faults.isEmpty)
    #expect(ledger.sealed.keys.sorted() == ["a", "b", "c"])
    #expect(file.note == ledger.end)
  }

  @Test func aReaderAddsWhatIsMissingAndNothingTwice() throws {
    #expect(try file.add([Self.sealed("a"), Self.sealed("b")]) == ["a", "b"])
    #expect(try ledger().origin == .found)
    #expect(try file.add([Self.sealed("b"), Self.sealed("c")]) == ["c"])
    #expect(try file.add([Self.sealed("c")]) == [])
    #expect(try ledger().end.number == 4)
  }

  @Test func halfALineGoesBeforeTheNextOneIsWritten() throws {
    try file.add(sealed: Self.sealed("a"))
    let descriptor = open(file.path, O_WRONLY | O_APPEND)
    _ = Disk.writeAll(Array("{\"n\":3,".utf8), to: descriptor)
    close(descriptor)
    try file.add(sealed: Self.sealed("b"))
    let ledger = try ledger()
    #expect(ledger.faults.isEmpty)
    #expect(ledger.sealed.count == 2)
  }

  @Test func aLostOneIsBegunAnewAndSaysSoForGood() throws {
    try file.add(sealed: Self.sealed("a"))
    try file.add(sealed: Self.sealed("b"))
    unlink(file.path)
    try file.add(sealed: Self.sealed("c"))
    #expect(try ledger().origin == .lost(lines: 3))
    unlink(file.path)
    #expect(try file.add([Self.sealed("a")]) == ["a"])
    #expect(try ledger().origin == .lost(lines: 2))
  }

  @Test func oneWithAFaultIsLeftAsItIs() throws {
    _ = try file.add([Self.sealed("a"), Self.sealed("b")])
    truncate(file.path, off_t(try Disk.read(file.path).count - 1))
    let before = try Disk.read(file.path)
    #expect(try ledger().faults == [.cutBack(to: 2, had: 3)])
    #expect(try file.add([Self.sealed("c")]) == [])
    try file.add(sealed: Self.sealed("d"))
    #expect(try Disk.read(file.path) == before)
  }

  @Test func aRebuiltOneKeepsTheOneBeforeBesideIt() throws {
    _ = try file.add([Self.sealed("a"), Self.sealed("b")])
    let before = try Disk.read(file.path)
    #expect(try file.rebuild([Self.sealed("b")]) == "ledger-1.jsonl")
    #expect(try Disk.read("\(scratch.path)/ledger-1.jsonl") == before)
    let ledger = try ledger()
    #expect(ledger.origin == .rebuilt)
    #expect(ledger.sealed.keys.sorted() == ["b"])
    #expect(ledger.faults.isEmpty)
    #expect(try file.rebuild([]) == "ledger-2.jsonl")
  }

  @Test func manyWritersAtOnceLoseNothing() throws {
    let file = file
    let names = (0..<24).map { "s\($0)" }
    let written = Workers.map(names) { name in (try? file.add(sealed: Self.sealed(name))) != nil }
    // Who had to wait too long says so, and leaves the line to a reader.
    #expect(Set(try ledger().sealed.keys) == Set(zip(names, written).filter(\.1).map(\.0)))
    #expect(written.contains(true))
    #expect(try ledger().faults.isEmpty)
  }

  @Test func whereNothingMayBeWrittenItIsSaidAndNothingIsThere() {
    let file = LedgerFile(root: "/proc/none")
    #expect(throws: SystemError.self) { try file.add([Self.sealed("a")]) }
    guard case .none = file.read() else {
      Issue.record("nothing can be there")
      return
    }
  }
}
