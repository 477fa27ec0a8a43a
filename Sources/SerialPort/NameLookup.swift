import Synchronization
import SystemClocks
import SystemParts

/// Finds the addresses of a name on a thread of its own, because the resolver may take half a minute and
/// cannot be asked not to.
final class NameLookup: Sendable {
  typealias Answer = Result<[NetworkAddress], LookupFailure>

  private let answered: Wakeup
  private let answer = Mutex<Answer?>(nil)
  private let host: String
  private let port: UInt16

  /// nil when the system has no descriptor or no thread left.
  static func begin(_ host: String, _ port: UInt16) -> NameLookup? {
    guard let lookup = NameLookup(host, port) else { return nil }
    return lookup.startThread() ? lookup : nil
  }

  private init?(_ host: String, _ port: UInt16) {
    guard let answered = Wakeup() else { return nil }
    self.answered = answered
    self.host = host
    self.port = port
  }

  /// Readable once the answer is there.
  var fd: Int32 { answered.descriptor }

  /// The answer, once.
  func collect() -> Answer? {
    guard answered.clear() else { return nil }
    return answer.withLock { $0 }
  }

  /// The thread holds the lookup until it has answered: a port that is closed meanwhile just lets go of it.
  private func startThread() -> Bool {
    (try? WorkerThread.start { self.work() }) != nil
  }

  private func work() {
    let found: Answer
    do throws(LookupFailure) {
      found = .success(try NetworkAddress.resolve(host, port, onlyNumeric: false))
    } catch {
      found = .failure(error)
    }
    answer.withLock { $0 = found }
    answered.signal()
  }
}
