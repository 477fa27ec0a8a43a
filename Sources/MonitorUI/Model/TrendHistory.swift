public import InfusionCore
public import Quantities

/// What the trends are drawn from: a bucket for every five seconds of the session.
///
/// It follows the session input by input, and takes what the session took: a reading that the session does
/// not use is on no curve. How long a value counts is the engine's to say, and kept beside it.
public struct TrendHistory: Hashable, Sendable {
  public struct Bucket: Hashable, Sendable {
    /// Thousandths.
    public var low: Int
    public var high: Int
    /// What is read at an instant between them is the one or the other.
    var first: Sample
    var last: Sample
  }

  /// A value with its own instant, and until when it counted.
  struct Sample: Hashable, Sendable {
    var value: Fixed
    var at: SessionTime
    var until: SessionTime
  }

  /// One streamed vital.
  struct Course: Hashable, Sendable {
    var buckets: [Bucket?] = []
    /// When there was a value no more, as far as an input told it.
    var lapses: [SessionTime] = []
    var isFresh = false
    /// Whose values they are, and how long one counts: asked once a bucket, and of another source anew.
    var source: SourceID?
    var counts = TimeSpan.zero
  }

  public static let bucket = TimeSpan.seconds(5)
  private(set) var hr = Course()
  private(set) var spo2 = Course()
  private(set) var rr = Course()
  /// mL/h, the highest in the bucket.
  private(set) var rate: [Double?] = []
  /// What had gone in at an instant of the bucket, mg.
  private(set) var delivered: [Double?] = []
  /// Until when each measurement of the cuff counted, by its instant.
  private(set) var pressuresUntil: [SessionTime: SessionTime] = [:]
  private var pressure: LastPressure?
  /// Limits that changed, and changes of the infusion, as the session told them.
  private(set) var limitChanges: [LimitStep] = []
  private(set) var steps: [RateStep] = []

  public init() {}

  /// What a streamed vital was in each bucket; nil where nothing was heard.
  public func buckets(of vital: Vital) -> [Bucket?] { course(of: vital)?.buckets ?? [] }

  func course(of vital: Vital) -> Course? {
    switch vital {
    case .hr: hr
    case .spo2: spo2
    case .rr: rr
    case .sys, .dia, .map: nil
    }
  }

  /// To be called after each input that the session took.
  public mutating func follow(_ session: Session) {
    guard let index = Self.index(of: session.now) else { return }
    let heard = session.heard
    Self.follow(session, .hr, heard?.hr, at: index, in: &hr)
    Self.follow(session, .spo2, heard?.spo2, at: index, in: &spo2)
    Self.follow(session, .rr, heard?.rr, at: index, in: &rr)
    noteInfusion(of: session, at: index)
    notePressure(of: session)
  }

  /// Takes what the session told.
  mutating func add(_ stamped: StampedEvent) {
    switch stamped.event {
    case .limitChanged(let change): limitChanges.append(LimitStep(at: stamped.time, change: change))
    case .infusion(let change, let figures):
      steps.append(RateStep(at: stamped.time, change: change, rate: figures.rate))
    case .accepted, .remarked, .measured, .corrected, .dose, .bound, .due, .phase, .observation, .alarmRaised,
      .alarmPriority, .alarmEnded, .alarmAcknowledged, .alarmReminded, .alarmEscalated, .limitReminded,
      .audioPaused, .audioResumed, .baseline, .checkTaken, .away, .back, .holdAdvised, .holdEnded, .gap,
      .refused, .closed:
      break
    }
  }

  private static func follow(
    _ session: Session, _ vital: Vital, _ value: VitalValue?, at index: Int, in course: inout Course
  ) {
    if let value {
      if index >= course.buckets.count || course.source != value.source {
        course.source = value.source
        course.counts = session.freshUntil(of: vital).map { $0 - value.at } ?? .zero
      }
      note(value, until: value.at + course.counts, at: index, in: &course.buckets)
      course.isFresh = true
      return
    }
    guard course.isFresh else { return }
    switch session.state(of: vital) {
    case .fresh: break
    case .withdrawn, .stale, .absent:
      course.isFresh = false
      course.lapses.append(session.now)
    }
  }

  /// What flows goes on between two inputs.
  private mutating func noteInfusion(of session: Session, at index: Int) {
    guard let infusion = session.infusion else { return }
    let flow = infusion.flow
    let before = rate.count
    Self.fill(&rate, to: index)
    let began = Self.index(of: infusion.startedAt) ?? 0
    for missed in max(before, began)..<max(index, max(before, began)) { rate[missed] = flow.value }
    rate[index] = max(rate[index] ?? 0, flow.value)
    guard delivered.count <= index else { return }
    Self.fill(&delivered, to: index)
    delivered[index] = infusion.delivered(at: session.now).value
  }

  /// The engine is asked again only where its answer can be another: for another measurement or phase.
  private mutating func notePressure(of session: Session) {
    guard let at = session.cuff.lastAt, pressure?.at != at || pressure?.phase != session.phase else { return }
    pressure = LastPressure(at: at, phase: session.phase)
    pressuresUntil[at] = session.freshUntil(of: .sys) ?? session.freshUntil(of: .map) ?? at
  }

  /// Nil of what is older than a day: not a session any more, and not a reason to fill memory.
  private static func index(of time: SessionTime) -> Int? {
    let index = Int(time.milliseconds / bucket.milliseconds)
    return index >= 0 && index < 17_280 ? index : nil
  }

  private static func note(
    _ value: VitalValue, until: SessionTime, at index: Int, in buckets: inout [Bucket?]
  ) {
    fill(&buckets, to: index)
    let (figure, old) = (value.value.thousandths, buckets[index])
    let sample = Sample(value: value.value, at: value.at, until: until)
    buckets[index] = Bucket(
      low: min(old?.low ?? figure, figure), high: max(old?.high ?? figure, figure),
      first: old?.first ?? sample, last: sample)
  }

  private static func fill<Element>(_ buckets: inout [Element?], to index: Int) {
    while buckets.count <= index { buckets.append(nil) }
  }
}

/// The measurement that was last asked about.
private struct LastPressure: Hashable, Sendable {
  var at: SessionTime
  var phase: Phase
}

/// A limit that became another one.
struct LimitStep: Hashable, Sendable {
  var at: SessionTime
  var change: LimitChange
}

/// A change of what should flow, and the rate from then on.
struct RateStep: Hashable, Sendable {
  var at: SessionTime
  var change: InfusionChange
  var rate: MillilitresPerHour
}
