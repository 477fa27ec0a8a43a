import Glibc
public import InfusionCore
public import ProcessSignals
import Quantities
import SessionRecord
import SystemClocks

/// Events as JSON lines on a descriptor, each written as it happens.
///
/// Under the wall clock a reader that stops reading must not stop the monitoring: what it does not take waits
/// here, and `flush` is called when the descriptor polls writable. Under a source's own clock the run waits
/// for its reader.
public final class HeadlessOutput: SessionListener {
  /// To be polled while `wantsToWrite`.
  public let descriptor: Int32
  private let patience: Patience
  /// The record that an event is in before it is printed.
  private let record: Recorder?
  private var held = HeldLines()
  private var pending: [UInt8] = []
  private var written = 0
  /// Nobody reads any more (`| head`), or nothing can be written: the session goes on without these lines.
  private var isBroken = false
  /// That a terminal goes away is its session's to answer, and no loss of events.
  private let isTerminal: Bool
  /// Why not all that was told came to whoever reads. Asked at the end, after `finish`.
  public private(set) var loss: EventLoss?

  /// How long a reader is waited for.
  public enum Patience: Sendable {
    case none, endless
    /// Until the program is asked to stop.
    case until(StopRequest)
  }

  /// No more than this is kept for a reader that has stopped: the record has every event anyway.
  private static let longestWaiting = 1 << 23
  /// What a pipe that polls writable takes without blocking (PIPE_BUF).
  private static let portion = 4096

  public init(_ fd: Int32, patience: Patience = .endless, behind record: Recorder? = nil) {
    self.record = record
    self.patience = patience
    isTerminal = isatty(fd) == 1
    descriptor = Self.withoutBlocking(fd) ?? fd
  }

  public var wantsToWrite: Bool { !isBroken && written < pending.count }

  public func told(_ event: StampedEvent, by session: Session) {
    guard !isBroken else { return }
    guard pending.count < Self.longestWaiting else {
      loss = .unread
      return
    }
    let line = HeadlessLine.bytes(event, loss: session.loss(behind: event.event))
    if let record {
      record.keepUp()
      held.add(line, entry: record.lastNumber, at: record.bootNow)
      release()
    } else {
      pending += line
      flush()
    }
    while wantsToWrite, waits {
      _ = wait(milliseconds: -1, or: stop?.fd ?? -1)
      flush()
    }
  }

  private var stop: StopRequest? {
    if case .until(let stop) = patience { stop } else { nil }
  }

  private var waits: Bool {
    switch patience {
    case .none: false
    case .endless: true
    case .until(let stop): !stop.isMade
    }
  }

  /// Whether lines wait for the record's disk; then `release` is to be called again soon.
  public var isHolding: Bool { !held.isEmpty }

  /// Prints what the record has on its disk by now.
  public func release() {
    guard let record, isHolding else { return }
    pending += held.release(safe: record.writtenThrough, at: record.bootNow)
    flush()
  }

  /// Writes as much as the reader takes now.
  public func flush() {
    while wantsToWrite, wait(milliseconds: 0, or: -1) {
      let count = pending.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress?.advanced(by: written), min(bytes.count - written, Self.portion))
      }
      if count > 0 {
        written += count
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        breakOff(code: errno)
      }
    }
    guard !wantsToWrite else { return }
    pending.removeAll(keepingCapacity: true)
    written = 0
  }

  private func breakOff(code: Int32) {
    isBroken = true
    switch code {
    case EPIPE: loss = .readerGone
    case EIO where isTerminal: break
    default: loss = .failed(String(cString: strerror(code)))
    }
  }

  /// Writes what is left, within a limit: nobody flushes after the end.
  public func finish(withinMilliseconds patience: Int32 = 1000) {
    pending += held.releaseAll()
    let limit = SystemClock.bootMilliseconds + Int64(patience)
    while wantsToWrite, SystemClock.bootMilliseconds < limit {
      _ = wait(milliseconds: 50, or: -1)
      flush()
    }
    if wantsToWrite { loss = .unread }
  }

  /// Whether the reader takes something; false if not by then, or when `other` became readable first.
  private func wait(milliseconds: Int32, or other: Int32) -> Bool {
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    switch KernelWait.ofThisMachine.wait(for: &polled, milliseconds: milliseconds) {
    case .ready: return polled[0].revents != 0 && polled[1].revents == 0
    case .nothing: return false
    // The write says it.
    case .unanswered: return true
    }
  }

  /// The same pipe or terminal opened again, because others share the open file that we were given. Nil for a
  /// file, which never blocks and must keep its one writing position, and for an output that we may not write
  /// to: a closed one has `/dev/null` in its place.
  private static func withoutBlocking(_ fd: Int32) -> Int32? {
    var facts = stat()
    guard fstat(fd, &facts) == 0, [S_IFIFO, S_IFCHR].contains(facts.st_mode & S_IFMT),
      fcntl(fd, F_GETFL) & O_ACCMODE != O_RDONLY
    else { return nil }
    let own = open("/proc/self/fd/\(fd)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return own < 0 ? nil : own
  }
}

/// Why events that were told are not with whoever reads them.
public enum EventLoss: Hashable, Sendable {
  /// They cannot be written, in the system's words.
  case failed(String)
  /// The other end of the pipe is closed.
  case readerGone
  /// The reader is there, and has not taken all of it.
  case unread

  public var sentence: String {
    switch self {
    case .failed(let why): why
    case .readerGone: "its reader went away, and has not heard of every event"
    case .unread: "its reader has not taken every event"
    }
  }
}

extension Session {
  /// Why the device cannot be heard whose loss an event tells.
  fileprivate func loss(behind event: Event) -> LinkLoss? {
    guard case .alarmRaised(.device(let source, .lost), _, _) = event else { return nil }
    return devices[source]?.loss
  }
}
