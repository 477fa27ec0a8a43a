import Glibc

/// Where a drill listens for its instructor: a Unix socket beside the chair's beacon, usable only by users
/// who may write the chair's files (mode 0600).
///
/// Unlike a beacon it reads what is said to it; only a drill that was begun for an instructor has one.
public final class InstructorPort {
  private let socket: ListeningSocket
  private var callers: [Caller] = []
  private var lastNumber = 0

  private struct Caller {
    /// No other caller of this port ever has it.
    let number: Int
    let socket: LineSocket
  }

  /// An instructor, and somebody who looks over a shoulder.
  static let callersMax = 4

  /// Nil if no socket can be made.
  public init?(folder: String, name: String) {
    guard let socket = ListeningSocket(folder: folder, name: name) else { return nil }
    self.socket = socket
  }

  deinit { close() }

  public var path: String { socket.path }

  /// What to poll, and whether it is to be written to.
  public var descriptors: [(descriptor: Int32, wantsToWrite: Bool)] {
    guard !socket.isClosed else { return [] }
    return [(socket.descriptor, false)] + callers.map { ($0.socket.descriptor, $0.socket.wantsToWrite) }
  }

  public var hasCallers: Bool { callers.contains { !$0.socket.isOver } }

  /// How many listen now.
  public var callerCount: Int { callers.count { !$0.socket.isOver } }

  /// Every line that has come whole since the last call, without its end, with the number of the caller who
  /// sent it, caller by caller. It also answers new callers and goes on sending what a caller had no room
  /// for.
  public func lines() -> [(caller: Int, line: [UInt8])] {
    answerCallers()
    for caller in callers { caller.socket.flush() }
    return callers.flatMap { caller in
      caller.socket.lines().map { (caller: caller.number, line: $0) }
    }
  }

  /// Says lines to everybody who listens.
  public func say(_ bytes: [UInt8]) {
    callers.removeAll(where: \.socket.isOver)
    for caller in callers { caller.socket.send(bytes) }
  }

  /// Says a line to the caller whom `lines` gave this number; to nobody once that one has left.
  public func answer(_ number: Int, _ bytes: [UInt8]) {
    callers.first { $0.number == number }?.socket.send(bytes)
  }

  /// Leaves nothing behind.
  public func close() {
    for caller in callers { caller.socket.close() }
    callers = []
    socket.close()
  }

  private func answerCallers() {
    while let descriptor = socket.nextCaller() {
      callers.removeAll(where: \.socket.isOver)
      if callers.count < Self.callersMax {
        lastNumber += 1
        callers.append(Caller(number: lastNumber, socket: LineSocket(descriptor)))
      } else {
        Glibc.close(descriptor)
      }
    }
  }
}

/// The other end: an instructor's console.
public final class InstructorCall {
  private let socket: LineSocket

  /// Nil where no drill listens.
  ///
  /// - Parameter path: of the socket.
  public init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty else { return nil }
    let folder = parts.dropLast().joined(separator: "/")
    let place = parts.count == 1 ? "." : folder.isEmpty ? "/" : folder
    guard let address = BeaconAddress(folder: place, name: String(name)) else { return nil }
    let descriptor = BeaconAddress.newSocket()
    guard descriptor >= 0 else { return nil }
    socket = LineSocket(descriptor)
    guard address.with({ connect(descriptor, $0, $1) }) == 0 else { return nil }
  }

  public var descriptor: Int32 { socket.descriptor }
  public var wantsToWrite: Bool { socket.wantsToWrite }
  public var isOver: Bool { socket.isOver }

  /// The lines that have come whole, without their ends.
  public func lines() -> [[UInt8]] { socket.lines() }
  public func say(_ line: String) { socket.send(Array((line + "\n").utf8)) }
  public func flush() { socket.flush() }
}

/// The drills that listen for an instructor in a folder.
public enum InstructorFolder {
  static let ending = ".instructor"

  public static func name(ofChair chair: String) -> String { chair + ending }

  /// The paths of their sockets.
  public static func paths(in folder: String) -> [String] {
    BeaconFolder.names(in: folder, ending: ending).map { "\(folder)/\($0)" }
  }
}
