public import InfusionCore
public import Quantities
public import SessionJournal
public import SessionRecord

/// An unsealed session as its own record tells it, at its last entry.
public struct OpenSession: Hashable, Sendable {
  public var id: String
  public var patient: String?
  public var phase: Phase
  /// The dose so far; nil before there is an infusion.
  public var delivered: Milligrams?
  /// Since its last entry.
  public var age: TimeSpan
  public var origin: Origin
  /// Of a drill: which one.
  public var drill: DrillSetting?
  /// Whether it was written since the machine was started, so that its age is known exactly.
  public var isOfThisBoot: Bool
  /// Whether it was begun or gone on with under the keeper of this process.
  public var ranUnderKeeper: Bool

  public init(
    id: String, patient: String?, phase: Phase, delivered: Milligrams? = nil, age: TimeSpan,
    origin: Origin = .live, drill: DrillSetting? = nil, isOfThisBoot: Bool = true,
    ranUnderKeeper: Bool = false
  ) {
    self.id = id
    self.patient = patient
    self.phase = phase
    self.delivered = delivered
    self.age = age
    self.origin = origin
    self.drill = drill
    self.isOfThisBoot = isOfThisBoot
    self.ranUnderKeeper = ranUnderKeeper
  }

  /// A session older than this is never resumed by Enter alone.
  public static let longestByDefault = TimeSpan.hours(12)

  public var isRecent: Bool { age <= Self.longestByDefault }

  /// Whether a patient is treated or observed in it.
  public var isInProgress: Bool { phase.isInProgress }
}

extension Phase {
  /// The drug flows, or works on: somebody has to watch.
  public var isInProgress: Bool {
    switch self {
    case .infusing, .paused, .observing, .ready: true
    case .preparation, .closed: false
    }
  }
}

/// A chair as a monitor finds it.
public struct ChairFacts: Hashable, Sendable {
  public var lock: Lock
  /// The chair's unsealed sessions, newest first; nil before they were read.
  public var sessions: [OpenSession]?
  /// The session that the station before wrote is closed and sealed; nil if it goes on.
  public var ended: Ended?

  /// A session that is over.
  public struct Ended: Hashable, Sendable {
    /// What of its record is not on disk; nil if all of it is.
    public var unwritten: UnwrittenRecord?

    public init(unwritten: UnwrittenRecord? = nil) { self.unwritten = unwritten }
  }

  /// Whose the chair is.
  public enum Lock: Hashable, Sendable {
    case ours
    /// The archive takes no lock: read-only, or full. Monitoring does not wait for that.
    case impossible
    case another(ChairHolder)
  }

  public init(lock: Lock, sessions: [OpenSession]?, ended: Ended? = nil) {
    self.lock = lock
    self.ended = ended
    self.sessions = sessions
  }
}

/// What a monitor was asked for: on the command line, and by its keeper. The clock that gives the session its
/// time plays no part here.
public struct BeginningRequest: Hashable, Sendable {
  /// What the command line says of unsealed sessions.
  public enum Wish: Hashable, Sendable {
    case unsaid, resume, new
    /// A machine that starts by itself, with nobody in front of it: it watches at once and asks nothing.
    case resumeIfAny
  }

  /// Who started this station, and after what.
  public enum Order: Hashable, Sendable {
    /// By a person, just now.
    case first
    /// The station died, of this: its session goes on.
    case resume(death: String)
    /// Stations died three times in a minute, the last of this: the session goes on all the same.
    case newSegment(death: String)
    /// Even the station that resumed in a new segment died before it came to life.
    case newSession
  }

  public var wish: Wish
  public var patient: String?
  public var origin: Origin
  public var drill: DrillSetting?
  public var hasScreen: Bool
  /// After a death the session that the station before wrote, as its keeper knows it.
  public var session: String?
  public var order: Order

  public init(
    wish: Wish = .unsaid, patient: String? = nil, origin: Origin = .live, drill: DrillSetting? = nil,
    hasScreen: Bool, session: String? = nil, order: Order = .first
  ) {
    self.wish = wish
    self.patient = patient
    self.origin = origin
    self.drill = drill
    self.hasScreen = hasScreen
    self.session = session
    self.order = order
  }
}

extension BeginningRequest {
  /// Whether a session can be resumed here. A simulated patient's readings must not enter a person's record,
  /// nor a person's a simulation's; and each drill has a patient of its own.
  func isOfOurKind(_ session: OpenSession) -> Bool {
    let (lesson, other) = (drill, session.drill)
    return session.origin == origin && other?.scenario == lesson?.scenario && other?.seed == lesson?.seed
  }
}
