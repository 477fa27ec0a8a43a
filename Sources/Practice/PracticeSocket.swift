import Glibc

/// A network cable: a port on the loopback that a host may call, leave and call again. It serves one host at
/// a time.
///
/// Unplugging hangs up and refuses calls; plugged in again, it has the same number.
final class PracticeSocket: PracticeCable {
  let name: String
  var path: String { "tcp:127.0.0.1:\(port)" }
  private var port: UInt16 = 0
  private var listener: Int32 = -1
  private var host: Int32 = -1

  init(name: String) { self.name = name }

  deinit { unplug() }

  var fd: Int32 { host >= 0 ? host : listener }

  func plugIn() throws(PracticeFailure) {
    guard listener < 0 else { return }
    let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    listener = socket(AF_INET, flags, 0)
    var again: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &again, socklen_t(MemoryLayout<Int32>.size))
    guard listener >= 0, let bound = LoopbackAddress.bind(listener, port), listen(listener, 1) == 0 else {
      let words = String(cString: strerror(errno))
      unplug()
      throw .noSocket(words)
    }
    port = bound
  }

  func unplug() {
    hangUp()
    if listener >= 0 { close(listener) }
    listener = -1
  }

  func read() -> [UInt8] {
    if host < 0 { answerCall() }
    guard host >= 0 else { return [] }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(host, &chunk, chunk.count)
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { hangUp() }
    return Array(chunk.prefix(max(0, count)))
  }

  func write(_ bytes: [UInt8]) {
    guard host >= 0 else { return }
    _ = bytes.withUnsafeBytes { send(host, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }
}

extension PracticeSocket {
  private func answerCall() {
    host = accept(listener, nil, nil)
    guard host >= 0 else { return }
    _ = fcntl(host, F_SETFD, FD_CLOEXEC)
    _ = fcntl(host, F_SETFL, O_NONBLOCK)
  }

  private func hangUp() {
    if host >= 0 { close(host) }
    host = -1
  }
}
