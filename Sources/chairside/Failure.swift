import ArgumentParser
import DevicePorts
// `stdout` is a variable in C; nobody sets it here.
@preconcurrency import Glibc
import SessionArchives
import SessionReports

/// An end with a reason. The exit status follows sysexits.h; `docs` and scripts rely on it.
struct Failure: Error, CustomStringConvertible {
  enum Kind: Int32 {
    /// It looked and found something wrong.
    case foundWrong = 1
    case usage = 64
    case badInput = 65
    case noInput = 66
    case cannotCreate = 73
    case inputOutput = 74
    case interrupted = 130
  }
  var kind: Kind
  var description: String

  init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    description = sentence
  }
}

extension Failure {
  init(_ error: ArchiveError) { self.init(Self.kind(of: error), error.description) }

  private static func kind(of error: ArchiveError) -> Kind {
    switch error {
    case .missing, .notAFolder, .noSession, .unknownSession: .noInput
    case .unreadable: .inputOutput
    case .ambiguous, .noArchive: .usage
    case .ledgerNotWritten: .cannotCreate
    }
  }
}

extension Failure {
  init(_ error: CaptureFailure) { self.init(Self.kind(of: error), error.description) }

  private static func kind(of error: CaptureFailure) -> Kind {
    switch error {
    case .otherKind: .usage
    case .damaged: .badInput
    case .unreadable: .inputOutput
    }
  }
}

/// Runs a command's body; a failure becomes its sentence on standard error and its exit status. Lost output
/// is reported however the body ends, and decides the exit status, because whatever was found was in that
/// output.
func ending(_ body: () throws -> Void) throws {
  let end = saidEnd(of: body)
  do throws(Failure) { try flushPrinted() } catch {
    complain(error.description)
    throw ExitCode(error.kind.rawValue)
  }
  if let end { throw end }
}

private func saidEnd(of body: () throws -> Void) -> (any Error)? {
  do { try body() } catch let failure as Failure {
    complain(failure.description)
    return ExitCode(failure.kind.rawValue)
  } catch { return error }
  return nil
}

/// Throws if printed text cannot be written (a full disk). Ignores a reader or terminal that closed its end.
private func flushPrinted() throws(Failure) {
  errno = 0
  guard fflush(stdout) != 0 || ferror(stdout) != 0, errno != EPIPE else { return }
  // An earlier failure on the same stream leaves no reason in `errno`.
  let why = errno == 0 ? "it cannot be written" : String(cString: strerror(errno))
  if isatty(STDOUT_FILENO) == 0, errno == EIO { return }
  throw Failure(.inputOutput, "standard output: \(why)")
}

/// Prints on standard output, with a line feed.
func say(_ text: String, terminator: String = "\n") { print(text.printableLines, terminator: terminator) }

/// Prints on standard error, with the program's name before each line, so that each can be found by it.
func complain(_ sentence: String) {
  let lines = sentence.printableLines.split(separator: "\n", omittingEmptySubsequences: false)
  write(lines.map { "chairside: \($0)\n" }.joined())
}

private func write(_ text: String) {
  let bytes = Array(text.utf8)
  _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

extension ParsableCommand {
  /// Runs the parser as usual, but makes its words printable, because they repeat what was typed.
  static func runGated(_ words: [String]) {
    do {
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess { exitTelling(message) }
      if !message.isEmpty { write(message.printableLines + "\n") }
      Glibc.exit(code.rawValue)
    }
  }

  /// Prints what the parser itself says: the help, the version, a completion script. A full disk may lose
  /// that, too.
  private static func exitTelling(_ message: String) -> Never {
    if !message.isEmpty { say(message) }
    do throws(Failure) { try flushPrinted() } catch {
      complain(error.description)
      Glibc.exit(error.kind.rawValue)
    }
    Glibc.exit(0)
  }
}
