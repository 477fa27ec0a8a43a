import Quantities

// What a discharge asks for, one by one, and what is found.

extension Session {
  /// Every criterion of a discharge now, met or not.
  ///
  /// - Parameter escort: nil while nobody has said whether an escort is there.
  public func dischargeReview(escort: Bool?) -> [ReviewedCriterion] {
    [reviewedWindow, reviewedEscort(escort), reviewedAlarms, reviewedChecks]
      + setup.configuration.checklist.filter { $0.stage == .discharge && holdsUp($0) }.map(reviewed)
      + setup.configuration.discharge.map(reviewed)
  }

  /// The names of the clinic's own criteria that are not met; those not known are among them.
  var unmetCriteria: [String] {
    setup.configuration.discharge.filter { reviewed($0).fulfilment != .met }.map(\.name)
  }

  private var reviewedWindow: ReviewedCriterion {
    let counted = observation?.counted(at: now)
    let target = (observation?.target ?? plan.observation).inWords
    return ReviewedCriterion(
      name: "observation", wanted: "observation of \(target) complete",
      found: counted.map { "\(min($0, observation?.target ?? $0).clock) counted" },
      fulfilment: observation?.isComplete == true ? .met : .notMet)
  }

  private func reviewedEscort(_ escort: Bool?) -> ReviewedCriterion {
    ReviewedCriterion(
      name: "escort", wanted: "an escort is there",
      fulfilment: escort.map { $0 ? .met : .notMet } ?? .notKnown)
  }

  private var reviewedAlarms: ReviewedCriterion {
    let open = board.alarms.filter { $0.priority >= .medium }.map(\.id.name)
    return ReviewedCriterion(
      name: "alarms", wanted: "no medium or high alarm active or latched",
      found: open.isEmpty ? nil : open.joined(separator: ", "), fulfilment: open.isEmpty ? .met : .notMet)
  }

  private var reviewedChecks: ReviewedCriterion {
    let isDue = checks.due.map { $0 <= now } ?? false
    return ReviewedCriterion(
      name: "checks", wanted: "the checks are taken", fulfilment: isDue ? .notMet : .met)
  }

  private func reviewed(_ item: ChecklistItem) -> ReviewedCriterion {
    let answer: Fulfilment
    switch checklist[item.name] {
    case .met: answer = .met
    case .notMet: answer = .notMet
    case nil: answer = .notKnown
    }
    return ReviewedCriterion(name: item.name, wanted: item.text, fulfilment: answer)
  }

  private func reviewed(_ criterion: DischargeCriterion) -> ReviewedCriterion {
    let value = criterion.vital.map(freshValue) ?? criterion.scale.flatMap(latestScore).map { Fixed($0) }
    let base = criterion.vital.flatMap { baseline[$0]?.value }
    let found = value.map { value in base.map { "\(value), baseline \($0)" } ?? "\(value)" }
    return ReviewedCriterion(
      name: criterion.name, wanted: criterion.wanted, found: found,
      fulfilment: criterion.fulfilment(by: value, baseline: base))
  }

  /// A value that the device has not withdrawn.
  private func freshValue(_ vital: Vital) -> Fixed? {
    guard case .fresh(let value) = vitals[vital.index].track.state else { return nil }
    return value.value
  }

  /// The last score of a scale since the observation began: one from before it says nothing about the way
  /// home.
  public func latestScore(_ scale: String) -> Int? {
    guard let began = observation?.startedAt else { return nil }
    for mark in marks.reversed() where mark.at >= began {
      if case .action(.score(scale, let value, _)) = mark.what { return value }
    }
    return nil
  }
}
