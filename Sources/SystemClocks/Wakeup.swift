import CLinux
import Glibc

/// Wakes a thread that waits: one thread signals, and the descriptor is readable until the other clears it
/// (eventfd(2)). Two of them, one for each direction, and a `Mutex` between them are how the loop and a
/// worker talk to each other.
///
///     desk.withLock { $0.news.append(news) }
///     changed.signal()
///
/// and on the other side, once `changed.descriptor` is readable:
///
///     changed.clear()
///     let news = desk.withLock { $0.news }
///
/// To clear first and to look afterwards misses nothing: whatever comes in between signals again.
public final class Wakeup: Sendable {
  /// Readable while a signal is not cleared. Open as long as this object lives.
  public let descriptor: Int32

  /// Nil if the kernel has no more descriptors; `errno` says why.
  public init?() {
    descriptor = cl_eventfd()
    guard descriptor >= 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Wakes whoever waits, now or as soon as it waits. Any thread may call it; it never blocks.
  public func signal() { cl_eventfd_signal(descriptor) }

  /// Takes all signals back.
  ///
  /// - Returns: whether there was any.
  @discardableResult
  public func clear() -> Bool { cl_eventfd_take(descriptor) > 0 }

  /// Waits for a signal, and leaves it to be cleared.
  ///
  /// - Parameter milliseconds: at most so long; below 0 for ever.
  public func wait(milliseconds: Int32) {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = KernelWait.ofThisMachine.wait(for: &polled, milliseconds: milliseconds)
  }
}
