import Glibc

/// A Unix socket that listens under a name in a folder (mode 0600). It never waits, and takes its name away
/// when it closes.
final class ListeningSocket {
  let descriptor: Int32
  let path: String
  private(set) var isClosed = false

  /// Nil if no socket can be made.
  init?(folder: String, name: String) {
    guard let address = BeaconAddress(folder: folder, name: name) else { return nil }
    path = address.path
    descriptor = address.listening()
    if descriptor < 0 { return nil }
  }

  deinit { close() }

  /// The next caller's descriptor; nil when nobody calls.
  func nextCaller() -> Int32? {
    guard !isClosed else { return nil }
    let caller = accept(descriptor, nil, nil)
    guard caller >= 0 else { return nil }
    _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
    return caller
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    Glibc.close(descriptor)
    unlink(path)
  }
}
