import SessionArchives
import SessionReports

/// A session as it is named on the command line, read and checked.
enum SessionArgument {
  /// What is wrong with it is said on standard error, with its places; the page says it, too.
  static func read(_ name: String, in directory: String) throws(Failure) -> NamedSession {
    let session: NamedSession
    do throws(NamedSession.Problem) {
      session = try NamedSession(name, in: directory, engineVersion: ProgramVersion.engine)
    } catch {
      switch error {
      case .archive(let error): throw Failure(error)
      case .unreadable(let path, let why): throw Failure(.badInput, "\(path): \(why)")
      }
    }
    if !session.audit.faults.isEmpty {
      for line in session.audit.report(name: session.path) { complain(line) }
    }
    return session
  }
}

extension NamedSession {
  /// Throws where a page was made of a record that cannot be believed.
  func sayWhetherItHolds() throws(Failure) {
    guard audit.faults.damage != nil else { return }
    throw Failure(.foundWrong, "\(path): the record is damaged, and what was made from it says so")
  }
}
