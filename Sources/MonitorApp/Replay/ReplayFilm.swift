import InfusionCore
import MonitorUI
import OperatorLanguage
import Quantities
import SessionRecord
import SessionRuns

/// A recording that can be wound: the session as it stood at any instant, folded from its beginning.
struct ReplayFilm {
  private let plan: SessionPlan
  private let inputs: [StampedInput]
  private(set) var session: Session
  private(set) var position = SessionTime.start
  private var next = 0
  let length: SessionTime
  /// When the alarms above info were raised, in order.
  var alarms: [SessionTime] { raised.map(\.at) }
  private let raised: [RaisedAlarm]
  let infusionStart: SessionTime?
  /// How many of the inputs come until the session is closed; nil while it is not.
  private let untilClosed: Int?

  init(_ plan: SessionPlan, _ inputs: [StampedInput]) {
    self.plan = plan
    self.inputs = inputs
    length = inputs.map(\.time).max() ?? .start
    session = Session(plan: plan)
    var whole = Session(plan: plan)
    var raised: [RaisedAlarm] = []
    var untilClosed: Int?
    for (index, stamped) in inputs.enumerated() {
      guard let input = stamped.input else { continue }
      raised += Self.raised(in: whole.receive(input, at: stamped.time, entry: stamped.entry ?? 0).events)
      if whole.phase == .closed, untilClosed == nil { untilClosed = index + 1 }
    }
    self.untilClosed = untilClosed
    raised += Self.raised(in: whole.advance(to: length))
    self.raised = raised
    infusionStart = whole.startedAt
  }

  private struct RaisedAlarm {
    let at: SessionTime
    let words: String
  }

  private static func raised(in events: [StampedEvent]) -> [RaisedAlarm] {
    events.compactMap { stamped in
      guard case .alarmRaised(let id, let signal, _) = stamped.event, signal.priority > .info else {
        return nil
      }
      return RaisedAlarm(at: stamped.time, words: "\(id.mark(signal.priority)) \(id.text(signal))")
    }
  }

  /// The lines of a script among the inputs that a closed session has left undone.
  func undone(of script: [ScriptedAction]) -> [ScriptedAction] {
    guard let untilClosed else { return [] }
    let followed = FollowedScript(script, book: UnwrittenBook())
    for stamped in inputs.prefix(untilClosed) {
      guard let input = stamped.input else { continue }
      _ = followed.enter(input, at: stamped.time, recorded: nil, by: session)
    }
    return followed.left
  }

  var nextAlarm: SessionTime? { raised.first { $0.at > position }?.at }
  /// The one before; at an alarm, that before it.
  var previousAlarm: SessionTime? { raised.last { $0.at < position }?.at }

  /// What comes next, for whoever wants to know it: `in 3:20  ** SpO2 84 < 85`.
  var coming: String {
    guard let next = raised.first(where: { $0.at > position }) else { return "no further alarm" }
    return "in \((next.at - position).clock)  \(next.words)"
  }

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
