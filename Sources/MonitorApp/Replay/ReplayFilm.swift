import InfusionCore
import MonitorUI
import Quantities
import SessionRecord

/// A recording that can be wound: the session as it stood at any instant, folded from its beginning.
struct ReplayFilm {
  private let plan: SessionPlan
  private let inputs: [StampedInput]
  private(set) var session: Session
  private(set) var position = SessionTime.start
  private var next = 0
  let length: SessionTime
  /// When the alarms above info were raised, in order.
  let alarms: [SessionTime]
  let infusionStart: SessionTime?

  init(_ plan: SessionPlan, _ inputs: [StampedInput]) {
    self.plan = plan
    self.inputs = inputs
    length = inputs.map(\.time).max() ?? .start
    session = Session(plan: plan)
    var whole = Session(plan: plan)
    var raised: [SessionTime] = []
    for stamped in inputs {
      guard let input = stamped.input else { continue }
      raised += Self.raised(in: whole.receive(input, at: stamped.time, entry: stamped.entry ?? 0).events)
    }
    raised += Self.raised(in: whole.advance(to: length))
    alarms = raised
    infusionStart = whole.startedAt
  }

  private static func raised(in events: [StampedEvent]) -> [SessionTime] {
    events.compactMap { stamped in
      guard case .alarmRaised(_, let signal, _) = stamped.event, signal.priority > .info else { return nil }
      return stamped.time
    }
  }

  var nextAlarm: SessionTime? { alarms.first { $0 > position } }
  /// The one before; at an alarm, that before it.
  var previousAlarm: SessionTime? { alarms.last { $0 < position } }

  /// Winds to an instant. Backwards means from the beginning again. `follow` sees the session
  /// after each input of the way.
  mutating func wind(
    to wanted: SessionTime, events heard: ([StampedEvent]) -> Void, follow: (Session) -> Void
  ) {
    let goal = min(max(wanted, .start), length)
    if goal < position {
      session = Session(plan: plan)
      next = 0
      position = .start
    }
    if next == 0, position == .start { heard(session.begin()) }
    while next < inputs.count, inputs[next].time <= goal {
      let stamped = inputs[next]
      next += 1
      guard let input = stamped.input else { continue }
      heard(session.receive(input, at: stamped.time, entry: stamped.entry ?? 0).events)
      follow(session)
    }
    heard(session.advance(to: goal))
    position = goal
  }
}

extension ReplayFilm {
  /// What the screen shows of it where it stands.
  ///
  /// - Parameter anchor: the wall time of session time 0; nil for a file that knows none.
  func view(anchor: WallTime?) -> SessionView {
    let wall = anchor?.advanced(byMilliseconds: position.milliseconds).civil
    var view = SessionView(session, wallClock: wall?.clockText ?? "", record: .notRecording("replay"))
    view.midnight = wall.map { position - $0.sinceMidnight }
    // What is shown again was written long ago.
    view.writtenThrough = .max
    return view
  }
}
