import SessionArchives
import SessionReports

/// Finds, reads and checks a session named on the command line.
enum SessionArgument {
  /// Says on standard error what is wrong with it, and where; the page says it, too.
  static func read(_ name: String, in directory: String) throws(Failure) -> NamedSession {
    let session: NamedSession
    do throws(NamedSession.Problem) {
      session = try NamedSession(name, in: directory, engineVersion: ProgramVersion.engine)
    } catch {
      switch error {
      case .archive(let error): throw Failure(error)
      case .unreadable(let path, let why): throw Failure(.badInput, "\(path): \(why)")
      case .headerDamaged(let path, let why):
        let sentence = "damaged, and without a header nothing can be made of it: \(why)"
        throw Failure(.foundWrong, "\(path): \(sentence)")
      }
    }
    if !session.audit.faults.isEmpty {
      for line in session.audit.report(name: session.path) { complain(line) }
    }
    return session
  }
}

extension SessionArgument {
  /// The path that a text means: a file or folder, or a session of the archive by its id. Any other text is
  /// returned as it is, and the command reports it.
  static func path(_ name: String, in sessions: SessionsOptions) throws(Failure) -> String {
    guard !WholeFile.exists(name), let directory = try? sessions.directory else { return name }
    do throws(ArchiveError) { return try NamedSession.path(of: name, in: directory) } catch {
      if case .ambiguous = error { throw Failure(error) }
      return name
    }
  }
}

extension NamedSession {
  /// Throws if a page was made of a record that cannot be believed.
  func sayWhetherItHolds() throws(Failure) {
    guard audit.faults.damage != nil else { return }
    throw Failure(.foundWrong, "\(path): the record is damaged, and what was made from it says so")
  }
}
