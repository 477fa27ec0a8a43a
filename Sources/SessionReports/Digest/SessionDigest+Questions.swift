public import InfusionCore
public import Quantities
public import SessionRecord

extension SessionDigest {
  /// All marks that were accepted or remarked, struck ones included.
  public var marks: [Mark] { chart.marks }
  /// What was measured before the start, as it reads now.
  public var baseline: [BaselineValue] { chart.standingBaseline }

  /// The blood pressures that stand, as they read now. One of unknown age may be another patient's and is not
  /// among them.
  public var pressures: [ChartedPressure] {
    chart.standingPressures.filter { !$0.measurement.ageIsUnknown }
  }

  /// The plan in force, with the concentration that was confirmed.
  public var plan: Plan? {
    guard var plan = planName.flatMap(header.plan.configuration.plan(named:)) else { return nil }
    plan.concentration = bag.concentration(under: plan)
    return plan
  }

  /// An answer to an item of the checklist, with who gave it and when.
  public struct GivenAnswer: Hashable, Sendable {
    public var answer: ChecklistAnswer
    public var at: SessionTime
    public var by: String?
    /// An answer for the discharge from before the observation, which does not count for it.
    public var isTooEarly = false
  }

  /// The answers to an item in turn, each different from the one before it, or the same again if the earlier
  /// one came too early.
  public func answersInTurn(to item: String) -> [GivenAnswer] {
    let began = begin(of: item)
    return marks.reduce(into: []) { answers, mark in
      guard case .action(.checklist(let given)) = mark.what, given.item == item else { return }
      let isTooEarly = began.map { mark.at < $0 } ?? true
      if let last = answers.last, last.answer == given.answer, last.isTooEarly == isTooEarly { return }
      answers.append(GivenAnswer(answer: given.answer, at: mark.at, by: mark.by, isTooEarly: isTooEarly))
    }
  }

  /// Since when an item can be judged; nil while it cannot.
  private func begin(of item: String) -> SessionTime? {
    let known = header.plan.configuration.checklist.first { $0.name == item }
    return known?.stage == .discharge ? observationStart : .start
  }

  func scale(_ name: String) -> Scale? { header.plan.configuration.clinic.scale(named: name) }

  /// What was ordered, as far as it is known.
  public var order: Order? {
    guard let plan, plan.hasInfusion, let dose = plan.dose, let duration = plan.duration, let weight,
      let strength = plan.concentration
    else { return nil }
    return Order(dose: dose, over: duration, weight: weight, concentration: strength)
  }

  /// The alarms in the order in which they were raised, each with the worst value that was measured while it
  /// stood.
  public var alarms: [AlarmEpisode] { log.episodes }

  public func count(_ priority: AlarmPriority) -> Int { log.episodes.count { $0.priority == priority } }

  public func firstTime(of phase: Phase) -> SessionTime? { phases.first { $0.phase == phase }?.at }
  public func lastTime(of phase: Phase) -> SessionTime? { phases.last { $0.phase == phase }?.at }

  /// When the infusion began, and when it was stopped for the last time.
  public var infusionStart: SessionTime? { doses.first { $0.change == .started }?.at }
  public var infusionStop: SessionTime? {
    guard let last = doses.last(where: { $0.change != .rate }), last.change == .stopped else { return nil }
    return last.at
  }

  /// When the last of the drug went in: at the stop, or later where a pump ran on after it.
  public var infusionEnd: SessionTime? {
    infusionStop.map { stop in max(stop, course.lastRiseAfterStop ?? stop) }
  }

  /// Since when the patient was observed, the last time that it began.
  public var observationStart: SessionTime? { windows.last { $0.change == .started }?.at }

  /// What had gone in at the end of the record; where it was read without its readings, when the record last
  /// told it.
  public var delivered: DoseFigures? { course.last?.dose ?? lastTold }

  /// The milligrams that were in at a time, by the engine: exact at whole minutes and at every instant that a
  /// page tells of. In between (for something that was noted later) it goes on at the set rate, or stays at
  /// the sample before if a pump counts. Nil before the infusion.
  public func delivered(at time: SessionTime) -> Milligrams? {
    guard let sample = course.sample(at: time) else { return nil }
    let before = sample.dose.delivered
    // While somebody watched there is a sample at each minute. In a gap there is none, and nothing is
    // reckoned.
    let isWatched = !gaps.contains { $0.from < time && time < $0.to }
    guard sample.dose.basis == .set, !sample.dose.isEstimated, isWatched, sample.at < time,
      time - sample.at < .minutes(1), let strength = order?.concentration
    else { return before }
    return before + sample.rate * (time - sample.at) * strength
  }

  /// The wall clock's time, as the record's own entries have it. If the clock was set during the session,
  /// later times follow the new setting.
  public func wall(at time: SessionTime) -> WallTime {
    let anchor = anchors.last { $0.at <= time }
    return (anchor?.wall ?? header.anchorWall)
      .advanced(byMilliseconds: (time - (anchor?.at ?? .start)).milliseconds)
  }
}

extension SessionDigest.DoseEntry {
  /// The dose of a bolus; nil for any other change.
  var bolus: Milligrams? {
    if change == .bolus, case .bolus(let bolus)? = action { bolus.dose } else { nil }
  }

  /// `rate`, `bolus 20 mg`.
  var name: String { change.rawValue + (bolus.map { " \($0.text(places: 2))" } ?? "") }
}
