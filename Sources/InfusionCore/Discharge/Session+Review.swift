import Phrases
public import Quantities

// What a discharge asks for, one by one, and what is found.

extension Session {
  /// Every criterion of a discharge now, met or not.
  ///
  /// - Parameter escort: nil while nobody has said whether an escort is there.
  public func dischargeReview(escort: Bool?) -> [ReviewedCriterion] {
    let proof = setup.isBySecondRules ? reviewedProof : []
    return [reviewedWindow, reviewedEscort(escort), reviewedAlarms, reviewedChecks] + proof
      + setup.configuration.checklist.filter { $0.stage == .discharge && holdsUp($0) }.map(reviewed)
      + setup.configuration.discharge.map(reviewed)
  }

  /// The names of the criteria that are not met; those not known are among them. By the first rules the
  /// shipped ones did not exist.
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
    let open = standingAlarms.map(\.id.name)
    return ReviewedCriterion(
      name: "alarms", wanted: "no medium or high alarm active or latched",
      found: open.isEmpty ? nil : open.joined(separator: ", "), fulfilment: open.isEmpty ? .met : .notMet)
  }

  private var reviewedChecks: ReviewedCriterion {
    let isThereAny = isCheckDue || watch.checks.lastDone != nil
    return ReviewedCriterion(
      name: "checks", wanted: isThereAny ? "the checks are taken" : "no check fell due",
      found: isCheckDue ? watch.checks.due.map { "one has been due for \((now - $0).clock)" } : nil,
      fulfilment: isCheckDue ? .notMet : .met, wasCalledFor: isThereAny)
  }

  /// What the record itself must prove, in one line while all of it is there.
  private var reviewedProof: [ReviewedCriterion] {
    let missing = proof.map { Refusal(action: ActionName.discharge.rawValue, why: $0).sentence }
    return [
      ReviewedCriterion(
        name: "record", wanted: "fresh required vitals, a recent pressure, limits as at the start",
        found: missing.isEmpty ? nil : missing.joined(separator: "; "),
        fulfilment: missing.isEmpty ? .met : .notMet)
    ]
  }

  private func reviewed(_ item: ChecklistItem) -> ReviewedCriterion {
    let answer: Fulfilment
    switch checklist[item.name] {
    case .met: answer = .met
    case .notMet: answer = .notMet
    case nil: answer = .notKnown
    }
    return ReviewedCriterion(
      name: item.name, wanted: item.text, found: isTooEarly(item) ? "answered before the end" : nil,
      fulfilment: answer)
  }

  func reviewed(_ criterion: DischargeCriterion) -> ReviewedCriterion {
    let score = scoreFound(for: criterion)
    let value = criterion.vital.map(freshValue) ?? score?.counting
    let base = criterion.vital.flatMap(baseline(of:))
    let told = value.map { words($0, of: criterion) }
    let found = told.map { told in base.map { "\(told), baseline \($0)" } ?? told }
    return ReviewedCriterion(
      name: criterion.name, wanted: criterion.wanted(isBaselineKnown: base != nil, of: title(of: criterion)),
      found: found
        ?? score?.words(
          hasInfusion: plan.hasInfusion,
          in: criterion.scale.flatMap(setup.configuration.clinic.scale(named:))),
      fulfilment: criterion.fulfilment(by: value, baseline: base))
  }

  /// `124`, `5 of 5`; `124, from before the end` of a pressure that is fresh and yet from before it: that a
  /// newer one is missing is said by what the record must prove.
  private func words(_ value: Fixed, of criterion: DischargeCriterion) -> String {
    if let scale = criterion.scale.flatMap(setup.configuration.clinic.scale(named:)) {
      return scale.figure(of: value.thousandths / 1000).english
    }
    guard let vital = criterion.vital, vital.isCuff, let since = observation?.startedAt,
      let at = cuff.lastAt, at < since
    else { return "\(value)" }
    return "\(value), from before the \(plan.hasInfusion ? "end" : "dose")"
  }

  /// `MOAA/S` of a criterion that asks for `moaas`.
  public func title(of criterion: DischargeCriterion) -> String? {
    criterion.scale.flatMap { setup.configuration.clinic.scale(named: $0)?.labelInSentence }
  }

  /// The last score that a criterion asks for, and whether it counts; nil for a criterion of a vital, and
  /// where there is no score.
  public func scoreFound(for criterion: DischargeCriterion) -> FoundScore? {
    guard let scale = criterion.scale else { return nil }
    guard let score = latestScoring(scale) else {
      // An earlier score is found, too, so that whoever took it sees why it does not count.
      return observation == nil ? nil : lastScore(scale, since: .start).map { .beforeTheEnd($0.value) }
    }
    let age = now - score.at
    if let oldest = criterion.notOlderThan, age > oldest { return .tooOld(score.value, age: age) }
    return .counts(score.value)
  }

  /// The last score of a scale since the infusion was stopped (without one: since the dose): one from before
  /// it says nothing about the way home.
  private func latestScoring(_ scale: String) -> (value: Int, at: SessionTime)? {
    observation.flatMap { lastScore(scale, since: $0.startedAt) }
  }

  private func lastScore(_ scale: String, since began: SessionTime) -> (value: Int, at: SessionTime)? {
    var latest: (value: Int, at: SessionTime)?
    for mark in chart.standingMarks {
      guard case .action(.score(let score)) = mark.what, score.scale == scale else { continue }
      // As old as it is, though it was entered later; of two of one time the one that was entered later.
      let at = score.at ?? mark.at
      if at >= began, latest.map({ $0.at <= at }) ?? true { latest = (score.value, at) }
    }
    return latest
  }
}

/// A score that a discharge asks for, as it is found.
public enum FoundScore: Hashable, Sendable {
  case counts(Int)
  /// From before the infusion was stopped (without one: before the dose): it says nothing about the way home.
  case beforeTheEnd(Int)
  case tooOld(Int, age: TimeSpan)

  var counting: Fixed? { if case .counts(let value) = self { Fixed(value) } else { nil } }

  /// `5 of 5, from before the end`, `5 of 5, 25 min old`; nil for one that counts.
  func words(hasInfusion: Bool, in scale: Scale?) -> String? {
    func figure(_ value: Int) -> String { scale?.figure(of: value).english ?? "\(value)" }
    return switch self {
    case .counts: nil
    case .beforeTheEnd(let value): "\(figure(value)), from before the \(hasInfusion ? "end" : "dose")"
    case .tooOld(let value, let age): "\(figure(value)), \(age.wholeSeconds / 60) min old"
    }
  }
}
