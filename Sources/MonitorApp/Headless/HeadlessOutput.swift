import Glibc
public import InfusionCore
public import Quantities
import SessionRecord

/// Events as JSON lines on a descriptor, each written as it happens.
public final class HeadlessOutput: SessionListener {
  private let fd: Int32
  /// Nobody reads any more (`| head`): the session goes on, the lines do not.
  private var isBroken = false

  public init(_ fd: Int32) { self.fd = fd }

  public func took(_ input: Input, at time: SessionTime) {}

  public func told(_ event: StampedEvent) { write(HeadlessLine.bytes(event)) }

  private func write(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty, !isBroken {
      let count = rest.withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR, errno != EAGAIN {
        isBroken = true
      }
    }
  }
}
