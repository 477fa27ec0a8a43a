import ArgumentParser
import SessionJournal
import SessionRecord
import SessionReports

/// Whether records are whole, sealed, and give their events again.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Chain, sequence, seal, and that the inputs replay to the recorded events.",
    discussion: """
      Prints a line a session: ok, unsealed, or damaged with file, line and byte. Exit status 0 only if every session
      found is sealed and intact, 1 otherwise, 66 where there is none.

      Examples:  chairside verify ~/.local/share/chairside/sessions
                 chairside verify 2026-10-17T080203Z_2_4fa1c0/journal.jsonl
      """)

  @Argument(help: "Folders of sessions, sessions, or journal files.") var paths: [String]

  func run() throws {
    try ending {
      var tally = VerifiedTally()
      for path in paths { try verify(path, &tally) }
      try tally.conclude()
    }
  }

  private func verify(_ path: String, _ tally: inout VerifiedTally) throws(Failure) {
    guard WholeFile.isFolder(path) else {
      let audit = SessionAudit(try SegmentFiles.read(path), engineVersion: ProgramVersion.engine)
      return tally.take(audit, name: path, files: [])
    }
    let found = SessionsFound(under: path)
    guard !found.folders.isEmpty || !found.unreadable.isEmpty else {
      throw Failure(.noInput, "\(path): no session in this folder")
    }
    for sentence in found.unreadable { tally.takeUnreadable(sentence) }
    for folder in found.folders {
      switch folder.segments() {
      case .failure(let error): tally.takeUnreadable(error.description)
      case .success(let segments):
        let audit = SessionAudit(segments, engineVersion: ProgramVersion.engine)
        tally.take(audit, name: folder.path, files: audit.files { try? WholeFile.read(folder.file($0)) })
      }
    }
  }
}

/// Counts verdicts as they are printed.
private struct VerifiedTally {
  private var counts: [SessionAudit.Verdict: Int] = [:]
  private var unreadable = 0

  mutating func take(_ audit: SessionAudit, name: String, files: [SessionFile]) {
    counts[audit.verdict, default: 0] += 1
    for line in audit.report(name: name, files: files) { print(line) }
  }

  mutating func takeUnreadable(_ sentence: String) {
    unreadable += 1
    print("not readable: \(sentence)")
  }

  func conclude() throws(Failure) {
    let count = { counts[$0, default: 0] }
    let all = counts.values.reduce(unreadable, +)
    guard count(.intact) != all else { return }
    throw Failure(
      .foundWrong,
      "of \(all) sessions \(count(.intact)) are sealed and intact, \(count(.unsealed)) unsealed, "
        + "\(count(.damaged)) damaged, \(unreadable) not readable")
  }
}
