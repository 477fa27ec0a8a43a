import Glibc
import SystemClocks
import TextScreen

/// Why there is no terminal to draw on.
public enum TerminalFailure: Error, Hashable, Sendable {
  /// Neither the descriptor nor the controlling terminal is a terminal; the errno of the last try.
  case noTerminal(errno: Int32)
  /// Terminfo knows nothing of it.
  case unknownType(String)
}

/// What became of bytes that were to be written.
public enum Delivery: Hashable, Sendable {
  case done
  /// The terminal takes nothing now: poll its descriptor for POLLOUT and call `flush()`.
  case blocked
  /// Hung up, unplugged, closed. For good: stop polling it.
  case gone
}

/// A terminal's line: an open file description of our own, so that neither blocking mode nor line settings
/// leak into the shell that shares standard output. Writing never waits.
final class TerminalDevice {
  let descriptor: Int32
  private(set) var isGone = false
  private let modes: TerminalModes
  private var pending: [UInt8] = []
  private var written = 0
  private let ownsDescriptor: Bool
  private let flagsBefore: Int32

  var wantsToWrite: Bool { !isGone && written < pending.count }

  /// Opens the terminal behind `given` anew; where that is forbidden (after `su`), uses it as it is.
  init(descriptor given: Int32) throws(TerminalFailure) {
    let named = ttyname(given).map { open($0, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) } ?? -1
    ownsDescriptor = named >= 0
    descriptor = named >= 0 ? named : given
    flagsBefore = fcntl(descriptor, F_GETFL)
    guard let modes = TerminalModes(of: descriptor) else {
      let reason = errno
      if named >= 0 { close(named) }
      throw .noTerminal(errno: reason)
    }
    self.modes = modes
    if !ownsDescriptor { _ = fcntl(descriptor, F_SETFL, flagsBefore | O_NONBLOCK) }
    modes.makeRaw(on: descriptor)
  }

  deinit {
    if !isGone { modes.restore(on: descriptor) }
    if ownsDescriptor {
      close(descriptor)
    } else {
      _ = fcntl(descriptor, F_SETFL, flagsBefore)
    }
  }
}

extension TerminalDevice {
  /// Sets the line as we need it once more.
  func retake() { modes.makeRaw(on: descriptor) }

  func send(_ bytes: some Sequence<UInt8>) { if !isGone { pending.append(contentsOf: bytes) } }

  /// Writes as much as the terminal takes now.
  @discardableResult
  func flush() -> Delivery {
    while !isGone, written < pending.count {
      let sent = pending.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return write(descriptor, base + written, bytes.count - written)
      }
      if sent > 0 {
        written += sent
      } else if sent < 0, errno == EAGAIN {
        return .blocked
      } else if sent < 0, errno == EINTR {
        continue
      } else {
        isGone = true
      }
    }
    pending.removeAll(keepingCapacity: true)
    written = 0
    return isGone ? .gone : .done
  }

  /// Gives the rest a little time to go out at the end, when nothing will flush it later.
  func flush(withinMilliseconds patience: Int32) {
    var left = patience
    while flush() == .blocked, left > 0 {
      var waited = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = KernelWait.ofThisMachine.wait(for: &waited, milliseconds: 10)
      left -= 10
    }
  }

  /// Whether there is something to read. Also notices a line that has hung up, whose reads give nothing for
  /// ever.
  func hasInput() -> Bool {
    guard !isGone else { return false }
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let end = KernelWait.ofThisMachine.wait(for: &state, milliseconds: 0)
    guard end != .nothing else { return false }
    if end == .ready, state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      isGone = true
      return false
    }
    var waiting: Int32 = 0
    if ioctl(descriptor, UInt(FIONREAD), &waiting) != 0 { isGone = true }
    // Ready, yet nothing to read: the other end is gone. If the kernel said nothing, it is merely silent.
    if waiting == 0, end == .ready { isGone = true }
    return !isGone && waiting > 0
  }

  func read(atMost count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, Glibc.read(descriptor, buffer.baseAddress, count))
    }
  }

  /// The size the terminal says it has; 80x24 where it does not know, as a serial line never does.
  var size: Size {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }
}
