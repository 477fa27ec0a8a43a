import Glibc

/// A thread for what may be slow: a disk, a sound device, a name server. The monitoring waits for none of
/// them.
///
///     try WorkerThread.start { writer.work() }
///
/// Signals are the main thread's: the kernel hands a worker none of them.
public struct WorkerThread {
  private let id: pthread_t

  /// The system refused another thread, and why (an error number).
  public struct Refused: Error, Hashable, Sendable {
    public let code: Int32
  }

  /// Starts a thread that ends when its work does; nobody waits for it.
  public static func start(_ work: @escaping @Sendable () -> Void) throws(Refused) {
    pthread_detach(try launch(work))
  }

  /// Starts a thread with an object for its work, which nobody else may touch from then on.
  public static func start<Thing: AnyObject>(
    with thing: Thing, _ work: @escaping @Sendable (Thing) -> Void
  ) throws(Refused) {
    pthread_detach(try launch { work(thing) })
  }

  /// Starts a thread that is waited for: `join` must be called once.
  public static func begin(_ work: @escaping @Sendable () -> Void) throws(Refused) -> WorkerThread {
    WorkerThread(id: try launch(work))
  }

  /// Waits until the work is done.
  public func join() { pthread_join(id, nil) }

  private static func launch(_ work: @escaping () -> Void) throws(Refused) -> pthread_t {
    let baton = Unmanaged.passRetained(Baton(work))
    var id = pthread_t()
    let code = withSignalsBlocked {
      pthread_create(&id, nil, { runBaton($0) }, baton.toOpaque())
    }
    guard code == 0 else {
      baton.release()
      throw Refused(code: code)
    }
    return id
  }

  /// A new thread inherits its maker's signal mask from its first instruction.
  private static func withSignalsBlocked(_ make: () -> Int32) -> Int32 {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return make()
  }
}

/// What the new thread runs, handed through C.
private final class Baton {
  let work: () -> Void
  init(_ work: @escaping () -> Void) { self.work = work }
}

private func runBaton(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<Baton>.fromOpaque(context).takeRetainedValue().work()
  return nil
}
