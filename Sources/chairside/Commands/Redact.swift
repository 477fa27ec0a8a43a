import ArgumentParser
import InfusionCore
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

/// Makes a lesson of a session: nobody's name, and no real date.
struct Redact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Copies a session for teaching: without reference and initials, its dates moved, sealed anew.",
    discussion: """
      The reference, initials, serial numbers and lots become others, the same one always the same; dates move by whole
      days, times of the day stay. Notes and reasons are left out, for a name can stand in them: --keep-words leaves them,
      and then a person must have read them. The copy replays to the same alarms, is verified before it is
      told of, and says on every page that it is one; lists leave it out unless --all asks for it.

      Weight, vitals and doses stay as they were: whoever knows the patient's treatment may know it again.

      Example:  chairside redact 4fa1c0 --out lessons
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session that is sealed and intact.") var session: String
  @Option(name: .customLong("out"), help: "The folder of sessions that the copy goes into.") var out: String
  @Option(help: "By how many days dates move back (default: some weeks or years, by chance).") var days: Int?
  @Flag(help: "Leave notes and reasons as they were written.") var keepWords = false

  func validate() throws {
    guard days.map((1...36_500).contains) ?? true else {
      throw ValidationError("--days: from 1 to 36500")
    }
  }

  func run() throws {
    try ending {
      let found = try SessionArgument.read(session, in: try sessions.directory)
      guard found.audit.verdict == .intact, found.audit.faults.isEmpty else {
        throw Failure(.foundWrong, "\(found.path): \(RedactionError.notIntact.sentence)")
      }
      let folder = try copy(found)
      say(folder.path)
      let kept = keepWords ? "; its notes and reasons stand as they were written: read them first" : ""
      complain("redacted and verified\(kept)")
    }
  }

  private func copy(_ found: NamedSession) throws(Failure) -> SessionFolder {
    let segments: [SegmentBytes]
    do throws(ArchiveError) { segments = try SegmentFiles.read(found.path) } catch { throw Failure(error) }
    do throws(RedactedCopy.Problem) {
      return try RedactedCopy(
        of: segments, days: -(days ?? 7 * Int.random(in: 8...520)), keepsWords: keepWords,
        into: SessionArchive(root: out, key: StationKey.ofThisStation), engineVersion: ProgramVersion.engine
      ).folder
    } catch {
      switch error {
      case .record(let error): throw Failure(.foundWrong, "\(found.path): \(error.sentence)")
      case .doesNotHold(let why): throw Failure(.foundWrong, "\(found.path): the copy would not hold: \(why)")
      case .disk(let error): throw Failure(.cannotCreate, error.description)
      }
    }
  }
}
