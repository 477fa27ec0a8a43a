import CLinux
import Glibc
import Synchronization
import SystemParts

/// Finds the addresses of a name on a thread of its own, because the resolver may take half a minute and
/// cannot be asked not to. `fd` becomes readable when the answer is there.
final class NameLookup: Sendable {
  typealias Answer = Result<[NetworkAddress], LookupFailure>

  let fd: Int32
  private let answer = Mutex<Answer?>(nil)
  private let host: String
  private let port: UInt16

  /// nil when the system has no descriptor or no thread left.
  static func begin(_ host: String, _ port: UInt16) -> NameLookup? {
    guard let lookup = NameLookup(host, port) else { return nil }
    return lookup.startThread() ? lookup : nil
  }

  private init?(_ host: String, _ port: UInt16) {
    fd = cl_eventfd()
    self.host = host
    self.port = port
    if fd < 0 { return nil }
  }

  deinit {
    if fd >= 0 { close(fd) }
  }

  /// The answer, once.
  func collect() -> Answer? {
    guard cl_eventfd_take(fd) > 0 else { return nil }
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
    cl_eventfd_signal(fd)
  }
}
