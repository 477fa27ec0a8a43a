import Quantities

/// The six vitals that can alarm, in the order of the contract's table.
///
/// A watch is large. What every reading asks is asked in place, by a question of its own below; the subscript
/// hands out a copy, for what is asked now and then. (Of what a `_read` yields Swift 6.3 reads large parts
/// after they are gone.)
struct VitalWatches: Hashable, Sendable {
  private var watches: [VitalWatch]
  /// How long a cuff's value stands that has no figure of its own.
  private(set) var cuffStaleAfter = TimeSpan.zero
  /// Cuff measurements from before this instant were lost in a phase in which values stand for a shorter
  /// time.
  private var cuffLostBefore = SessionTime.start

  init(_ configuration: Configuration, isBySecondRules: Bool) {
    watches = Vital.allCases.map { VitalWatch($0, configuration, isBySecondRules: isBySecondRules) }
  }

  subscript(vital: Vital) -> VitalWatch {
    get { watches[vital.index] }
    _modify {
      let place = vital.index
      defer { watches[place].reckonDeadline(cuffStaleAfter: cuffStaleAfter) }
      yield &watches[place]
    }
  }

  /// Another phase or plan: a cuff's value stands for another time.
  mutating func set(cuffStaleAfter span: TimeSpan, at now: SessionTime) {
    cuffLostBefore = max(cuffLostBefore, now - cuffStaleAfter)
    cuffStaleAfter = span
    for place in watches.indices { watches[place].reckonDeadline(cuffStaleAfter: span) }
  }

  /// Whether a cuff's value of this instant would still stand, had nothing been measured since. What was lost
  /// once does not come back with a phase in which values stand longer.
  func stands(_ vital: Vital, measuredAt readAt: SessionTime, at now: SessionTime) -> Bool {
    if let staleAfter = watches[vital.index].limits.staleAfter { return readAt + staleAfter >= now }
    return readAt >= cuffLostBefore && readAt + cuffStaleAfter >= now
  }

  /// When something of a vital happens by itself.
  var deadline: SessionTime? {
    var next: SessionTime?
    for place in watches.indices { next = earliest(next, watches[place].deadline) }
    return next
  }

  func offRemindersDue(at now: SessionTime) -> [Vital] {
    watches.filter { $0.off.map { $0.nextReminder <= now } ?? false }.map(\.vital)
  }

  mutating func settleDisagreement(of vital: Vital, upTo horizon: SessionTime) {
    let place = vital.index
    guard watches[place].settleDisagreement(upTo: horizon) else { return }
    watches[place].reckonDeadline(cuffStaleAfter: cuffStaleAfter)
  }

  func disagreementPriority(of vital: Vital) -> AlarmPriority? {
    watches[vital.index].disagreement.isRaised ? watches[vital.index].disagreementPriority : nil
  }
}

// MARK: - What every reading asks

extension VitalWatches {
  func isFresh(_ vital: Vital) -> Bool { watches[vital.index].track.isFresh }
  func wasEverPresent(_ vital: Vital) -> Bool { watches[vital.index].track.wasEverPresent }

  /// Whether a level is not what was last told of it.
  var hasNews: Bool {
    for place in watches.indices where watches[place].low.isNews || watches[place].high.isNews { return true }
    return false
  }
  func isNews(_ vital: Vital, _ side: Side) -> Bool {
    side == .low ? watches[vital.index].low.isNews : watches[vital.index].high.isNews
  }

  /// Whether the value in force was marked as an artefact; nil without one.
  func isArtifact(_ vital: Vital) -> Bool? { watches[vital.index].track.isArtifact }
  func claims(_ vital: Vital) -> [ValueTrack.Claim] { watches[vital.index].track.claims }

  /// Whether this source gives a value that is not lost.
  func isGiven(_ vital: Vital, by source: SourceID) -> Bool {
    watches[vital.index].track.isGiven(by: source)
  }
  func requiredDeadline(_ vital: Vital) -> SessionTime? { watches[vital.index].requiredDeadline }
  func hasRivals(_ vital: Vital) -> Bool { watches[vital.index].hasRivals }
}

extension Vital {
  /// Its place in the table's order.
  var index: Int {
    switch self {
    case .spo2: 0
    case .hr: 1
    case .sys: 2
    case .dia: 3
    case .map: 4
    case .rr: 5
    }
  }
}
