public import InfusionCore
import Phrases
import Quantities

extension SessionView {
  /// What the screen shows of a session. The caller adds wall clock and record.
  public init(_ session: Session, wallClock: String, record: RecordView) {
    self.init()
    engine = session
    now = session.now
    self.wallClock = wallClock
    self.record = record
    fillIdentity(session)
    fillVitals(session)
    fillInfusion(session)
    fillObservation(session)
    fillAlarms(session)
    devices = session.devices.devices.map { DeviceView($0, isHeard: session.isHeard($0.source.id)) }
    sound = session.sound
    soundsHighOnly = session.setup.configuration.isQuiet
  }

  private mutating func fillIdentity(_ session: Session) {
    chair = session.setup.chair
    patient = session.patient
    weight = session.weight
    planName = session.plan.name
    planNames = session.setup.configuration.plans.map(\.name)
    symptoms = session.setup.configuration.clinic.symptoms
    medicines = session.setup.configuration.clinic.medicines
    interventions = session.setup.configuration.clinic.interventions
    scales = session.setup.configuration.clinic.scales
    hasInfusion = session.plan.hasInfusion
    drug = session.plan.drug ?? ""
    fixedDoses = session.plan.fixedDoses
    given = session.chart.amountAtStart?.amount
    takesBolus = session.plan.bolusHard != nil
    concentration = session.plan.concentration
    phase = session.phase
    origin = session.setup.origin
    startedAt = session.startedAt
    outcome = session.outcome
    hasBaseline = !session.chart.standingBaseline.isEmpty
    isTried = session.chart.marks.contains {
      if case .action(.selfTest) = $0.what { true } else { false }
    }
    history = session.history
  }

  private mutating func fillVitals(_ session: Session) {
    hr = Readout(session, .hr)
    spo2 = Readout(session, .spo2)
    rr = Readout(session, .rr)
    cuff = CuffReadout(session)
    pressures = session.chart.standingPressures.compactMap { PressureView($0) }
  }

  private mutating func fillInfusion(_ session: Session) {
    order = session.order
    pumpVTBI = session.vtbiCheck.map(VTBIView.init)
    rateBeforeStart = session.rateBeforeStart
    infusion = session.infusion.map { InfusionView($0, of: session) }
  }

  private mutating func fillObservation(_ session: Session) {
    observation = session.observation.map { ObservationView($0, of: session) }
    awayUntil = session.awayUntil
    nextCheckDue = session.phase == .closed ? nil : session.nextCheckDue
    scalesOfCheck = session.scalesOfCheck
    switch session.phase {
    case .preparation: startObstacles = Self.startObstacles(session)
    case .observing, .ready:
      dischargeObstacles = session.toGoHome
    case .infusing, .paused, .closed: break
    }
    due = session.phase == .closed ? [] : session.dueReadingsSoFar.compactMap { DueView($0, $1, $2) }
    let stage: ChecklistItem.Stage = session.phase == .preparation ? .start : .discharge
    let items = session.setup.configuration.checklist.filter { $0.stage == stage }
    let isRunning = session.phase == .infusing || session.phase == .paused
    checklistWaits = isRunning && !items.isEmpty
    checklist = checklistWaits ? [] : items.map { .init(item: $0, answer: session.standingAnswer(to: $0)) }
  }

  /// What the order lacks, then what the engine asks for.
  private static func startObstacles(_ session: Session) -> [StillMissing] {
    var open: [StillMissing] = []
    if session.plan.hasInfusion, session.weight == nil { open.append(StillMissing("weight", .key("S"))) }
    if session.plan.name.isEmpty { open.append(StillMissing("plan", .key("S"))) }
    if session.plan.hasInfusion, session.plan.dose == nil, !session.plan.name.isEmpty {
      open.append(StillMissing("dose in the plan", .never))
    }
    return open + session.startObstacles.map(\.stillMissing)
  }

  private mutating func fillAlarms(_ session: Session) {
    holds = session.holdAdvice
    foreignSources = session.devices.devices.compactMap { ForeignSource($0) }
    hasUnconfirmedGap = session.hasUnconfirmedGap
    audioPause = session.board.audioPause.map { PauseView(until: $0.until, by: $0.by) }
    let isOverrun = session.board.active.contains { $0.id == .infusionOverrun }
    // "Near its end" told what was to be expected; past the end it would contradict the alarm beside it.
    alarms = session.board.alarms.filter { !isOverrun || $0.id != .infusionNearEnd }
      .map { AlarmView($0, of: session) }.sorted(by: AlarmView.comesFirst)
  }
}

