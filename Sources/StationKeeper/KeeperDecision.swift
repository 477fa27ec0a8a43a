/// What a keeper does when its station has ended: a value, so that it can be read and tested as a table.
struct KeeperDecision {
  /// So many deaths within a minute, and the session's own record is suspected of killing whoever resumes it.
  static let deathsBeforeNewSegment = 3
  static let memoryMilliseconds: Int64 = 60_000
  /// Between starts that lead nowhere: a second is soon enough for a nurse, and long enough to type Ctrl-C
  /// in.
  static let pauseMilliseconds: Int64 = 1000

  /// Somebody asked for the end: no death is answered with a new start any more.
  var isStopping = false
  private var lastWord = StationWord.noSession
  private var deathsMilliseconds: [Int64] = []

  enum Next: Hashable {
    case finish(status: Int32)
    case restart(StationOrders.Start, afterMilliseconds: Int64)
  }

  /// The word stands until another is said: a station that dies before it speaks dies in the session of the
  /// one before.
  mutating func hear(_ word: StationWord) { lastWord = word }

  mutating func next(after end: StationEnd, atMilliseconds now: Int64) -> Next {
    switch end {
    case .exited(let status): return .finish(status: status)
    case .killed, .notStarted: break
    }
    guard lastWord == .inSession && !isStopping else { return .finish(status: end.exitStatus) }
    deathsMilliseconds.removeAll { now - $0 >= Self.memoryMilliseconds }
    deathsMilliseconds.append(now)
    let excess = deathsMilliseconds.count - Self.deathsBeforeNewSegment
    if excess < 0 { return .restart(.resume, afterMilliseconds: 0) }
    return .restart(.newSegment, afterMilliseconds: excess == 0 ? 0 : Self.pauseMilliseconds)
  }
}
