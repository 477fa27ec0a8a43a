/// What a keeper does when its station has ended: a value, so that it can be read and tested as a table.
///
/// A session goes on through all deaths, because its phase, its dose and its clock are in its record. After
/// three of them the next station leaves out what each of the three died over.
struct KeeperDecision {
  /// After so many deaths within a minute, something that each station finds again is suspected: the file, or
  /// what the station had in hand.
  static let deathsBeforeNewSegment = 3
  static let memoryMilliseconds: Int64 = 60_000
  /// Between starts that keep failing: soon enough for a nurse, and long enough to press Ctrl-C.
  static let pauseMilliseconds: Int64 = 1000

  /// Somebody asked for the end, so a death is no longer answered with a new start.
  var isStopping = false
  /// What the next stations leave alone, in the words of their notes.
  private(set) var aside: [String] = []
  private var lastWord = StationWord.noSession
  private var deaths: [Death] = []
  /// How the present station was started, and whether it has come to life since.
  private var start = StationOrders.Start.first
  private var hasSpoken = false

  private struct Death {
    var milliseconds: Int64
    var inHand: String?
  }

  enum Next: Hashable {
    case finish(status: Int32)
    case restart(StationOrders.Start, afterMilliseconds: Int64)
  }

  /// A word holds until the next one, so a station that dies before it speaks has died in the session of the
  /// one before.
  mutating func hear(_ word: StationWord) {
    lastWord = word
    hasSpoken = true
  }

  /// - Parameter inHand: what the station was doing when it ended; nil for nothing that it noted.
  mutating func next(after end: StationEnd, inHand: String? = nil, atMilliseconds now: Int64) -> Next {
    switch end {
    case .exited(let status): return .finish(status: status)
    case .killed, .notStarted: break
    }
    guard lastWord == .inSession && !isStopping else { return .finish(status: end.exitStatus) }
    deaths.removeAll { now - $0.milliseconds >= Self.memoryMilliseconds }
    deaths.append(Death(milliseconds: now, inHand: inHand))
    let excess = deaths.count - Self.deathsBeforeNewSegment
    if excess >= 0 { setAside() }
    let isStillborn = start == .newSegment && !hasSpoken && end.isOfAStartedStation
    start = excess < 0 ? .resume : isStillborn ? .newSession : .newSegment
    hasSpoken = false
    return .restart(start, afterMilliseconds: excess <= 0 ? 0 : Self.pauseMilliseconds)
  }

  /// What the last three died over, if that was the same each time.
  private mutating func setAside() {
    let last = deaths.suffix(Self.deathsBeforeNewSegment).map(\.inHand)
    guard let suspect = last.last ?? nil, last.allSatisfy({ $0 == suspect }), !aside.contains(suspect) else {
      return
    }
    aside.append(suspect)
  }
}

extension StationEnd {
  fileprivate var isOfAStartedStation: Bool {
    switch self {
    case .exited, .killed: true
    case .notStarted: false
    }
  }
}
