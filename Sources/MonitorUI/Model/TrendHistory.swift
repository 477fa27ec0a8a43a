public import InfusionCore
import Phrases
public import Quantities

/// What the trends are drawn from: a bucket for every five seconds of the last two hours, and of each minute
/// before them the lowest and the highest (`TrendCurve`). So the curves of a day need no more memory than
/// those of an hour.
///
/// It follows the session input by input, and has only readings that the session used. The engine says how
/// long a value counts, and that time is kept with the value.
public struct TrendHistory: Hashable, Sendable {
  /// Small, since there are many: thousandths and milliseconds of a day fit into half a word.
  public struct Bucket: TrendBucket {
    public var range: TrendRange<Int32>
    /// A read between them gives one of the two.
    var first: Sample
    var last: Sample
  }

  /// A value with its own instant, and until when it counted.
  struct Sample: Hashable, Sendable {
    private let thousandths: Int32
    private let atMilliseconds: Int32
    private let untilMilliseconds: Int32

    init(_ value: Fixed, at: SessionTime, until: SessionTime) {
      thousandths = Int32(clamping: value.thousandths)
      atMilliseconds = Int32(clamping: at.milliseconds)
      untilMilliseconds = Int32(clamping: until.milliseconds)
    }

    var value: Fixed { Fixed(thousandths: Int(thousandths)) }
    var at: SessionTime { SessionTime(milliseconds: Int64(atMilliseconds)) }
    var until: SessionTime { SessionTime(milliseconds: Int64(untilMilliseconds)) }
  }

  /// One streamed vital.
  struct Course: Hashable, Sendable {
    var curve = TrendCurve<Bucket>()
    /// When values were lost, as far as an input told it, since the first bucket that is kept.
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
  /// mL/h.
  private(set) var rate = TrendCurve<TrendRange<Double>>()
  /// What had gone in when a bucket began, mg.
  private(set) var delivered = TrendCurve<TrendRange<Double>>()
  /// How sure the dose was: each change, with its bucket.
  private(set) var sureness: [SurenessStep] = []
  /// Until when each measurement of the cuff counted, by its instant.
  private(set) var pressuresUntil: [SessionTime: SessionTime] = [:]
  private var pressure: LastPressure?
  /// Limits that changed, and changes of the infusion, as the session told them.
  private(set) var limitChanges: [LimitStep] = []
  private(set) var steps: [RateStep] = []

  public init() {}

  /// How a streamed vital went.
  public func curve(of vital: Vital) -> TrendCurve<Bucket> { course(of: vital)?.curve ?? TrendCurve() }

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
    let index = Self.index(of: session.now)
    guard index < TrendCurve<Bucket>.most else { return }
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
      if index >= course.curve.count || course.source != value.source {
        course.source = value.source
        course.counts = session.freshUntil(of: vital).map { $0 - value.at } ?? .zero
      }
      course.note(value, at: index)
      return
    }
    guard course.isFresh else { return }
    switch session.state(of: vital) {
    case .fresh: break
    case .withdrawn, .stale, .absent: course.lapse(at: session.now)
    }
  }

  /// What flows goes on between two inputs.
  private mutating func noteInfusion(of session: Session, at index: Int) {
    guard let infusion = session.infusion else { return }
    let flow = TrendRange(infusion.flow.value)
    let unseen = max(rate.count, Self.index(of: infusion.startedAt))
    for missed in unseen..<max(index, unseen) { rate.change(at: missed) { $0 = flow } }
    rate.change(at: index) { $0 = TrendRange.around($0, flow) }
    guard delivered.count <= index else { return }
    delivered.change(at: index) { $0 = TrendRange(infusion.delivered(at: session.now).value) }
    let words = InfusionView(infusion, of: session).sureness
    if words != sureness.last?.words ?? "" { sureness.append(SurenessStep(bucket: index, words: words)) }
  }

  /// Asks the engine again only if its answer can have changed: for another measurement or phase.
  private mutating func notePressure(of session: Session) {
    guard let at = session.cuff.lastAt, pressure?.at != at || pressure?.phase != session.phase else { return }
    pressure = LastPressure(at: at, phase: session.phase)
    pressuresUntil[at] = session.freshUntil(of: .sys) ?? session.freshUntil(of: .map) ?? at
  }

  /// In which bucket an instant lies.
  static func index(of time: SessionTime) -> Int { max(0, Int(time.milliseconds / bucket.milliseconds)) }

  /// When a bucket begins.
  static func start(of index: Int) -> SessionTime { .start + bucket * Int64(index) }
}

extension TrendHistory.Course {
  fileprivate mutating func note(_ value: VitalValue, at index: Int) {
    let sample = TrendHistory.Sample(value.value, at: value.at, until: value.at + counts)
    let figure = TrendRange(Int32(clamping: value.value.thousandths))
    curve.change(at: index) { bucket in
      let range = TrendRange.around(bucket?.range, figure) ?? figure
      bucket = TrendHistory.Bucket(range: range, first: bucket?.first ?? sample, last: sample)
    }
    isFresh = true
  }

  fileprivate mutating func lapse(at now: SessionTime) {
    isFresh = false
    let kept = TrendHistory.start(of: curve.firstKept)
    lapses.removeAll { $0 < kept }
    lapses.append(now)
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

/// From a bucket on the dose was told with these words before it: `~`, `up to `, or none.
struct SurenessStep: Hashable, Sendable {
  var bucket: Int
  var words: Phrase
}

/// A change of what should flow, and the rate from then on.
struct RateStep: Hashable, Sendable {
  var at: SessionTime
  var change: InfusionChange
  var rate: MillilitresPerHour
}
