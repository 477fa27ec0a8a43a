public import Quantities

// Why an action is refused. The first reason found is told; the order is from what can never be overridden to
// what can.

extension Session {
  func refusal(of action: Action, by: String?) -> Refusal.Why? {
    if let why = phaseRefusal(of: action) { return why }
    switch action {
    case .setup(let setup): return setupRefusal(setup)
    case .baseline(let hand): return baselineRefusal(baselineValues(hand))
    case .start(let override, let second):
      return startRefusal(override: override) { secondRefusal(.start, second, by: by) }
    case .rate(let rate, let reason, let second):
      return rateRefusal(rate, reason: reason) ?? secondRefusal(.rate, second, by: by)
    case .resume(let reason): return phase == .observing && reason == nil ? .reasonMissing : nil
    case .back: return awayUntil == nil ? .notAway : nil
    case .bolus(_, let second):
      return infusion == nil ? .noInfusion : secondRefusal(.bolus, second, by: by)
    case .discharge(let escort, let override): return override == nil ? dischargeRefusal(escort: escort) : nil
    case .acknowledge(let id): return acknowledgeRefusal(id)
    case .limit(let vital, let change): return limitRefusal(vital, change, by: by)
    case .bloodPressure(let sys, let dia, _): return pressureRefusal(sys, dia)
    case .score(let scale, let value, let parts): return scoreRefusal(scale, value, parts)
    case .hold(let rule, let answer): return holdRefusal(rule, answer, by: by)
    case .checklist, .pause, .stop, .check, .extend, .away, .close, .audioPause, .note: return nil
    case .symptom(_, _, let time), .medication(_, _, _, let time), .intervention(_, let time):
      return timeRefusal(time)
    case .amend(let entry, _): return entryRefusal(entry)
    }
  }

  private func phaseRefusal(of action: Action) -> Refusal.Why? {
    switch action {
    case .setup, .baseline, .start: allowed(in: [.preparation])
    case .checklist(let item, _): isDischargeItem(item) ? nil : allowed(in: [.preparation])
    case .pause, .bolus: allowed(in: [.infusing])
    case .resume: allowed(in: [.paused] + (infusion == nil ? [] : [.observing]))
    case .stop, .hold: allowed(in: [.infusing, .paused])
    case .rate: allowed(in: [.preparation, .infusing, .paused])
    case .extend, .away, .back: allowed(in: [.observing, .ready])
    case .discharge(_, let override): dischargePhaseRefusal(isOverridden: override != nil)
    case .close: allowed(in: [.preparation, .observing, .ready])
    case .check, .acknowledge, .audioPause, .limit, .bloodPressure, .symptom, .medication, .intervention,
      .score,
      .note, .amend:
      nil
    }
  }

  private func allowed(in phases: [Phase]) -> Refusal.Why? {
    phases.contains(phase) ? nil : .wrongPhase(phase)
  }

  /// Nothing is noticed before it happens.
  private func timeRefusal(_ time: SessionTime?) -> Refusal.Why? {
    guard let time, time > now, setup.rulesVersion >= RulesVersion.marksAreChecked else { return nil }
    return .timeAhead(time)
  }

  /// A correction cites an entry that is there: not itself, and none to come.
  private func entryRefusal(_ number: Int) -> Refusal.Why? {
    guard setup.rulesVersion >= RulesVersion.marksAreChecked else { return nil }
    return number >= 1 && number < entries ? nil : .entryUnknown(number)
  }

  private func isDischargeItem(_ name: String) -> Bool {
    setup.configuration.checklist.contains { $0.name == name && $0.stage == .discharge }
  }
}

// MARK: - Before the infusion

extension Session {
  /// What a person can weigh: outside it the figure is a slip of the finger.
  public static let plausibleWeight = Kilograms(20)...Kilograms(300)

  private func setupRefusal(_ wanted: Setup) -> Refusal.Why? {
    if let weight = wanted.weight, !Self.plausibleWeight.contains(weight) {
      return .weightImplausible(weight)
    }
    if let name = wanted.plan, setup.configuration.plan(named: name) == nil { return .planUnknown(name) }
    if let strength = wanted.concentration, strength.value <= 0 { return .concentrationMissing }
    return nil
  }

