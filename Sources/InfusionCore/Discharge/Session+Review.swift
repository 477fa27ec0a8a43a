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
    ReviewedCriterion(
      name: "checks", wanted: "the checks are taken", fulfilment: isCheckDue ? .notMet : .met)
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
    let base = criterion.vital.flatMap { baseline[$0]?.value }
    let found = value.map { value in base.map { "\(value), baseline \($0)" } ?? "\(value)" }
    return ReviewedCriterion(
      name: criterion.name, wanted: criterion.wanted(isBaselineKnown: base != nil, of: title(of: criterion)),
      found: found ?? score?.words(hasInfusion: plan.hasInfusion),
      fulfilment: criterion.fulfilment(by: value, baseline: base))
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
      // From before it, whatever it says: somebody who took it wonders what became of it.
      return observation == nil ? nil : lastScore(scale, since: .start).map { .beforeTheEnd($0.value) }
    }
    let age = now - score.at
    if let oldest = criterion.notOlderThan, age > oldest { return .tooOld(score.value, age: age) }
    return .counts(score.value)
  }
}

/// A score that a discharge asks for, as it is found.
public enum FoundScore: Hashable, Sendable {
  case counts(Int)
  /// From before the infusion was stopped (without one: before the dose): it says nothing about the way home.
  case beforeTheEnd(Int)
  case tooOld(Int, age: TimeSpan)

  var counting: Fixed? { if case .counts(let value) = self { Fixed(value) } else { nil } }

  /// `5, from before the end`, `5, 25 min old`; nil for one that counts.
  func words(hasInfusion: Bool) -> String? {
    switch self {
    case .counts: nil
    case .beforeTheEnd(let value): "\(value), from before the \(hasInfusion ? "end" : "dose")"
    case .tooOld(let value, let age): "\(value), \(age.wholeSeconds / 60) min old"
    }
  }
}
