import Quantities

// What is at each source, and whether it can be believed.

extension Session {
  /// What is at a source now. Something else than the session began with is used no more until a person
  /// accepts it.
  mutating func identify(_ source: SourceID, as identity: SourceIdentity) {
    let isNews = devices.identify(source, as: identity)
    if !devices.isUsed(source) { withdraw(source) }
    if isNews, let bound = devices[source]?.bound { tell(.bound(source, bound)) }
  }

  /// A source is bound to what it is at its first good reading.
  mutating func bindIfNew(_ reading: Reading, from giver: DeviceWatch.Giver) {
    guard setup.isBySecondRules, reading.isGood, let bound = devices.bind(giver) else { return }
    tell(.bound(giver.source, bound))
    isUnsettled = true
  }

  /// Whether a source gave something that can be used, and is not lost. By the first rules nothing was bound:
  /// there it is heard as long as it is not lost.
  public func isHeard(_ source: SourceID) -> Bool {
    guard let device = devices[source], device.loss == nil else { return false }
    return device.bound != nil || !setup.isBySecondRules || pump.source == source && pump.hasSpoken
  }

  mutating func accept(_ source: SourceID) {
    devices.accept(source)
    if let bound = devices[source]?.bound { tell(.bound(source, bound)) }
  }

  mutating func take(_ conduct: SourceConduct, of source: SourceID) {
    devices.set(conduct, of: source)
    if !devices.isUsed(source) { withdraw(source) }
  }

  /// A source that is no longer used has no value: those that it gave are lost as if it had said `-`.
  mutating func withdraw(_ source: SourceID) {
    for vital in Vital.streamed { alarms.recordNoValue(of: vital, from: source, at: now) }
    devices.endSameness(of: source)
  }

  /// Figures that never change do not come from a living patient. A `-` that does not lose the value does not
  /// break a run of them.
  mutating func noteSameness(of reading: Reading, from giver: DeviceWatch.Giver) {
    guard setup.isBySecondRules, reading.hr != nil || reading.spo2 != nil || reading.pi != nil else { return }
    let isPerfusionAlone = reading.hr == nil && reading.spo2 == nil
    // Beside perfusion alone the other figures stand as they were.
    let isWhole =
      isPerfusionAlone
      ? devices.isRepeating(giver) : reading.hr != .noValue && reading.spo2 != .noValue
    let figures = DeviceWatch.Figures(
      hr: reading.hr?.figure, spo2: reading.spo2?.figure, pi: reading.pi?.figure)
    let wasRun = devices.hear(figures, isWhole: isWhole, from: giver, at: now)
    // A run that only goes on moves nothing. Where it begins anew there is a deadline, or an alarm to end.
    if !wasRun || board.conditions(of: giver.source).contains(.unvarying) { isUnsettled = true }
  }

  /// A run of the same figures ends with the value: it is one of fresh readings.
  mutating func endSameness(ofLost vital: Vital) {
    guard vital == .hr || vital == .spo2 else { return }
    for claim in vitals.claims(vital) {
      guard let lostAt = claim.lossDeadline(cuffStaleAfter: vitals.cuffStaleAfter), lostAt <= now else {
        continue
      }
      devices.endSameness(of: claim.source)
    }
  }
}

extension Reading {
  /// Whether it gives something that can be used.
  fileprivate var isGood: Bool {
    if hr?.figure != nil || spo2?.figure != nil || rr?.figure != nil || pump != nil { return true }
    if case .measured = nibp { return true }
    return false
  }
}

extension Sample {
  fileprivate var figure: Fixed? { if case .value(let value, _) = self { value } else { nil } }
}
