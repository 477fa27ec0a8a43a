import Glibc

/// One end of a connection over which lines go both ways: whole lines are read, and what the socket does not
/// take is kept until it does. It never waits.
final class LineSocket {
  private(set) var descriptor: Int32
  private var unread = LineBuffer()
  private var unsent: ArraySlice<UInt8> = []

  /// More bytes than this without a line's end are not ours.
  static let lineMax = 65_536
  /// A peer that leaves this many bytes unread is given up.
  static let unsentMax = 1 << 20

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close() }

  var isOver: Bool { descriptor < 0 }
  var wantsToWrite: Bool { !unsent.isEmpty && !isOver }

  func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  func send(_ bytes: [UInt8]) {
    guard !isOver else { return }
    unsent += bytes
    flush()
    if unsent.count > Self.unsentMax { close() }
  }

  func flush() {
    while !isOver, !unsent.isEmpty {
      let count = unsent.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count > 0 {
        unsent = unsent.dropFirst(count)
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        return
      } else {
        close()
      }
    }
  }

  /// The lines that have come whole, without their ends. Closes itself at the end.
  func lines() -> [[UInt8]] {
    fill()
    let found = unread.popLines()
    if unread.count > Self.lineMax { close() }
    return found
  }

  private func fill() {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while !isOver, unread.count <= Self.lineMax {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        unread.append(buffer[..<count])
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        return
      } else {
        close()
      }
    }
  }
}
