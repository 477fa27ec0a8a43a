import CLinux
import Glibc

/// The station's end of the line to its keeper.
public struct StationLink: Sendable {
  public let orders: StationOrders

  /// The link, if a keeper started this process. Call it once, before anything else, so that programs started
  /// by the station do not take themselves for stations.
  public static func inherit() -> StationLink? {
    guard let text = getenv(StationOrders.variable) else { return nil }
    let orders = StationOrders(value: String(cString: text))
    unsetenv(StationOrders.variable)
    guard let orders else { return nil }
    _ = fcntl(orders.wordsDescriptor, F_SETFD, FD_CLOEXEC)
    if orders.noteDescriptor >= 0 { _ = fcntl(orders.noteDescriptor, F_SETFD, FD_CLOEXEC) }
    // A process started as /proc/self/exe would be called `exe` in every list of processes.
    cl_name_process("chairside")
    // Without its keeper nobody restores the terminal: the station then acts as if it had hung up.
    _ = cl_die_with_parent(SIGHUP)
    if getppid() != orders.keeper { raise(SIGHUP) }
    // Writing to a keeper that is gone must not kill the station.
    signal(SIGPIPE, SIG_IGN)
    return StationLink(orders: orders)
  }

  /// Notes what is taken in hand while it is: should this process die over it, the keeper knows.
  public func holding<Result>(_ what: @autoclosure () -> String, _ body: () -> Result) -> Result {
    guard orders.noteDescriptor >= 0 else { return body() }
    let note = StationNote(descriptor: orders.noteDescriptor)
    note.hold(what())
    defer { note.letGo() }
    return body()
  }

  /// Names the session that this station writes, in case it dies. Call it before `.inSession` is said.
  public func name(session: String?) {
    guard orders.noteDescriptor >= 0 else { return }
    StationNote(descriptor: orders.noteDescriptor).name(session: session)
  }

  /// Notes how much of that session was told so far, should this process die before a disk has it; nil where
  /// the disk takes it.
  public func tell(entries: Int?) {
    guard orders.noteDescriptor >= 0 else { return }
    StationNote(descriptor: orders.noteDescriptor).tell(entries: entries)
  }

  /// Says it to the keeper. Never blocks: the pipe holds more words than a session has.
  public func say(_ word: StationWord) {
    var byte = word.rawValue
    _ = write(orders.wordsDescriptor, &byte, 1)
  }
}
