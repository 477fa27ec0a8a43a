import Glibc
import SessionRecord
import Synchronization
import SystemClocks

/// What the station's thread and the writer's thread hand to each other.
final class WriterMailbox: Sendable {
  struct Orders: Sendable {
    var lines: [KeptLine] = []
    var pieces: [TablePiece] = []
    /// Makes the files that stand beside the journal once all lines are safe.
    var files: (@Sendable ([SegmentBytes]) -> [BesideFile])?
    /// Write out what there is, then end.
    var mustEnd = false
  }

  struct Report: Sendable {
    var safeNumber = 0
    /// When the oldest line that is not on disk happened, on the boot clock; nil if all are.
    var unsafeSince: Int64?
    var trouble: String?
    var incidents: [String] = []
    var isSpaceLow = false
    var segment = 1
    /// Why files beside the journal could not be written, each by its name.
    var besideTrouble: String?
    var hasEnded = false
  }

  private struct State: Sendable {
    var orders = Orders()
    var waitingBytes = 0
    var report = Report()
  }

  private let state = Mutex(State())
  /// Wakes the writer.
  private let toWriter: Wakeup
  /// Readable when the station should look: an incident, trouble, the end of trouble, the writer's end.
  let toStation: Wakeup

  /// Nil if the kernel has no more descriptors.
  init?() {
    guard let toWriter = Wakeup(), let toStation = Wakeup() else { return nil }
    self.toWriter = toWriter
    self.toStation = toStation
  }

  // MARK: The station's side

  /// How many bytes wait for the writer, who may be stuck in a slow disk.
  var waitingBytes: Int { state.withLock { $0.waitingBytes } }

  func post(_ line: KeptLine) {
    let isFirst = state.withLock {
      $0.orders.lines.append(line)
      $0.waitingBytes += line.bytes.count
      return $0.orders.lines.count == 1
    }
    // The writer has been woken for the orders before it, and takes this one with them.
    if isFirst { toWriter.signal() }
  }

  /// Hands over a piece of a table, which is written with the next line. While the disk takes nothing, pieces
  /// are not kept: the table is made again from the journal.
  func post(_ piece: TablePiece) {
    state.withLock {
      guard $0.waitingBytes < Self.longestWaitingPieces else { return }
      $0.orders.pieces.add(piece)
      $0.waitingBytes += piece.bytes.count
    }
  }

  private static let longestWaitingPieces = 1 << 20

  func end(with files: (@Sendable ([SegmentBytes]) -> [BesideFile])?) {
    state.withLock {
      $0.orders.files = files
      $0.orders.mustEnd = true
    }
    toWriter.signal()
  }

  /// The segment that is being written.
  var segment: Int { state.withLock { $0.report.segment } }

  var hasEnded: Bool { state.withLock { $0.report.hasEnded } }
  var safeNumber: Int { state.withLock { $0.report.safeNumber } }
  var trouble: String? { state.withLock { $0.report.trouble } }
  var besideTrouble: String? { state.withLock { $0.report.besideTrouble } }

  /// The latest report; its incidents are told once.
  func drainReport() -> Report {
    toStation.clear()
    return state.withLock { state in
      defer { state.report.incidents = [] }
      return state.report
    }
  }

  // MARK: The writer's side

  func drainOrders() -> Orders {
    state.withLock { state in
      let orders = state.orders
      state.orders = Orders()
      state.orders.mustEnd = orders.mustEnd
      state.waitingBytes = 0
      return orders
    }
  }

  func publish(_ report: Report) {
    let isNews = state.withLock {
      let old = $0.report
      $0.report = report
      $0.report.incidents = old.incidents + report.incidents
      return !report.incidents.isEmpty || old.trouble != report.trouble || old.isSpaceLow != report.isSpaceLow
        || old.hasEnded != report.hasEnded || old.besideTrouble != report.besideTrouble
    }
    if isNews { toStation.signal() }
  }

  /// Waits for orders, at most until a time of the boot clock.
  func waitForOrders(until due: Int64) {
    let wait = max(0, min(due - SystemClock.bootMilliseconds, 60_000))
    toWriter.wait(milliseconds: Int32(wait))
    toWriter.clear()
  }

  /// Waits for an entry to be safe.
  func waitUntilSafe(_ number: Int, milliseconds: Int64) -> Bool {
    let limit = SystemClock.bootMilliseconds + milliseconds
    while safeNumber < number {
      guard SystemClock.bootMilliseconds < limit else { return false }
      usleep(500)
    }
    return true
  }

  /// Waits for the writer's end.
  func waitForEnd(milliseconds: Int64) -> Bool {
    let limit = SystemClock.bootMilliseconds + milliseconds
    while !hasEnded {
      let left = limit - SystemClock.bootMilliseconds
      guard left > 0 else { return false }
      toStation.wait(milliseconds: Int32(min(left, 1000)))
      if !hasEnded { toStation.clear() }
    }
    return true
  }
}