extension AlarmView {
  init(_ alarm: Alarm, of session: Session) {
    self.init(
      id: alarm.id, priority: alarm.priority, text: Self.text(alarm, of: session),
      since: alarm.endedAt ?? alarm.raisedAt,
      isLatched: alarm.isLatched, isAcknowledged: alarm.acknowledgement != nil,
      acknowledgedBy: alarm.acknowledgement?.by)
    wasHigh = alarm.wasHigh
    placedAt = alarm.endedAt ?? alarm.changedAt
  }

  /// A limit's alarm is told with the present value, not with the one that raised it, so that the band agrees
  /// with the tile below it. Without a present value the last one is told as past.
  private static func text(_ alarm: Alarm, of session: Session) -> Phrase {
    if alarm.isLatched { return "\(alarm.id.namePhrase) ended" }
    switch alarm.id {
    case .limit(let vital, _):
      switch session.state(of: vital) {
      // The cuff has measured since and gave no such figure, so the last one belongs to an earlier
      // measurement.
      case .fresh(let last) where vital.isCuff && last.at < session.cuff.lastAt ?? last.at:
        return "\(vital.name) was \(last.value)"
      case .fresh(let now):
        return alarm.id.phrase(AlarmSignal(alarm.priority, value: now.value, limit: alarm.signal.limit))
      case .withdrawn(let last), .stale(let last): return "\(vital.name) was \(last.value)"
      case .absent: return alarm.id.namePhrase
      }
    case .device(let source, .lost): return alarm.id.phrase(alarm.signal, loss: session.devices[source]?.loss)
    case .device(let source, .garbled):
      return alarm.id.phrase(alarm.signal, likeness: session.devices[source]?.likeness)
    case .noValue, .device, .disagree, .nibpOverdue, .nibpFailed, .pump, .journalFailing, .journalSpace,
      .soundFailing, .wallFailing,
      .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      return alarm.id.phrase(alarm.signal)
    }
  }

  /// Active before latched, then by priority, then the patient's before the equipment's, then what nobody has
  /// answered, then what was there first: a row that somebody reads does not move because another one came.
  static func comesFirst(_ a: AlarmView, _ b: AlarmView) -> Bool {
    if a.isLatched != b.isLatched { return b.isLatched }
    if a.priority != b.priority { return a.priority > b.priority }
    if a.id.isPhysiological != b.id.isPhysiological { return a.id.isPhysiological }
    if a.isAcknowledged != b.isAcknowledged { return b.isAcknowledged }
    return a.placedAt < b.placedAt
  }
}

// What only a question or a page needs is made on request, not for every frame.
extension SessionView {
  /// What can be corrected: what was typed last comes first.
  public var marks: [MarkView] {
    (engine.map { MarkView.latest(of: $0) } ?? []).map { mark in
      var mark = mark
      mark.text = "\(mark.text), \(clock(at: mark.at) ?? mark.at.sinceStart.clock)"
      return mark
    }
  }
  /// What was marked and measured, as it reads now.
  var chart: Chart { engine?.chart ?? Chart() }
  public var hasMarks: Bool { engine.map { MarkView.isThereAny(of: $0) } ?? false }
  /// Limits around the baseline, to be confirmed; empty before there is one.
  public var limitsFromBaseline: [ProposedLimits] { engine?.limitsFromBaseline ?? [] }
}

extension MarkView {
  /// Whether `latest` has anything; the first that counts settles it.
  fileprivate static func isThereAny(of session: Session) -> Bool {
    session.chart.standingMarks.suffix(30).contains {
      MarkView($0) != nil || MarkView(anew: $0) != nil || MarkView(dosed: $0, by: session.plan) != nil
    } || session.chart.standingPressures.suffix(6).contains { !$0.isByHand && $0.measurement.sys != nil }
  }

  /// Marks and pressures as they read now: typed ones first, the newest first; then the cuff's measurements,
  /// which nobody can have mistyped; then answers and limits. If one of the latter was typed last, it comes
  /// first. The rows that have a digit hold some of each sort, however many there are of the others; all the
  /// rest follows.
  fileprivate static func latest(of session: Session) -> [MarkView] {
    let scales = session.setup.configuration.clinic.scales
    let acts = session.chart.standingMarks.reversed()
    var typed = acts.compactMap { MarkView($0, scales: scales) ?? MarkView(dosed: $0, by: session.plan) }
    var anew = acts.compactMap { MarkView(anew: $0) }
    if let last = anew.first, last.entry > typed.first?.entry ?? 0 { typed.insert(anew.removeFirst(), at: 0) }
    let measured = session.chart.standingPressures.reversed().filter { !$0.isByHand }
      .compactMap { MarkView($0) }
    let (ofCuff, ofAnew) = (min(measured.count, leastOfEach), min(anew.count, leastOfEach))
    let first = typed.prefix(most - ofCuff - ofAnew)
    let second = measured.prefix(most - first.count - ofAnew)
    let third = anew.prefix(most - first.count - second.count)
    return Array(first + second + third) + typed.dropFirst(first.count) + measured.dropFirst(second.count)
      + anew.dropFirst(third.count)
  }

