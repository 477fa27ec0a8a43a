public import Glibc

/// How a program sleeps until a descriptor is ready or a time is over: whatever waits here waits by it.
///
///     var polled = [pollfd(fd: port, events: Int16(POLLIN), revents: 0)]
///     let end = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: 500)
///
/// A kernel that cannot wait (no memory, and perhaps for good) stops neither the monitoring nor burns a
/// processor: a short sleep takes the wait's place. Every descriptor is then treated as ready, and a request
/// to stop is looked for among the pending signals.
public struct KernelWait: Sendable {
  /// What came of a wait.
  public enum End: Hashable, Sendable {
    /// `revents` says who is ready.
    case ready
    /// The time is over, or a signal came.
    case nothing
    /// The kernel could not say; `revents` repeats what was asked for. Only calls that do not block may rely
    /// on it.
    case unanswered
  }

  public typealias Poll = @Sendable (UnsafeMutablePointer<pollfd>?, nfds_t, Int32) -> Int32

  private let ask: Poll
  private let sleep: @Sendable (_ milliseconds: Int32) -> Void

  /// - Parameters:
  ///   - ask: poll(2), or what a test has in its place.
  ///   - sleep: the same for what takes the place of a wait.
  public init(
    _ ask: @escaping Poll, sleep: @escaping @Sendable (Int32) -> Void = { usleep(useconds_t($0) * 1000) }
  ) {
    self.ask = ask
    self.sleep = sleep
  }

  public static let ofThisMachine = KernelWait { poll($0, $1, $2) }

  /// What takes the place of a wait that the kernel refuses: far below the delay of any alarm, and a
  /// hundredth of a processor.
  static let sleepMilliseconds: Int32 = 20

  /// - Parameter milliseconds: at most so long; below 0 for ever.
  public func wait(for polled: inout [pollfd], milliseconds: Int32) -> End {
    polled.withUnsafeMutableBufferPointer { wait($0, milliseconds) }
  }

  public func wait(for polled: inout pollfd, milliseconds: Int32) -> End {
    withUnsafeMutablePointer(to: &polled) {
      wait(UnsafeMutableBufferPointer(start: $0, count: 1), milliseconds)
    }
  }

  private func wait(_ polled: UnsafeMutableBufferPointer<pollfd>, _ milliseconds: Int32) -> End {
    let count = ask(polled.baseAddress, nfds_t(polled.count), milliseconds)
    if count > 0 { return .ready }
    guard count < 0 else { return .nothing }
    guard errno != EINTR else {
      for index in polled.indices { polled[index].revents = 0 }
      return .nothing
    }
    sleep(milliseconds < 0 ? Self.sleepMilliseconds : min(milliseconds, Self.sleepMilliseconds))
    for index in polled.indices { polled[index].revents = polled[index].fd < 0 ? 0 : polled[index].events }
    return .unanswered
  }
}
