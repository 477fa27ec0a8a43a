import Devices
import InfusionCore
import OperatorLanguage
import Quantities

@testable import PatientSimulator

/// A drill with a rule-based trainee at the chair. Bytes, drivers and session are as at a real chair, but
/// nothing is recorded.
struct EnginePlay {
  private(set) var session: Session
  private(set) var raised: [AlarmID: AlarmPriority] = [:]
  private(set) var raisedAt: [AlarmID: SessionTime] = [:]
  private(set) var refused: [Refusal] = []
  private var bedside: CabledBedside
  private var trainee: Trainee
  private var script: ArraySlice<ScriptedAction>
  private var isBegun = false

  var score: ScenarioScore { bedside.score }
  var situation: Situation { bedside.situation }
  func result(_ id: String) -> ScenarioScore.Result? {
    score.objectives.first { $0.id == id }?.result
  }

  /// - Parameter script: actions in addition to those of the trainee.
  init(
    _ scenario: Scenario, _ kind: Trainee.Kind, seed: UInt64 = 1, weight: Kilograms? = nil,
    plan: String = "trd-40", script: [ScriptedAction] = []
  ) {
    let station = SimulatedBedside(seed: seed, scenario: scenario, specs: Self.trolley(for: scenario))
    bedside = CabledBedside(station)
    let charted = weight ?? scenario.chart.weight ?? scenario.truth.weight ?? Scenario.usualWeight
    session = Session(
      plan: SessionPlan(weight: charted, plan: plan, sources: bedside.sources, origin: .drill))
    trainee = Trainee(kind, in: scenario)
    self.script = script[...]
  }

  /// For a problem of the patient, a monitor that sends every ten seconds, because such a drill plays faster.
  /// For one of the equipment, the usual trolley.
  private static func trolley(for scenario: Scenario) -> [SimulatedDeviceSpec] {
    let isOfEquipment = scenario.events.flatMap(\.happenings).contains { what in
      switch what {
      case .probeOff, .lowPerfusion, .cuffFails, .garbage, .unplug, .pump: true
      case .rest, .response, .trouble, .vomit, .say, .escort, .episode, .motion, .cuffMeasure: false
      }
    }
    guard isOfEquipment else { return [SimulatedDeviceSpec(.dri)] }
    return [SimulatedDeviceSpec(.noninDF8), .line(scenario.needsPump ? [.cuff, .pump] : [.cuff])]
  }

  /// A copy of the play that goes on from here with another trainee.
  func goingOn(as kind: Trainee.Kind) -> EnginePlay {
    var other = self
    other.trainee.kind = kind
    return other
  }

  /// Whether the danger is that long ago in a drill in which nothing has called.
  func hasPassed(_ span: TimeSpan) -> Bool {
    situation.dangerCameAt.map { situation.now > $0 + span + .minutes(5) } ?? false
  }

  /// Plays until the session is closed, or until the given time after its start.
  ///
  /// - Parameter isEnough: ends the play early; asked once a minute.
  mutating func run(
    until end: SessionTime = .minutes(110), or isEnough: (EnginePlay) -> Bool = { _ in false }
  ) {
    begin()
    while session.phase != .closed, bedside.deadline <= end {
      if bedside.deadline.milliseconds % 60_000 == 0, isEnough(self) { return }
      while let next = script.first, next.time < bedside.deadline {
        script.removeFirst()
        take(bedside.advance(to: next.time))
        act(next.action, by: next.by, at: next.time)
      }
      let second = bedside.deadline
      take(bedside.advance(to: second))
      note(session.advance(to: second - TimeSpan.milliseconds(1)))
      bedside.look(at: session)
      for action in bedside.acts(of: &trainee, in: session) { act(action, by: trainee.by, at: session.now) }
    }
  }

  /// Begins the play, unless it has begun: a play may go on in its middle with another trainee.
  private mutating func begin() {
    guard !isBegun else { return }
    isBegun = true
    note(session.begin())
    take(bedside.begin(at: .start))
  }

  /// Does something now, as the trainee.
  mutating func does(_ action: Action) { act(action, by: trainee.by, at: session.now) }

  private mutating func act(_ action: Action, by initials: String?, at time: SessionTime) {
    let own = session.receive(.action(action, by: initials), at: time)
    note(own.events)
    let isAccepted = !own.own.contains { if case .refused = $0.event { true } else { false } }
    bedside.follow(session, at: time)
    bedside.answer(to: action, isAccepted: isAccepted, at: time)
  }

  private mutating func take(_ inputs: [StampedInput]) {
    for stamped in inputs where session.phase != .closed {
      let phase = session.phase
      if let input = stamped.input { note(session.receive(input, at: stamped.time).events) }
      if session.phase != phase { bedside.follow(session, at: stamped.time) }
    }
  }

  private mutating func note(_ events: [StampedEvent]) {
    for stamped in events {
      switch stamped.event {
      case .refused(let refusal): refused.append(refusal)
      case .alarmRaised(let id, let signal, _):
        raised[id] = max(raised[id] ?? .info, signal.priority)
        raisedAt[id] = raisedAt[id] ?? stamped.time
      case .alarmPriority(let id, let signal): raised[id] = max(raised[id] ?? .info, signal.priority)
      default: break
      }
    }
  }
}

/// One line of the record of a scenario's play.
extension ScriptedAction {
  init(_ seconds: Int64, _ action: Action) { self.init(time: .seconds(seconds), action: action, line: 1) }
}

extension Scenario {
  /// A shipped scenario whose trouble comes when the scripts of these tests, which are written by the minute,
  /// expect it: systolic above 180 at minute 25, the closed airway at minute 24, nausea at minute 33.
  static func byTheClock(_ name: String) -> Scenario? {
    var scenario = named(name)
    let waits: [String: Wait] = [
      "hypertension": .minutes(12), "desaturation": .minutes(17), "probe-off": .minutes(10),
      "vomiting": .minutes(23), "bradycardia": .minutes(8), "panic": .seconds(380),
      "cuff-failure": .seconds(580), "unplug": .minutes(30), "pump-occlusion": .minutes(20),
      "pounds": .seconds(76), "tenfold": .minutes(2), "over-sedation": .minutes(5),
      "no-escort": .minutes(24),
    ]
    for place in scenario?.events.indices ?? 0..<0 where scenario?.events[place].after.isDrawn == true {
      scenario?.events[place].after = waits[name] ?? .zero
    }
    return scenario
  }
}
