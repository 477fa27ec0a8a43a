import Devices
import InfusionCore
import PatientSimulator
import Quantities

/// A simulated session decided by the engine: the station's lines as readings, the script's actions, and back
/// to the station what the engine made of them.
struct EnginePlay {
  private(set) var raised: [AlarmID: AlarmPriority] = [:]
  private(set) var refused: [Refusal] = []
  private(set) var session: Session

  private var station: SimulatedBedside
  private static let source = SourceID("line")

  init(_ simulated: SimulatedSession) throws {
    let roles: Set<DeviceRole> =
      simulated.course.scenario.needsPump ? [.oximeter, .cuff, .pump] : [.oximeter, .cuff]
    station = SimulatedBedside(
      seed: simulated.seed, person: simulated.person, scenario: simulated.course.scenario,
      weight: simulated.weight,
      specs: [.line(roles)])
    session = Session(
      plan: SessionPlan(
        weight: simulated.weight, plan: simulated.plan, sources: [SourceDescription(id: Self.source)],
        origin: .simulated))
    note(session.begin())
    for scripted in try OperatorScript.parse(Array(simulated.course.script.utf8)) {
      run(to: scripted.time)
      act(scripted)
    }
  }

  private mutating func run(to time: SessionTime) {
    for sent in station.advance(to: time) {
      switch sent.content {
      case .bytes(let bytes):
        let record = LineRecord(time: sent.time, bytes: bytes)
        note(session.receive(.reading(record.reading(from: Self.source)), at: sent.time).events)
      case .unplugged: note(session.receive(.link(Self.source, .lost(.vanished)), at: sent.time).events)
      case .pluggedIn: note(session.receive(.link(Self.source, .connected), at: sent.time).events)
      }
    }
  }

  private mutating func act(_ scripted: ScriptedAction) {
    if let help = Intervention(scripted.action) { station.receive(help) }
    note(session.receive(.action(scripted.action, by: scripted.by), at: scripted.time).events)
    let rate = session.infusion?.figures(at: scripted.time).rate ?? .zero
    station.follow(
      phase: session.phase, rate: rate, concentration: session.plan.concentration, at: scripted.time)
  }

  private mutating func note(_ events: [StampedEvent]) {
    for stamped in events {
      if case .refused(let refusal) = stamped.event { refused.append(refusal) }
      let signal: (AlarmID, AlarmSignal)? =
        if case .alarmRaised(let id, let signal, _) = stamped.event {
          (id, signal)
        } else if case .alarmPriority(let id, let signal) = stamped.event {
          (id, signal)
        } else {
          nil
        }
      if let (id, signal) = signal { raised[id] = max(raised[id] ?? .info, signal.priority) }
    }
  }
}

extension LineRecord {
  func reading(from source: SourceID) -> Reading {
    var reading = Reading(source: source, status: fields["status"].flatMap(SensorStatus.init(rawValue:)))
    reading.hr = sample("hr")
    reading.spo2 = sample("spo2")
    if fields["sys"] == "-" {
      reading.nibp = .failed()
    } else if let sys = fixed("sys"), let dia = fixed("dia") {
      reading.nibp = .measured(.pressure(sys: sys, dia: dia, map: fixed("map")))
    }
    if let state = fields["pump"].flatMap(PumpState.init(rawValue:)) {
      reading.pump = PumpReport(
        state: state, rate: number("rate").map { MillilitresPerHour($0) },
        volume: number("vol").map { Millilitres($0) })
    }
    return reading
  }

  private func fixed(_ key: String) -> Fixed? { fields[key].flatMap { Fixed($0) } }

  private func sample(_ key: String) -> Sample? {
    fields[key].map { text in Fixed(text).map { .value($0) } ?? .noValue }
  }
}