  /// A digit each.
  private static let most = 9
  private static let leastOfEach = 2

  private init?(_ mark: Mark, scales: [Scale] = []) {
    guard case .action(let action) = mark.what, let words = Deeds.mark(action, in: scales) else {
      return nil
    }
    self.init(mark.entry, action, words, mark.at, isCorrected: mark.correction != nil)
  }

  /// How much was given at the start, where the plan has a drug in fixed amounts.
  private init?(dosed mark: Mark, by plan: Plan) {
    guard !plan.fixedDoses.isEmpty, case .action(.start(let start)) = mark.what else { return nil }
    self.init(
      mark.entry, start.action, StartDeed.mark(start), mark.at, isCorrected: mark.correction != nil)
  }

  private init?(anew mark: Mark) {
    guard case .action(let action) = mark.what, let words = Anew.words(action) else { return nil }
    self.init(mark.entry, action, words, mark.at, isCorrected: false)
  }

  /// A measurement of the cuff is corrected as one by hand is.
  private init?(_ pressure: ChartedPressure) {
    guard let sys = pressure.measurement.sys, let dia = pressure.measurement.dia else { return nil }
    self.init(
      pressure.entry, .bloodPressure(sys: sys, dia: dia, map: pressure.measurement.map),
      "NIBP \(sys)/\(dia) mmHg", pressure.at, isCorrected: pressure.correction != nil)
  }

  private init(
    _ entry: Int, _ action: Action, _ words: Phrase, _ at: SessionTime, isCorrected: Bool
  ) {
    let what: Phrase = "#\(entry) \(words)"
    self.init(entry: entry, action: action, at: at, text: isCorrected ? "\(what), corrected" : what)
  }
}

extension PressureView {
  fileprivate init?(_ pressure: ChartedPressure) {
    guard let sys = pressure.measurement.sys, let dia = pressure.measurement.dia,
      !pressure.measurement.ageIsUnknown
    else { return nil }
    self.init(at: pressure.at, sys: sys, dia: dia)
  }
}

extension DueView {
  fileprivate init?(_ reading: DueReading, _ at: SessionTime, _ outcome: DueOutcome?) {
    guard outcome == nil else { return nil }
    self.init(
      text: "\(reading.what.words) at \(reading.at.inWords)", at: at, latest: at + reading.within)
  }
}

extension ForeignSource {
  fileprivate init?(_ device: DeviceWatch.Device) {
    guard device.isForeign, let bound = device.bound else { return nil }
    self.init(
      device: device.source.id.name, bound: bound.words(besides: device.present),
      present: device.present.words(besides: bound))
  }
}

private struct IdentityPart {
  var name: Phrase
  var told: String?
  var words: Phrase? { told.map { "\(name) \($0)" } }
}

extension SourceIdentity {
  /// What of it differs: `serial 1234`, `bed 7, patient P-8`.
  fileprivate func words(besides other: SourceIdentity) -> Phrase {
    zip(parts, other.parts).compactMap { mine, theirs -> Phrase? in
      theirs.told != nil && mine.told != theirs.told ? mine.words : nil
    }.joined(separator: ", ")
  }

  /// All that is known of it.
  var wordsOfAll: Phrase { parts.compactMap(\.words).joined(separator: ", ") }

  private var parts: [IdentityPart] {
    [
      IdentityPart(name: "adapter", told: adapter), IdentityPart(name: "serial", told: serial),
      IdentityPart(name: "bed", told: bed), IdentityPart(name: "patient", told: patient),
    ]
  }
}

extension DeviceView {
  init(_ device: DeviceWatch.Device, isHeard: Bool) {
    self.init(name: device.source.id.name, isHeard: isHeard)
    let notHeard: Phrase? = isHeard ? nil : "nothing heard yet"
    let status = device.isUsed ? device.status.flatMap(Self.trouble) : "not read"
    trouble = device.loss?.phrase ?? status ?? notHeard
  }

  private static func trouble(_ status: SensorStatus) -> Phrase? {
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