  /// What is typed must fit what was measured beside it.
  private func baselineRefusal(_ values: [BaselineValue]) -> Refusal.Why? {
    guard !values.isEmpty else { return .baselineMissing }
    func value(_ vital: Vital) -> Fixed? { values.first { $0.vital == vital }?.value }
    return pressureRefusal(value(.sys), value(.dia))
  }

  /// Where the clinic wants two, the second is named, and is not the first.
  private func secondRefusal(_ deed: TwoPersonDeed, _ second: String?, by: String?) -> Refusal.Why? {
    guard setup.configuration.secondPerson.contains(deed) else { return nil }
    guard let second, !second.isEmpty else { return .secondMissing }
    guard let by, !by.isEmpty else { return .initialsMissing }
    return TwoPersonDeed.isOnePerson(by, second) ? .secondSame(second) : nil
  }

  private func startRefusal(override: String?, second: () -> Refusal.Why?) -> Refusal.Why? {
    if plan.hasInfusion {
      if weight == nil { return .weightMissing }
      if plan.dose == nil || plan.duration == nil { return .doseMissing }
      if plan.concentration == nil { return .concentrationMissing }
    }
    if let why = second() { return why }
    guard override == nil else { return nil }
    if !vitals[Vital.spo2.index].isFresh { return .spo2Missing }
    let open = unmetItems(.start)
    return open.isEmpty ? nil : .checklistNotMet(open)
  }

  /// Required items that are not answered "met", because what is not known is not met; and any item that
  /// somebody answered "not met". An optional item that nobody answered holds nothing up.
  public func unmetItems(_ stage: ChecklistItem.Stage) -> [String] {
    setup.configuration.checklist.filter { $0.stage == stage && holdsUp($0) && checklist[$0.name] != .met }
      .map(\.name)
  }

  /// Whether the stage asks for this item.
  func holdsUp(_ item: ChecklistItem) -> Bool {
    if item.isRequired { return true }
    return checklist[item.name] == .notMet && setup.rulesVersion >= RulesVersion.notMetHoldsUp
  }

  private func rateRefusal(_ rate: MillilitresPerHour, reason: String?) -> Refusal.Why? {
    guard rate.value > 0 else { return .rateNotPositive }
    guard plan.hasInfusion else { return .noInfusion }
    guard let weight else { return .weightMissing }
    guard let concentration = plan.concentration else { return .concentrationMissing }
    let perKilogram = (rate * concentration) / weight
    if let hard = plan.rateHard, perKilogram.fixed > hard.fixed {
      return .rateHardLimit(perKilogram, limit: hard)
    }
    if let soft = plan.rateSoft, perKilogram.fixed > soft.fixed, reason == nil {
      return .rateSoftLimit(perKilogram, limit: soft)
    }
    return nil
  }

  private func pressureRefusal(_ sys: Fixed?, _ dia: Fixed?) -> Refusal.Why? {
    guard let sys, let dia, sys <= dia else { return nil }
    return .pressureOrder(sys: sys, dia: dia)
  }
}

// MARK: - Alarms and limits

extension Session {
  private func acknowledgeRefusal(_ id: AlarmID?) -> Refusal.Why? {
    let open = board.alarms.filter { $0.acknowledgement == nil }
    guard let id else { return open.isEmpty ? .nothingToAcknowledge : nil }
    return open.contains { $0.id == id } ? nil : .alarmUnknown(id)
  }

  private func limitRefusal(_ vital: Vital, _ change: LimitAction, by: String?) -> Refusal.Why? {
    switch change {
    case .on: return nil
    case .off(let reason):
      if reason.isEmpty { return .reasonMissing }
      return (by ?? "").isEmpty ? .initialsMissing : nil
    case .set(let low, let high, _, _):
      let watch = vitals[vital.index]
      let wanted = changed(watch.limits, by: change)
      guard wanted.areInOrder, inForce(wanted, vital).areInOrder else { return .limitOrder(vital) }
      if let low, let floor = watch.bounds.lowFloor, low < floor {
        return .limitBeyondBound(vital, bound: floor)
      }
      if let high, let ceiling = watch.bounds.highCeiling, high > ceiling {
        return .limitBeyondBound(vital, bound: ceiling)
      }
      return nil
    }
  }
}
