public import InfusionCore
public import Quantities

/// What had gone in at each whole minute of the session, and at every instant that a page tells of: the
/// engine's own figures, each with its own time.
public struct DoseCourse: Hashable, Sendable {
  /// What was in, and what flowed, at one time.
  public struct Sample: Hashable, Sendable {
    public var at: SessionTime
    public var dose: DoseFigures
    /// What flowed.
    public var rate: MillilitresPerHour
  }
  /// In the order of time; none before the infusion.
  public var samples: [Sample] { stretches.flatMap { $0.samples(minutes) } }
  /// The last of them.
  public var last: Sample? { stretches.last?.last(minutes) }
  /// When the dose first had the value of the last sample.
  public var lastChange: SessionTime? {
    guard let last = stretches.last else { return nil }
    return stretches.reversed().prefix { $0.first.dose == last.first.dose }.last?.first.at
  }
  private var stretches: [Stretch] = []
  private var count = 0
  /// When a pump that ran on after the stop last gave something, by the last sample.
  public private(set) var lastRiseAfterStop: SessionTime?
  /// Instants that are still to be sampled, beside the minutes.
  private var wanted: [SessionTime] = []
  private var nextMinute = SessionTime.start
  private let minutes: WholeMinutes

  /// - Parameter offset: how far behind a whole minute of the session the minutes begin; less than one.
  init(offset: TimeSpan = .zero) {
    minutes = WholeMinutes(offset: offset)
    nextMinute = .start + offset
  }

  /// A sample, and how many whole minutes after it told the same: a stopped infusion has hours of them.
  private struct Stretch: Hashable, Sendable {
    var first: Sample
    var minutes: Int64 = 0

    func samples(_ whole: WholeMinutes) -> [Sample] { (0...minutes).map { sample($0, whole) } }
    func last(_ whole: WholeMinutes) -> Sample { sample(minutes, whole) }

    func sample(_ number: Int64, _ whole: WholeMinutes) -> Sample {
      var sample = first
      if number > 0 { sample.at = whole.next(after: first.at) + .minutes(number - 1) }
      return sample
    }

    /// The last of that time or before it.
    func sample(at time: SessionTime, _ whole: WholeMinutes) -> Sample {
      let later = (time - whole.next(after: first.at)).milliseconds
      return sample(later < 0 ? 0 : min(minutes, later / 60_000 + 1), whole)
    }

    func goesOn(with next: Sample, _ whole: WholeMinutes) -> Bool {
      next.dose == first.dose && next.rate == first.rate && next.at == sample(minutes + 1, whole).at
    }
  }

  /// Two weeks in minutes, so that a damaged time cannot ask for all of the memory.
  private static let most = 20_160

  /// The last sample of that time or before it.
  public func sample(at time: SessionTime) -> Sample? {
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].first.at <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? stretches[low - 1].sample(at: time, minutes) : nil
  }

  /// A page tells of this instant.
  mutating func want(_ time: SessionTime) { if wanted.last != time { wanted.append(time) } }

  /// The session goes on to a later time: instants wanted before it are sampled now, when all of their inputs
  /// are in.
  mutating func pass(to time: SessionTime, of session: Session) {
    guard isDue(before: time) else { return }
    guard session.infusion != nil else { return skip(to: time) }
    // Deadlines between the session's last input and the instant count, so a copy of it goes there.
    var ahead = session
    while isDue(before: time), count < Self.most {
      let next = nextDue
      _ = ahead.advance(to: next)
      append(ahead.infusion, at: next)
      drop(next)
    }
    if count >= Self.most { skip(to: time) }
  }

  /// Nobody watched from then to now: the samples in between tell at most what was ordered.
  mutating func bridge(_ from: SessionTime, to time: SessionTime, of session: Session) {
    pass(to: from + .milliseconds(1), of: session)
    var ahead = session
    while isDue(before: time), count < Self.most, let infusion = ahead.infusion, infusion.flow > .zero,
      infusion.volume(at: nextDue) < infusion.order.volume
    {
      let next = nextDue
      _ = ahead.advance(to: next)
      append(ahead.infusion, at: next)
      drop(next)
    }
    skip(to: time)
  }

  private var nextDue: SessionTime { wanted.first.map { min($0, nextMinute) } ?? nextMinute }
  private func isDue(before time: SessionTime) -> Bool { nextDue < time }

  private mutating func append(_ infusion: Infusion?, at time: SessionTime) {
    guard let infusion, last.map({ $0.at < time }) ?? true else { return }
    lastRiseAfterStop = infusion.lastRiseAfterStop(at: time)
    let sample = Sample(at: time, dose: infusion.dose(at: time), rate: infusion.figures(at: time).rate)
    count += 1
    if stretches.last?.goesOn(with: sample, minutes) ?? false {
      stretches[stretches.count - 1].minutes += 1
    } else {
      stretches.append(Stretch(first: sample))
    }
  }

  private mutating func drop(_ time: SessionTime) {
    if nextMinute <= time { nextMinute = minutes.next(after: time) }
    wanted.removeAll { $0 <= time }
  }

  private mutating func skip(to time: SessionTime) {
    wanted.removeAll { $0 < time }
    nextMinute = minutes.next(after: time + .milliseconds(-1))
  }
}

/// Where minutes begin: those of the session, or those of its infusion.
private struct WholeMinutes: Hashable, Sendable {
  let offset: TimeSpan

  func next(after time: SessionTime) -> SessionTime {
    let passed = (time.sinceStart - offset).milliseconds
    return .start + offset + (passed < 0 ? .zero : .minutes(passed / 60_000 + 1))
  }
}
