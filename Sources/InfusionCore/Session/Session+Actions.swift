import Quantities

// What a person does. A refused action tells why and changes nothing else.

extension Session {
  /// Returns whether it was accepted.
  mutating func perform(_ action: Action, by: String?) -> Bool {
    let content = action.content
    guard let why = refusal(of: content, by: by) else {
      tell(.accepted(action, entry: entry, by: by, overrides: content.overrides(in: self)))
      content.perform(in: &self, by: by)
      return true
    }
    tell(.refused(Refusal(action: action.name.rawValue, why: why, also: content.alsoMissing(in: self))))
    return false
  }

  /// Why an action would be refused now: for whoever asks before it is done.
  public func refusal(of action: Action, by: String?) -> Refusal.Why? { refusal(of: action.content, by: by) }

  private func refusal<Kind: OperatorAction>(of action: Kind, by: String?) -> Refusal.Why? {
    guard Kind.phases.contains(phase) else { return .wrongPhase(phase) }
    return action.refusal(in: self, by: by)
  }

  mutating func refuse(_ action: Action, _ why: Refusal.Why) {
    tell(.refused(Refusal(action: action.name.rawValue, why: why)))
  }
}

// MARK: - What several actions ask

extension Session {
  /// A reason must contain words. (By the first rules any text that was not empty was one.)
  func reasonRefusal(_ reason: String) -> Refusal.Why? {
    let isOne = setup.isBySecondRules ? Envelope.isReason(reason) : !reason.isEmpty
    return isOne ? nil : .reasonMissing
  }

  /// A thing cannot be noticed before it happens.
  func timeRefusal(_ time: SessionTime?) -> Refusal.Why? {
    guard let time, time > now, setup.rulesVersion >= RulesVersion.marksAreChecked else { return nil }
    return .timeAhead(time)
  }

  /// Where the clinic wants two, the second is named, and is not the first.
  func secondRefusal(_ deed: TwoPersonDeed, _ second: String?, by: String?) -> Refusal.Why? {
    guard setup.configuration.secondPerson.contains(deed) else { return nil }
    return pairRefusal(by, second)
  }

  /// Initials have a letter or a digit, or they are nobody's. (By the first rules any text that was not empty
  /// was somebody's.)
  func initialsRefusal(_ by: String?) -> Refusal.Why? { isNamed(by) ? nil : .initialsMissing }

  /// Two people, each of whom is named.
  ///
  /// - Parameter missing: what is said where the second is not.
  func pairRefusal(_ by: String?, _ second: String?, missing: Refusal.Why = .secondMissing) -> Refusal.Why? {
    guard let second, isNamed(second) else { return missing }
    guard let by, isNamed(by) else { return .initialsMissing }
    return TwoPersonDeed.isOnePerson(by, second) ? .secondSame(second) : nil
  }

  private func isNamed(_ initials: String?) -> Bool {
    guard let initials else { return false }
    return setup.isBySecondRules ? !TwoPersonDeed.person(initials).isEmpty : !initials.isEmpty
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

  public var marks: [Mark] { chart.marks }
}
