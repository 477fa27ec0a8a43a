public import Quantities

/// What was delivered: one quantity, decided from the order, the set rate, the recorded boluses, what the
/// pump says and what a person says,
/// by the rules of the dose contract (the rule numbers in the comments are its).
///
/// It exists from the beginning of a session, for zero is the counter that stands at the start. It hears of
/// everything in the order of time, changes at inputs and at its own deadlines only, and answers for any time
/// from then on: the figures are the same however often somebody asks.
///
///     var dose = DoseAccount()
///     dose.heard(PumpReport(state: .running, volume: Millilitres(4)), at: .seconds(8))
///     dose.start(order, rate: order.rate, at: .seconds(9))
///     dose.heard(PumpReport(volume: Millilitres(4.1)), at: .seconds(16))
///     dose.figures(at: .seconds(16)).volume  // 0.1 mL, sure
public struct DoseAccount: Hashable, Sendable {
  public private(set) var order: Order?
  public private(set) var startedAt: SessionTime?
  public private(set) var stoppedAt: SessionTime?
  /// The rate that is set, by hand; what flows is `flow`.
  public private(set) var setRate = MillilitresPerHour.zero
  public private(set) var isInfusing = false
  /// The session is over: the figures stand.
  private(set) var isClosed = false

  // What flows, by each of three accounts.
  var set = RateHistory()
  var reckoned = RateHistory()
  /// The higher of set and reported rate: what a rise may be.
  var ceiling = RateHistory()

  // What the pump says.
  var pump = ReportedFlow()
  var interval: ReadingInterval
  let nominalInterval: TimeSpan
  var isWhole = true
  var smallestRise: Millilitres?

  // What is decided without a counter, and up to the zero of the present track.
  var bounds = DoseBounds.zero
  /// What had been reckoned when `bounds` last took it in, without a counter.
  var reckonedInBounds = Millilitres.zero
  /// What of `bounds.low` a rate gave: no counter stands for it.
  var lowByRate = Millilitres.zero
  var takenInAt = SessionTime.start
  var wasRateLost = false

  // The counter.
  var track: CounterTrack?
  var hold: CounterHold?
  var isCounterLost = false
  var abandoned: [AbandonedTrack] = []
  var jumps: [CounterJump] = []
  var isBolusMissing = false
  /// The next reading is the first one after the start: it may be a counter that was set to zero for it.
  var awaitsFirstReading = false
  var newZero: CounterReading?

  var boluses: [RecordedBolus] = []
  var rises = RiseLog()
  var riseWatch = RiseWatch()

  // After the stop.
  var run: RunAfterStop?
  var reckonedAtStop = Millilitres.zero
  /// When what a pump without a counter runs on reaches what the observation begins anew for.
  var runDeadline: SessionTime?

  // The planned end, and what is told.
  var forecast = Forecast()
  var orderInAt: SessionTime?
  var told: VolumeFigures?
  private var toldAt: SessionTime?
  var nextMinute: SessionTime?
  private(set) var news: [DoseNews] = []

  /// - Parameter nominalInterval: of the kind of pump that is heard; `pumpChanged` tells another one's.
  public init(nominalInterval: TimeSpan = DoseAccount.leastInterval) {
    self.nominalInterval = nominalInterval
    interval = ReadingInterval(nominal: nominalInterval)
  }

  public static let leastInterval = DoseRule.leastInterval
}

// MARK: - What a person does

extension DoseAccount {
  public mutating func start(_ order: Order, rate: MillilitresPerHour, at now: SessionTime) {
    change(at: now, tells: true) {
      // What flowed in preparation belongs to no dose.
      $0.takeFlows(at: now)
      $0.order = order
      $0.startedAt = now
      $0.nextMinute = now + .minutes(1)
      $0.setRate = rate
      $0.isInfusing = true
      $0.takeZero(at: now)
      $0.setForecast(.zero, at: now)
    }
  }

  public mutating func pause(at now: SessionTime) { change(at: now) { $0.isInfusing = false } }

  /// From a pause, or from a stop that was a mistake.
  public mutating func resume(at now: SessionTime) {
    change(at: now) {
      $0.isInfusing = true
      $0.stoppedAt = nil
      $0.run = nil
    }
  }

