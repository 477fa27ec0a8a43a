import ArgumentParser
import SessionArchives
import SessionJournal
import SessionRecord

/// What to keep elsewhere, so that an archive can later be compared with it.
struct Witness: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Two short texts to print or mail: this station's public key, and where the ledger ends.",
    discussion: """
      Every session that a monitor seals on this machine is signed with the station's key, which is made when it is
      wanted for the first time. Whoever has its public part can tell a session that was sealed here from one that
      somebody wrote anew, ledger and all:  chairside verify --key KEY DIR
      Whoever kept where the ledger ended can tell that nothing before was changed, removed or put back:
      chairside verify --head HEAD DIR

      Example:  chairside witness
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?

  func run() throws {
    try ending {
      let root = try directory ?? sessions.directory
      // Before a key is made: a named folder that does not exist is probably a mistake.
      guard !sessions.mustExist(directory) || WholeFile.isFolder(root) else {
        throw Failure(.notAFolder(root))
      }
      say("key   \(try key())")
      say("head  \(try head(of: root))")
    }
  }

  private func key() throws(Failure) -> String {
    guard let path = Environment.process.stationKey else {
      throw Failure(.usage, "no station's key: \(Environment.process.homeProblem), or CHAIRSIDE_KEY is none")
    }
    do throws(SystemError) { return try StationKeyFile(path: path).readOrMake().publicKey.grouped } catch {
      throw Failure(.cannotCreate, error.description)
    }
  }

  private func head(of root: String) throws(Failure) -> String {
    let file = LedgerFile(root: root)
    switch file.read() {
    case .none: return "none yet: \(file.path) is begun with the first session that is sealed"
    case .unreadable(let error): throw Failure(.inputOutput, error.description)
    case .ledger(let ledger):
      guard ledger.faults.isEmpty else {
        throw Failure(.foundWrong, "\(file.path): \(ledger.faults.map(\.sentence).joined(separator: "; "))")
      }
      return ledger.end.text
    }
  }
}
