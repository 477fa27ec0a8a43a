public import Quantities

// Who sits there, what is ordered, and what was measured before.

extension Session {
  public var patient: String? { admission.patient }
  /// What was measured before the start, as it reads now; nil for a vital that was not, or was struck.
  public func baseline(of vital: Vital) -> Fixed? { chart.baseline[vital]?.value }
  public var checklist: [String: ChecklistAnswer] { admission.checklist }
  /// The answer that counts for an item's stage. For the discharge an answer from before the observation does
  /// not count, like a score: a patient who still receives ketamine cannot be judged fit for the way home. A
  /// script may have given such an answer; the screen asks it again.
  public func standingAnswer(to item: ChecklistItem) -> ChecklistAnswer? {
    isTooEarly(item) ? nil : checklist[item.name]
  }

  /// Whether it was answered before the observation that the patient goes home from.
  public func isTooEarly(_ item: ChecklistItem) -> Bool {
    guard item.stage == .discharge, let at = admission.answeredAt[item.name] else { return false }
    return observation.map { at < $0.startedAt } ?? true
  }
  /// What is known of this patient's earlier treatments; nil before anybody has looked.
  public var history: PatientHistory? { admission.history }

  /// What may be given, judged by as much of the order as is known.
  var envelope: Envelope {
    Envelope(
      plan: plan, weight: weight, order: infusion?.order ?? order, delivered: infusion?.dose(at: now).high,
      lastWeight: admission.lastWeight, isBySecondRules: setup.isBySecondRules)
  }

  /// What `setup` may fill in: judged by the plan and the patient that it names itself, and by what that plan
  /// expects in the bag, not by what is in it now.
  func envelope(for wanted: SetupAction) -> Envelope {
    let isSamePatient = wanted.patient == nil || wanted.patient == patient
    let name = wanted.plan ?? (plan.name.isEmpty ? nil : plan.name)
    return Envelope(
      plan: name.flatMap(setup.configuration.plan(named:)) ?? .unchosen, weight: weight, order: nil,
      delivered: nil, lastWeight: isSamePatient ? admission.lastWeight : nil,
      isBySecondRules: setup.isBySecondRules)
  }

  mutating func fillIn(_ setup: SetupAction, by: String?) {
    if let named = setup.patient { admission.name(named) }
    let ordered = order
    if let weighed = setup.weight {
      treatment.weigh(weighed, isExplained: setup.reason != nil)
    }
    if let chosen = setup.plan.flatMap(self.setup.configuration.plan(named:)) { choose(chosen, by: by) }
    if let concentration = setup.concentration {
      treatment.fill(concentration, isExplained: setup.reason != nil)
    } else if setup.plan != nil, let doubted = treatment.doubtedConcentration {
      refuse(.setup(concentration: doubted), .concentrationUnconfirmed(doubted))
    }
    if self.setup.isBySecondRules ? order != ordered : setup.isOfOrder { forgetRate() }
  }

  private mutating func choose(_ chosen: Plan, by: String?) {
    let before = Vital.allCases.map { ($0, limitsInForce($0)) }
    treatment.choose(chosen)
    schedule(keepingChecks: false)
    for (vital, limits) in before { reapplyLimits(vital, from: limits, by: by) }
  }

  /// The rate was accepted for the old weight, plan and concentration; with new ones it may be beyond the
  /// hard limit.
  private mutating func forgetRate() {
    guard rateBeforeStart != nil else { return }
    treatment.setRateBeforeStart(nil)
    if let order { tellRateBeforeStart(order.rate) }
  }

  /// A weight that needs a reason and has none stays unset until `setup` gives it with one. That concerns the
  /// command line's weight, and one typed before the patient's last weight was found.
  mutating func doubtTheWeight() {
    guard setup.isBySecondRules, phase == .preparation, !treatment.isWeightExplained, let weight,
      let why = envelope.refusal(of: weight, isExplained: false)
    else { return }
    treatment.weigh(nil, isExplained: false)
    refuse(.setup(weight: weight), why)
  }

  mutating func hear(_ found: PatientHistory) {
    if admission.find(found) { doubtTheWeight() }
  }
}

extension SetupAction {
  /// Whether it names anything of the order, even if unchanged.
  fileprivate var isOfOrder: Bool { weight != nil || plan != nil || concentration != nil }
}

// MARK: - Baseline

extension Session {
  /// The median of the last minute's fresh readings, the last pressure if it is at most 15 min old, or what
  /// was typed.
  public func baselineValues(_ hand: BaselineAction) -> [BaselineValue] {
    [Vital.spo2, .hr, .sys, .dia].compactMap { vital in
      if let value = hand.typed(vital) { return BaselineValue(vital: vital, value: value, isByHand: true) }
      return measured(vital).map {
        BaselineValue(vital: vital, value: $0, isByHand: false, pressure: pressure(behind: $0, of: vital))
      }
    }
  }

  /// The entry of the pressure that a value of the cuff is from, which a correction of it will cite.
  private func pressure(behind value: Fixed, of vital: Vital) -> Int? {
    setup.isBySecondRules && cuff.last?.figure(of: vital) == value ? cuff.lastEntry : nil
  }

  private func measured(_ vital: Vital) -> Fixed? {
    let track = vitals[vital].track
    guard vital.isCuff else { return track.medianOfLastMinute(at: now) }
    guard let last = track.current, now - last.readAt <= .minutes(15) else { return nil }
    return last.value
  }

  mutating func keepBaseline(_ values: [BaselineValue], by: String?) {
    let before = Vital.allCases.map { ($0, limitsInForce($0)) }
    tell(.baseline(values, by: by))
    for (vital, limits) in before { reapplyLimits(vital, from: limits, by: by) }
  }
}

// MARK: - What holds the start up

extension Session {
  /// What is not met before a start, unless it is overridden: a fresh value of what the plan requires, the
  /// checklist.
  public var startObstacles: [Refusal.Why] {
    let required: [Vital] = setup.isBySecondRules ? Vital.allCases.filter(plan.required.contains) : [.spo2]
    let missing = required.filter { !vitals.isFresh($0) }.map(Refusal.Why.vitalMissing)
    let open = unmetItems(.start)
    return missing + (open.isEmpty ? [] : [.checklistNotMet(open)])
  }
}
