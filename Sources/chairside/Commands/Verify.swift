import ArgumentParser
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

/// Checks whether records are whole and sealed, and whether a replay gives their events again.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Chain, sequence, seal, and that the inputs replay to the recorded events.",
    discussion: """
      Prints a line a session: ok, unsealed, or what is wrong with it, with file, line and byte. vitals.csv,
      observation.csv and summary.txt are held against the journal, folders against the sessions in them, and the
      archive against its ledger, which misses what is gone. Exit status 0 only if every session found is sealed and
      intact and none is missing, 1 otherwise, 66 where there is none.

      --chain follows chain, sequence and seal and nothing else, some times as fast: whether the bytes are those that were
      written. On a terminal standard error says how far it is and how long the rest will take.

      --key holds every seal to a station's key, --head the archive's ledger to where it ended when `chairside witness`
      told it: what was written anew by somebody who had only the files is told then.

      Examples:  chairside verify
                 chairside verify ~/.local/share/chairside/sessions
                 chairside verify 2026-10-17T080203Z_2_4fa1c0/journal.jsonl
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(
    help: "Folders of sessions, sessions (by their ids, too), or journal files (default: the archive).")
  var paths: [String] = []
  @Flag(help: "Begin the archive's ledger anew with what is intact now; the old one is kept beside it.")
  var rebuildLedger = false
  @Flag(help: "Chain, sequence and seal alone: no replay, no tables.") var chain = false

  @Option(help: "The key that must have sealed every session: 64 hex digits, or a file with them.")
  var key: String?
  @Option(help: "Where the ledger ended once: NUMBER:HASH.") var head: String?

  func validate() throws {
    if head != nil, paths.count > 1 {
      throw ValidationError("--head is that of one archive: name its folder, and nothing else")
    }
    if chain, rebuildLedger {
      throw ValidationError("--rebuild-ledger: not with --chain, for a ledger remembers what was verified")
    }
  }

  func run() throws {
    try ending {
      var tally = VerifiedTally()
      let archive = paths.isEmpty ? [try sessions.directory] : []
      let key = try key.map { text throws(Failure) in try PublicKey.named(text) }
      if let head { try tally.hold(archive.first ?? SessionArgument.path(paths[0], in: sessions), to: head) }
      for path in archive { try verify(path, sealedBy: key, &tally) }
      let missing = paths.compactMap { verify(named: $0, sealedBy: key, &tally) }
      for failure in missing.dropLast() { complain(failure.description) }
      do throws(Failure) { try tally.conclude() } catch {
        if let last = missing.last { complain(last.description) }
        throw error
      }
      if let last = missing.last { throw last }
    }
  }

  /// Verifies what an argument names. Returns why it cannot be read; what the others name is verified all the
  /// same.
  private func verify(named name: String, sealedBy key: PublicKey?, _ tally: inout VerifiedTally) -> Failure?
  {
    do throws(Failure) {
      try verify(try SessionArgument.path(name, in: sessions), sealedBy: key, &tally)
      return nil
    } catch { return error }
  }

  private func verify(
    _ path: String, sealedBy key: PublicKey?, _ tally: inout VerifiedTally
  ) throws(Failure) {
    do throws(ArchiveError) { try look(path, sealedBy: key, &tally) } catch { throw Failure(error) }
  }

  private func look(
    _ path: String, sealedBy key: PublicKey?, _ tally: inout VerifiedTally
  ) throws(ArchiveError) {
    guard WholeFile.isFolder(path) else {
      guard !rebuildLedger else { throw .noArchive(path) }
      let segments = try SegmentFiles.read(path)
      let audit =
        chain ? SessionAudit(chainOf: segments) : SessionAudit(segments, engineVersion: ProgramVersion.engine)
      return tally.count(audit, name: path, files: [], sealedBy: key)
    }
    let mark = ArchiveAudit.ProgramMark(program: ProgramVersion.text, engine: ProgramVersion.engine)
    var archive = try ArchiveAudit(path, by: mark, chainAlone: chain, rebuilds: rebuildLedger)
    guard !rebuildLedger || archive.hasArchive else { throw .noArchive(path) }
    let line = ProgressLine()
    archive.run { finding in
      line.clear()
      switch finding {
      case .session(let found): tally.count(found.audit, name: found.path, files: found.files, sealedBy: key)
      case .unreadable(let sentence): tally.countUnreadable(sentence)
      }
    } tellProgress: {
      line.show($0)
    }
    line.clear()
    for sentence in archive.gone { tally.countGone(sentence) }
    for sentence in archive.ledgerFaults { tally.countLedgerFault(sentence) }
    let news = rebuildLedger ? try archive.rebuildLedgers() : archive.keepLedger()
    for sentence in news { complain(sentence) }
    if chain { say("note: the chain alone was followed: no replay, no tables, no summary") }
    for note in archive.ledgerNotes { say(note) }
    if archive.isEmpty { tally.countNothing(in: path) }
  }
}

/// Prints verdicts and counts them.
private struct VerifiedTally {
  private var counts: [Word: Int] = [:]

  private enum Word: String, CaseIterable {
    case intact = "sealed and intact"
    case unsealed, empty, damaged
    case wrong = "contradicted or out of place"
    case tooNew = "of a newer format"
    case unreadable = "not readable"
    case gone
  }
  private var ledgersWrong = 0
  /// Archives of which only a ledger is left.
  private var empty: [String] = []

  mutating func count(
    _ found: SessionAudit, name: String, files: [SessionFile], sealedBy key: PublicKey?
  ) {
    var audit = found
    if let key { audit.demand(sealBy: key) }
    counts[Self.word(audit), default: 0] += 1
    for line in audit.report(name: name, files: files) { say(line) }
  }

  private static func word(_ audit: SessionAudit) -> Word {
    switch audit.verdict {
    case .damaged: .damaged
    case .empty: .empty
    case .tooNew: .tooNew
    case .intact: audit.faults.isEmpty ? .intact : .wrong
    case .unsealed: audit.faults.isEmpty ? .unsealed : .wrong
    }
  }

  mutating func countUnreadable(_ sentence: String) {
    counts[.unreadable, default: 0] += 1
    say("not readable: \(sentence)")
  }

  mutating func countGone(_ sentence: String) {
    counts[.gone, default: 0] += 1
    say(sentence)
  }

  mutating func countNothing(in path: String) { empty.append(path) }

  mutating func countLedgerFault(_ sentence: String) {
    ledgersWrong += 1
    say("ledger: \(sentence)")
  }

  /// Compares an archive's ledger with the place where it once ended.
  mutating func hold(_ root: String, to text: String) throws(Failure) {
    guard let head = LedgerEnd(text: text) else {
      throw Failure(.usage, "\(text): no head of a ledger, as `chairside witness` prints it (NUMBER:HASH)")
    }
    let file = LedgerFile(root: root)
    do throws(SystemError) {
      let faults = try file.faults(beside: head)
      for fault in faults { countLedgerFault("\(file.path): \(fault.sentence), by the head that was named") }
      if faults.isEmpty { say("\(file.path): goes on from the head that was named") }
    } catch { throw Failure(.inputOutput, error.description) }
  }

  func conclude() throws(Failure) {
    let all = counts.values.reduce(0, +)
    let intact = counts[.intact] ?? 0
    guard intact != all || ledgersWrong > 0 else {
      // Finding nothing proves nothing.
      if let empty = empty.first { throw Failure(.noSession(empty, inside: [])) }
      return
    }
    let rest = Word.allCases.filter { $0 != .intact }.compactMap { word in
      counts[word].map { "\($0) \(word.rawValue)" }
    }
    let ledger = ledgersWrong > 0 ? ["the ledger is not to be relied on"] : []
    let sentence = (["\(intact) \(Word.intact.rawValue)"] + rest + ledger).joined(separator: ", ")
    throw Failure(.foundWrong, "of \(all) sessions \(sentence)")
  }
}
