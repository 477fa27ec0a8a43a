import Glibc

/// What a port has to tell.
public enum PortEvent: Hashable, Sendable {
  case opened
  /// Which adapter is behind the port that is opened next, or behind the one that was refused.
  case adapter(String)
  case bytes(ArraySlice<UInt8>)
  /// Bytes that the line damaged (parity, framing, a break): counted and dropped, told in their place among
  /// the good ones. Many of them and no frames is what a wrong speed or parity looks like.
  case damaged(count: Int)
  /// Told once an outage, and again when the reason becomes another.
  case lost(PortLoss)
}

/// Why a port cannot be heard.
public enum PortLoss: Error, Hashable, Sendable {
  case missing
  case forbidden
  case vanished
  case endOfInput
  /// A process has it; nil where the kernel does not say which.
  case busy(process: Int32?)
  /// Another adapter stands under its name, and the one that it is bound to is nowhere.
  case otherAdapter(String)
  /// Several adapters have the number of the one that it is bound to.
  case alike
  /// The system's own words.
  case other(String)

  /// The loss that an error number of `open`, `read` or `connect` stands for.
  init(opening code: Int32) {
    switch code {
    case ENOENT, ENXIO, ENODEV, ENOTDIR: self = .missing
    case EACCES, EPERM: self = .forbidden
    case EBUSY, EAGAIN, EADDRINUSE: self = .busy(process: nil)
    default: self = .other(String(cString: strerror(code)))
    }
  }

  /// An error of a port that was open: the device went away, whatever the driver calls it.
  init(using code: Int32) {
    switch code {
    case EIO, ENXIO, ENODEV, EPIPE, ECONNRESET, ETIMEDOUT: self = .vanished
    default: self = .other(String(cString: strerror(code)))
    }
  }
}
