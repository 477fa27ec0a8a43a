import InfusionCore
import Phrases
import Quantities

extension Readout {
  init(_ session: Session, _ vital: Vital) {
    self.init(vital, state: session.state(of: vital), limits: LimitsView(session, vital))
  }
}

extension LimitsView {
  init(_ session: Session, _ vital: Vital) {
    let limits = session.limitsInForce(vital)
    self.init(
      extremeLow: limits.extremeLow, low: limits.low, high: limits.high, extremeHigh: limits.extremeHigh,
      lowIsRelative: session.isRelative(vital, .low), highIsRelative: session.isRelative(vital, .high),
      offBy: session.limitsOff(vital)?.by)
  }
}

extension CuffReadout {
  init(_ session: Session) {
    self.init()
    let watch = session.cuff
    sys = watch.last?.sys
    dia = watch.last?.dia
    map = watch.last?.map
    mapIsDerived = watch.last?.mapIsDerived ?? false
    isDoubtful = watch.last?.isDoubtful ?? false
    isByHand = watch.lastSource == .manual
    isSourceLost = watch.lastSource.map { session.isLost($0) } ?? false
    hasFailed = watch.hasFailed
    nextDue = session.nextPressureDue
    forgoneUntil = watch.forgoneUntil
    let lead: Vital = watch.last?.sys == nil && watch.last?.map != nil ? .map : .sys
    state = session.state(of: lead)
    ofUnknownAge = watch.ofUnknownAge.map {
      "\($0.sys.map(\.description) ?? "-")/\($0.dia.map(\.description) ?? "-")"
    }
    sysLimits = LimitsView(session, .sys)
    diaLimits = LimitsView(session, .dia)
    mapLimits = LimitsView(session, .map)
  }
}

extension InfusionView {
  init(_ infusion: Infusion, of session: Session) {
    let now = session.now
    let dose = infusion.dose(at: now)
    let end = infusion.plannedEnd
    let until = infusion.stoppedAt ?? now
    let flow = infusion.flow
    self.init(
      delivered: dose.delivered, deliveredPerKilogram: dose.delivered / infusion.order.weight,
      volume: dose.volume, rate: flow, setRate: infusion.rate,
      perKilogramHour: (flow * infusion.order.concentration) / infusion.order.weight,
      elapsed: until - infusion.startedAt, planned: end.map { $0 - infusion.startedAt },
      remaining: end.map { max(.zero, $0 - now) }, overrun: end.flatMap { $0 < now ? now - $0 : nil },
      isEstimated: dose.isEstimated, pump: session.pump.source.map { Self.pump($0, session) },
      vtbi: session.vtbiCheck.map(VTBIView.init))
    basis = dose.basis
    isUpTo = dose.basis.tellsUpTo(dose.delivered, of: infusion.order.dose)
    low = dose.low
    high = dose.high
    lowDose = dose.low * infusion.order.concentration
    highDose = dose.high * infusion.order.concentration
    isPumpSilent = session.pump.source != nil && session.heardPump == nil
    isPumpRunning = session.heardPump?.runs ?? false
  }

  /// What it said before it fell silent says nothing about now.
  private static func pump(_ source: SourceID, _ session: Session) -> Phrase {
    guard let watch = session.heardPump else {
      return session.isLost(source) ? "\(source.name) not heard" : "\(source.name) not read"
    }
    return "\(source.name) \(watch.state.map { Phrase(word: $0.rawValue) } ?? "state unknown")"
  }
}

extension Session {
  /// The pump that is listened to, while it can be heard and what it says is believed.
  var heardPump: PumpWatch? {
    guard let source = pump.source, !isLost(source), devices[source]?.isUsed != false else { return nil }
    return pump
  }

  fileprivate func isLost(_ source: SourceID) -> Bool { devices[source]?.loss != nil }
}

extension VTBIView {
  init(_ check: VTBICheck) {
    switch check.pump {
    case .volume(let volume): self.init(pump: Phrase(verbatim: volume.text(places: 1)))
    case .unlimited: self.init(pump: "off")
    }
    if check.differs { stillOrdered = check.stillOrdered?.text(places: 1) }
  }
}

extension ObservationView {
  init(_ window: ObservationWindow, of session: Session) {
    let now = session.now
    self.init(
      counted: min(window.counted(at: now), window.target), target: window.target,
      isComplete: window.isComplete)
    heldUpBy = Self.reasonHeldUp(window, of: session)
  }

  /// An alarm that was high holds the window up to its end, however low it has fallen.
  private static func reasonHeldUp(_ window: ObservationWindow, of session: Session) -> Phrase? {
    let now = session.now
    if window.isComplete { return nil }
    if !window.isCounting { return "not counting: no fresh SpO2" }
    if window.isHeldByHigh {
      let isHigh = session.board.active.contains { $0.id.isPhysiological && $0.priority == .high }
      return isHigh ? "a high alarm is active" : "an alarm that was high is not over"
    }
    guard let until = window.heldUntil, until > now, window.counted(at: now) >= window.target else {
      return nil
    }
    return "high alarm ended: \((until - now).clock) more"
  }
}
