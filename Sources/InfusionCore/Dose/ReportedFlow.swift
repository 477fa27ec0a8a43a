import Quantities

/// What a pump says of what flows. Nothing it does not say changes.
struct ReportedFlow: Hashable, Sendable {
  private(set) var state: PumpState?
  private(set) var rate: MillilitresPerHour?
  private(set) var heardAt: SessionTime?
  /// It is lost: what it said last may be over.
  private(set) var isLost = false

  mutating func hear(_ report: PumpReport, at now: SessionTime) {
    state = report.state ?? state
    rate = report.rate ?? rate
    heardAt = now
    isLost = false
  }

  mutating func lose() { isLost = true }

  /// At a trickle it runs.
  private var saysThatItStands: Bool {
    switch state {
    case .running, .kvo, nil: false
    case .paused, .stopped, .occluded, .empty, .air: true
    }
  }

  /// What it reports to flow; nil where it does not say.
  var reported: MillilitresPerHour? { saysThatItStands ? .zero : rate }

  /// What is reckoned to flow (rules 1, 3 and 13).
  func reckoned(set: MillilitresPerHour, hasCounter: Bool) -> MillilitresPerHour {
    // One that tells neither rate nor volume gives no figure: the set rate does.
    guard hasCounter || rate != nil, let reported else { return set }
    guard isLost else { return reported }
    // A lost pump reports nothing. If it has a counter, which will decide later, the set rate is reckoned:
    // else a pump that was unplugged at the stop would run on for ever. If only its rate was known, the
    // higher of the two is taken.
    return hasCounter ? set : max(reported, set)
  }
}

extension ReadingInterval {
  /// Of a pump with a counter, the counter's readings are its own.
  mutating func read(_ report: PumpReport, hasCounter: Bool, at now: SessionTime) {
    if report.volume != nil || !hasCounter { read(at: now) }
  }
}
