public import Quantities

/// One alarm from its beginning to its end: where the infusion stood, how bad it was, who answered and when.
public struct AlarmEpisode: Hashable, Sendable {
  public let id: AlarmID
  public let raisedAt: SessionTime
  /// The minute of the infusion, its rate and the dose that was in when it began.
  public let context: InfusionContext
  /// The priority that it was raised with, its limit, and the value that raised it.
  public let raised: AlarmSignal
  /// Every priority that it had, with when it began.
  public private(set) var levels: [AlarmLevel]
  /// The highest priority that it had.
  public private(set) var priority: AlarmPriority
  /// The limit of that priority, and the value farthest beyond it while the alarm stood.
  public private(set) var limit: Fixed?
  public private(set) var worst: Fixed?
  /// Nil while it waits for an answer, though it was answered before it rose to a higher priority.
  public private(set) var answeredAt: SessionTime?
  public private(set) var answeredBy: String?
  /// The first answer that a rise to a higher priority voided; nil where none was.
  public private(set) var answerBeforeRise: Acknowledgement?
  /// When it last rose over an answer, and sounded again; nil of one that never did.
  public private(set) var roseAt: SessionTime?
  public private(set) var endedAt: SessionTime?
  public private(set) var end: AlarmEnd?
  /// Ended, but listed until somebody answers.
  public private(set) var isLatched = false
  /// Why a device could not be heard when its alarm was raised, and which kind garbled bytes look like.
  public private(set) var loss: LinkLoss?
  public private(set) var likeness: String?

  public init(_ id: AlarmID, _ signal: AlarmSignal, _ context: InfusionContext, at time: SessionTime) {
    self.id = id
    raisedAt = time
    self.context = context
    raised = signal
    levels = [AlarmLevel(priority: signal.priority, at: time)]
    priority = signal.priority
    limit = signal.limit
    worst = signal.value
  }
}

/// Which priority an alarm had from an instant on.
public struct AlarmLevel: Hashable, Sendable {
  public var priority: AlarmPriority
  public var at: SessionTime
}

extension AlarmEpisode {
  /// How bad it was, to be told as a signal is.
  public var peak: AlarmSignal { AlarmSignal(priority, value: worst, limit: limit) }

  /// When it became worse than it was at first; nil if it never did.
  public var worsenedAt: SessionTime? {
    guard priority > raised.priority else { return nil }
    return levels.first { $0.priority == priority }?.at
  }

  /// How long it had its highest priority before it fell; nil of one that has not fallen.
  public var timeAtPeak: TimeSpan? {
    guard let last = levels.last, last.priority < priority else { return nil }
    let spans = zip(levels, levels.dropFirst()).filter { $0.0.priority == priority }
    return spans.reduce(.zero) { $0 + ($1.1.at - $1.0.at) }
  }

  /// How long it stood; nil while it stands.
  public var duration: TimeSpan? { endedAt.map { $0 - raisedAt } }

  /// To somebody's answer: from its beginning, or from the rise that voided the answer before.
  public var answeredAfter: TimeSpan? { answeredAt.map { $0 - (roseAt ?? raisedAt) } }

  /// The first answer of all, which a rise may have voided.
  public var firstAnswer: Acknowledgement? {
    answerBeforeRise ?? answeredAt.map { Acknowledgement(at: $0, by: answeredBy) }
  }

  /// From its beginning to the first answer of all.
  public var firstAnsweredAfter: TimeSpan? { firstAnswer.map { $0.at - raisedAt } }

  /// Whether it still waits for an answer.
  public var isOpen: Bool { answeredAt == nil && (endedAt == nil || isLatched) }

  /// Whether it stood at an instant; at that of its end it does not any more.
  public func stood(at time: SessionTime) -> Bool {
    time >= raisedAt && endedAt.map { time < $0 } ?? true
  }
}

// MARK: - How it goes on

extension AlarmEpisode {
  mutating func change(to signal: AlarmSignal, at time: SessionTime) {
    if let last = levels.last, signal.priority > last.priority { voidAnswer(at: time) }
    levels.append(AlarmLevel(priority: signal.priority, at: time))
    if let value = signal.value { note(value) }
    guard signal.priority > priority else { return }
    priority = signal.priority
    limit = signal.limit
  }

  /// A value that was measured while it stood: kept if it is farther beyond the limit.
  public mutating func note(_ value: Fixed) {
    guard case .limit(_, let side) = id else { return }
    worst = worst.map { side == .low ? min($0, value) : max($0, value) } ?? value
  }

  mutating func explain(_ loss: LinkLoss?, _ likeness: String?) {
    self.loss = loss
    self.likeness = likeness
  }

  /// As `AlarmBoard` does; while nobody answers, a further rise begins no new wait.
  private mutating func voidAnswer(at time: SessionTime) {
    guard answeredAt != nil else { return }
    answerBeforeRise = firstAnswer
    roseAt = time
    (answeredAt, answeredBy) = (nil, nil)
  }

  mutating func answer(by: String?, at time: SessionTime) {
    answeredAt = time
    answeredBy = by
  }

  mutating func finish(_ reason: AlarmEnd, isLatched: Bool, at time: SessionTime) {
    endedAt = time
    end = reason
    self.isLatched = isLatched
  }
}
