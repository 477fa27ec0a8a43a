import SessionJournal
import SessionRecord
import SessionReports

/// A session as it is named on the command line: its folder, a journal file, or its id among those of the
/// sessions' folder.
enum SessionArgument {
  /// Reads and checks it; what is wrong with it is said, and the report goes on with what there is.
  static func audit(_ name: String, in directory: String) throws(Failure) -> (
    audit: SessionAudit, digest: SessionDigest
  ) {
    let path = try path(of: name, in: directory)
    let audit = SessionAudit(try SegmentFiles.read(path), engineVersion: ProgramVersion.engine)
    guard let digest = audit.digest else {
      throw Failure(.badInput, "\(path): \(audit.problems.whyNoHeader)")
    }
    for line in audit.report(name: path, files: []) where audit.verdict == .damaged { complain(line) }
    return (audit, digest)
  }

  private static func path(of name: String, in directory: String) throws(Failure) -> String {
    if WholeFile.exists(name) { return name }
    let matches = SessionsFound(under: directory).folders.filter { $0.name.hasPrefix(name) }
    guard let match = matches.first, !name.isEmpty else {
      throw Failure(.noInput, "\(name): neither a file nor a session in \(directory)")
    }
    guard matches.count == 1 else {
      throw Failure(.usage, "\(name): \(matches.count) sessions begin so; the first is \(match.name)")
    }
    return match.path
  }
}
