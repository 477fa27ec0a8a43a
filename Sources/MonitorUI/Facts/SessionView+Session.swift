public import InfusionCore
import Quantities

extension SessionView {
  /// What the screen shows of a session. Wall clock and record are the edge's to say.
  public init(_ session: Session, wallClock: String, record: RecordView) {
    self.init()
    now = session.now
    self.wallClock = wallClock
    self.record = record
    takeIdentity(session)
    takeVitals(session)
    takeInfusion(session)
    takeObservation(session)
    takeAlarms(session)
    devices = session.devices.devices.map { DeviceView($0) }
    sound = session.sound
  }

  private mutating func takeIdentity(_ session: Session) {
    chair = session.setup.chair
    patient = session.patient
    weight = session.weight
    planName = session.plan.name
    planNames = session.setup.configuration.plans.map(\.name)
    symptoms = session.setup.configuration.clinic.symptoms
    medicines = session.setup.configuration.clinic.medicines
    secondPerson = session.setup.configuration.secondPerson
    interventions = session.setup.configuration.clinic.interventions
    marks = Array(session.marks.reversed().lazy.compactMap { MarkView($0, at: session.now) }.prefix(6))
    scales = session.setup.configuration.clinic.scales
    hasInfusion = session.plan.hasInfusion
    concentration = session.plan.concentration
    phase = session.phase
    origin = session.setup.origin
    startedAt = session.startedAt
    outcome = session.outcome
    hasBaseline = !session.baseline.isEmpty
    history = session.history
    limitsFromBaseline = session.limitsFromBaseline
  }

  private mutating func takeVitals(_ session: Session) {
    hr = Readout(session, .hr)
    spo2 = Readout(session, .spo2)
    rr = Readout(session, .rr)
    cuff = CuffReadout(session)
  }

  private mutating func takeInfusion(_ session: Session) {
    order = session.order
    pumpVTBI = session.vtbiCheck.map(VTBIView.init)
    rateBeforeStart = session.rateBeforeStart
    infusion = session.infusion.map { InfusionView($0, of: session) }
  }

  private mutating func takeObservation(_ session: Session) {
    observation = session.observation.map { ObservationView($0, at: session.now) }
    awayUntil = session.awayUntil
    nextCheckDue = session.phase == .closed ? nil : session.nextCheckDue
    scalesOfCheck = session.scalesOfCheck
    switch session.phase {
    case .preparation: startObstacles = Self.startObstacles(session)
    case .observing, .ready:
      dischargeObstacles = session.dischargeObstacles(escort: true).map(\.stillMissing)
    case .infusing, .paused, .closed: break
    }
    let stage: ChecklistItem.Stage = session.phase == .preparation ? .start : .discharge
    openItems = session.setup.configuration.checklist.filter {
      $0.stage == stage && session.checklist[$0.name] != .met
    }
  }

  private static func startObstacles(_ session: Session) -> [String] {
    var open: [String] = []
    if session.plan.name.isEmpty { open.append("plan") }
    if session.plan.hasInfusion {
      if session.weight == nil { open.append("weight") }
      if session.plan.dose == nil && !session.plan.name.isEmpty { open.append("dose in the plan") }
    }
    if case .fresh = session.state(of: .spo2) {} else { open.append("fresh SpO2") }
    return open + session.unmetItems(.start)
  }

  private mutating func takeAlarms(_ session: Session) {
    holds = session.holdAdvice
    audioPause = session.board.audioPause.map { PauseView(until: $0.until, by: $0.by) }
    alarms = session.board.alarms.map { AlarmView($0, of: session) }.sorted(by: AlarmView.comesFirst)
  }
}

extension AlarmView {
  init(_ alarm: Alarm, of session: Session) {
    self.init(
      id: alarm.id, priority: alarm.priority, text: Self.text(alarm, of: session),
      since: alarm.endedAt ?? alarm.raisedAt,
      isLatched: alarm.isLatched, isAcknowledged: alarm.acknowledgement != nil,
      acknowledgedBy: alarm.acknowledgement?.by)
  }

  /// A limit's alarm is told with the value of now, not with the one that raised it: the band and the tile
  /// below it never differ. Where there is no value now, the last one is told as past.
  private static func text(_ alarm: Alarm, of session: Session) -> String {
    if alarm.isLatched { return "\(alarm.id.name) ended" }
    switch alarm.id {
    case .limit(let vital, _):
      switch session.state(of: vital) {
      case .fresh(let now):
        return alarm.id.text(AlarmSignal(alarm.priority, value: now.value, limit: alarm.signal.limit))
      case .withdrawn(let last), .stale(let last): return "\(vital.label) was \(last.value)"
      case .absent: return alarm.id.name
      }
    case .device(let source, .lost): return alarm.id.text(alarm.signal, loss: session.devices[source]?.loss)
    case .noValue, .device, .nibpOverdue, .nibpFailed, .pump, .journalFailing, .journalSpace, .soundFailing,
      .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      return alarm.id.text(alarm.signal)
    }
  }

  /// Active before latched, then by priority, then what nobody has answered, then the newest.
  static func comesFirst(_ a: AlarmView, _ b: AlarmView) -> Bool {
    if a.isLatched != b.isLatched { return b.isLatched }
    if a.priority != b.priority { return a.priority > b.priority }
    if a.isAcknowledged != b.isAcknowledged { return b.isAcknowledged }
    return a.since > b.since
  }
}

extension MarkView {
  fileprivate init?(_ mark: Mark, at now: SessionTime) {
    guard case .action(let action) = mark.what, let words = MarkWords.text(action) else { return nil }
    self.init(
      entry: mark.entry, action: action, text: "#\(mark.entry) \(words), \((now - mark.at).clock) ago")
  }
}

extension DeviceView {
  init(_ device: DeviceWatch.Device) {
    self.init(name: device.source.id.name)
    trouble = device.loss?.sentence ?? device.status.flatMap(Self.trouble)
  }

  private static func trouble(_ status: SensorStatus) -> String? {
    switch status {
    case .ok: nil
    case .off: "sensor off"
    case .searching: "searching"
    case .lowPerfusion: "low perfusion"
    case .artifact: "artifact"
    case .error: "device error"
    }
  }
}
