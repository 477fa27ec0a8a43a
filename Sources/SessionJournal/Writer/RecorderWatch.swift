import InfusionCore

/// Turns what the writer reports into the recorder's states, as the session takes them.
///
/// It counts on the station's side too, so that a writer that is stuck in the disk, and reports nothing, is
/// noticed.
struct RecorderWatch {
  private(set) var state = RecorderState.safe
  /// Number and boot time of entries that are not known to be safe, oldest first.
  private var unsafe: [(number: Int, happenedAt: Int64)] = []

  /// An entry that is not on disk after this long is a failure of the record.
  static let patience: Int64 = 2000

  /// So many entries are counted before a look is due.
  static let most = 256

  mutating func add(_ number: Int, happenedAt: Int64) { unsafe.append((number, happenedAt)) }

  /// How many entries are counted.
  var count: Int { unsafe.count }

  /// Stops counting what is safe, so that the memory stays small even if nobody looks for long.
  mutating func forget(safe number: Int) {
    unsafe.removeFirst(unsafe.prefix { $0.number <= number }.count)
    if unsafe.capacity > 8 * unsafe.count + 1024 { unsafe = Array(unsafe) }
  }

  /// The changes since the last look, in order.
  mutating func look(at now: Int64, _ report: WriterMailbox.Report) -> [RecorderState] {
    forget(safe: report.safeNumber)
    var changes: [RecorderState] = []
    for incident in report.incidents { change(to: .failing(incident), &changes) }
    change(to: wanted(at: now, report), &changes)
    return changes
  }

  /// When a look is due although nothing was reported.
  var due: Int64? {
    if case .failing = state { return nil }
    return unsafe.first.map { $0.happenedAt + Self.patience }
  }

  private func wanted(at now: Int64, _ report: WriterMailbox.Report) -> RecorderState {
    let oldest = [unsafe.first?.happenedAt, report.unsafeSince].compactMap { $0 }.min()
    if let oldest, now - oldest >= Self.patience {
      if case .failing = state, report.trouble == nil { return state }
      return .failing(report.trouble ?? "the disk does not answer")
    }
    return report.isSpaceLow ? .lowSpace : .safe
  }

  private mutating func change(to next: RecorderState, _ changes: inout [RecorderState]) {
    guard next != state else { return }
    state = next
    changes.append(next)
  }
}
