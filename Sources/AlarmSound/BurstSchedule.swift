/// When the next burst sounds, and which. Only the highest priority that sounds is heard. A value without a
/// clock: times are milliseconds of the caller's.
///
/// A new condition, or one that rises, sounds at once; the highest repeats until it is silenced or over; low
/// does not repeat. A burst once begun is played to its end unless a person silences it or a more urgent one
/// begins, so that a short condition is heard too (IEC 60601-1-8, 6.10).
public struct BurstSchedule<ID: Hashable & Sendable>: Sendable {
  private let intervals: BurstIntervals
  private let lengthMilliseconds: @Sendable (Urgency) -> Int64
  private var sounding: [ID: Urgency] = [:]
  private var highest: Urgency?
  /// A burst to play once, whatever repeats: for something new, or a reminder.
  private var owed: Urgency?
  private var last: (urgency: Urgency, endMilliseconds: Int64)?
  private var isPaused = false
  private var isEscalated = false

  /// - Parameter lengthMilliseconds: how long a burst takes on this output.
  public init(
    intervals: BurstIntervals = BurstIntervals(),
    lengthMilliseconds: @escaping @Sendable (Urgency) -> Int64 = { Int64(Burst($0).lengthMilliseconds) }
  ) {
    self.intervals = intervals
    self.lengthMilliseconds = lengthMilliseconds
  }

  /// The conditions that sound now: active and not acknowledged. One that was not among them, or was lower,
  /// is new.
  ///
  /// - Parameter isEscalated: nobody has answered a high one for too long: its bursts follow one another
  ///   without the silence between them, until somebody does.
  public mutating func sound(_ conditions: [ID: Urgency], isEscalated: Bool = false) {
    for (id, urgency) in conditions where sounding[id].map({ $0 < urgency }) ?? true { owe(urgency) }
    sounding = conditions
    highest = conditions.values.max()
    self.isEscalated = isEscalated
  }

  /// Plays one burst for a condition that is otherwise silent.
  public mutating func remind(_ urgency: Urgency) { owe(urgency) }

  /// A person silenced what sounded. What is playing counts as over; the caller stops it.
  public mutating func silence(atMilliseconds now: Int64) {
    owed = nil
    if let (urgency, end) = last { last = (urgency, min(end, now)) }
  }

  /// During a pause nothing is due. When it ends, a condition that still repeats sounds at once.
  public mutating func pause(_ paused: Bool) {
    if isPaused && !paused, let highest, highest > .low { owe(highest) }
    isPaused = paused
  }

  /// When `popDue` has a burst; nil while none is to come.
  public var dueMilliseconds: Int64? {
    if isPaused { return nil }
    if let owed = effectivelyOwed {
      guard let last, last.urgency >= owed else { return .min }
      return last.endMilliseconds + intervals.shortestMilliseconds
    }
    guard let highest, let interval = silence(after: highest) else { return nil }
    return last.map { $0.endMilliseconds + interval } ?? .min
  }

  /// The burst to begin now, if one is due.
  public mutating func popDue(atMilliseconds now: Int64) -> Urgency? {
    guard let due = dueMilliseconds, due <= now, let urgency = effectivelyOwed ?? highest else { return nil }
    owed = nil
    last = (urgency, now + lengthMilliseconds(urgency))
    return urgency
  }

  private func silence(after urgency: Urgency) -> Int64? {
    isEscalated && urgency == .high
      ? intervals.escalatedMilliseconds : intervals.milliseconds(urgency)
  }

  /// Something new below the priority that repeats is not played: its burst would hide the one that counts.
  private var effectivelyOwed: Urgency? {
    guard let owed else { return nil }
    if let highest, highest > owed { return nil }
    return owed
  }

  private mutating func owe(_ urgency: Urgency) { owed = max(owed ?? urgency, urgency) }
}

/// The silences between bursts, from the end of one to the beginning of the next.
public struct BurstIntervals: Hashable, Sendable {
  /// At most 10 s and 25 s, as a bedside monitor has them (Edan X8 manual); the standard allows 15 and 30.
  public var highMilliseconds: Int64
  public var mediumMilliseconds: Int64
  /// Between two bursts of one urgency, however often something new happens: the standard's least.
  public let shortestMilliseconds: Int64 = 2500
  /// The pause between the halves of a high burst; bursts of an escalated alarm follow one another at this
  /// distance.
  public let escalatedMilliseconds: Int64 = 500

  public init(highMilliseconds: Int64 = 10_000, mediumMilliseconds: Int64 = 25_000) {
    self.highMilliseconds = highMilliseconds
    self.mediumMilliseconds = mediumMilliseconds
  }

  /// nil: not repeated.
  func milliseconds(_ urgency: Urgency) -> Int64? {
    switch urgency {
    case .high: highMilliseconds
    case .medium: mediumMilliseconds
    case .low: nil
    }
  }
}