  public mutating func stop(at now: SessionTime) {
    change(at: now) {
      $0.isInfusing = false
      $0.stoppedAt = now
      $0.run = nil
      $0.reckonedAtStop = $0.reckoned.volume(at: now)
    }
  }

  public mutating func setRate(_ rate: MillilitresPerHour, at now: SessionTime) {
    change(at: now) { $0.setRate = rate }
  }

  public mutating func bolus(_ volume: Millilitres, at now: SessionTime) {
    change(at: now, tells: true) { $0.record(bolus: volume, at: now) }
  }

  /// A phase of the session ends at this instant: its dose is told, unless it just was, as at the start.
  public mutating func endPhase(at now: SessionTime) {
    change(at: now) { _ in }
    let figures = figures(at: now)
    if toldAt != now || told != figures { append(figures, at: now) }
  }

  /// The session is over. What a pump gives after that belongs to no dose: the figures for any later time are
  /// those of the end.
  public mutating func close(at now: SessionTime) {
    reckoned.set(.zero, at: now)
    set.set(.zero, at: now)
    isClosed = true
  }
}

// MARK: - What the pump does

extension DoseAccount {
  /// What the pump that is listened to said; a nil member says nothing.
  public mutating func heard(_ report: PumpReport, at now: SessionTime) {
    change(at: now) {
      $0.interval.read(report, hasCounter: $0.track != nil, at: now)
      $0.pump.hear(report, at: now)
      $0.takeFlows(at: now)
      if let volume = report.volume { $0.read(CounterReading(at: now, volume: volume)) }
    }
  }

  /// The link says that it is gone.
  public mutating func pumpLost(at now: SessionTime) {
    change(at: now) { $0.losePump(at: now) }
  }

  /// Another pump from here on. What was reckoned for the old one stays, estimated.
  public mutating func pumpChanged(nominalInterval: TimeSpan? = nil, at now: SessionTime) {
    change(at: now) {
      $0.leaveCounter(at: now)
      $0.pump = ReportedFlow()
      $0.interval = ReadingInterval(nominal: nominalInterval ?? $0.nominalInterval)
      $0.isWhole = true
      $0.smallestRise = nil
    }
  }

  /// Nobody watched, nor heard the pump. What may have gone in is reckoned, capped at the order (rule 18);
  /// deadlines inside the gap fire at its end.
  public mutating func bridgeGap(from: SessionTime, to now: SessionTime) {
    passDeadlines(before: from)
    // Nothing is told of this: the figures at the gap's beginning no longer hold at its end.
    withForecast(at: from) { $0.losePump(at: from) }
    passDeadlines(before: from + .milliseconds(1))
    interval.breakOff()
    let before = figures(at: from).volume
    let ordered = order?.volume ?? before
    let beyond = max(.zero, figures(at: now).volume - max(before, ordered))
    withForecast(at: now) {
      // What went on beyond the order before may have gone on in the gap, too.
      $0.waive(beyond, mayHaveFlowed: before > ordered)
      $0.takeFlows(at: now, isEstimated: true)
      $0.fire(at: now)
    }
  }
}

// MARK: - How a change is made

extension DoseAccount {
  /// Inputs come before the deadlines of their instant.
  mutating func change(
    at now: SessionTime, tells: Bool = false, _ change: (inout DoseAccount) -> Void
  ) {
    passDeadlines(before: now)
    withForecast(at: now) {
      change(&$0)
      $0.takeFlows(at: now)
    }
    tell(at: now, always: tells)
  }

  /// Passes every deadline until `time`, and those of that instant: no input comes at it any more.
  public mutating func advance(to time: SessionTime) {
    passDeadlines(before: time + .milliseconds(1))
  }

  private mutating func passDeadlines(before time: SessionTime) {
    while let deadline = nextDeadline, deadline < time {
      withForecast(at: deadline) { $0.fire(at: deadline) }
    }
  }

  /// What is told since this was last called.
  public mutating func popNews() -> [DoseNews] {
    let taken = news
    news = []
    return taken
  }

  mutating func append(_ figures: VolumeFigures, at now: SessionTime) {
    told = figures
    toldAt = now
    news.append(DoseNews(at: now, figures: figures))
  }
}
