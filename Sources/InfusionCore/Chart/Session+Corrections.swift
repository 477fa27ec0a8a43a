import Quantities

// Corrections: an entry reads otherwise from here on, for the session as for everybody who reads its record.

extension Session {
  /// A correction cites an entry of a kind that can be corrected, and what it makes of it must be possible.
  func correctionRefusal(_ amend: AmendAction) -> Refusal.Why? {
    guard setup.isBySecondRules else { return firstCorrectionRefusal(amend) }
    let pressure = chart.pressure(entry: amend.entry)
    guard let mark = chart.mark(entry: amend.entry) else {
      guard let pressure else {
        return isRecorded(amend.entry) ? .entryFixed(amend.entry) : .entryUnknown(amend.entry)
      }
      return refusal(of: amend, on: pressure)
    }
    guard case .action(let action) = mark.what, action.isCorrectable(amend.changes) else {
      return .entryFixed(amend.entry)
    }
    if amend.isStriking { return reasonRefusal(amend.changes.first?.value ?? "") }
    do throws(ActionError) {
      return try action.corrected(amend.changes).content.refusal(in: self, by: mark.by)
    } catch { return .valueOutOfRange(error.sentence) }
  }

  /// Whether the record has that entry before the one that is being taken.
  private func isRecorded(_ number: Int) -> Bool { number >= 1 && number < entry }

  private func refusal(of amend: AmendAction, on pressure: ChartedPressure) -> Refusal.Why? {
    if amend.isStriking { return reasonRefusal(amend.changes.first?.value ?? "") }
    return pressure.measurement.corrected(amend.changes) == nil
      ? .valueOutOfRange("sys, dia and map of a pressure") : nil
  }

  /// By the first rules any entry before the correction's own could be cited.
  private func firstCorrectionRefusal(_ amend: AmendAction) -> Refusal.Why? {
    guard setup.rulesVersion >= RulesVersion.marksAreChecked else { return nil }
    return isRecorded(amend.entry) ? nil : .entryUnknown(amend.entry)
  }

  /// What stands reads otherwise before anything is judged anew: the pressure at the age that it has, and the
  /// limits that follow a baseline which was taken from it.
  mutating func correct(_ amend: AmendAction, by: String?) {
    guard chart.mark(entry: amend.entry) != nil || chart.pressure(entry: amend.entry) != nil else { return }
    let before = Vital.allCases.map { ($0, limitsInForce($0)) }
    tell(.corrected(Correction(of: amend.entry, amend.changes, amendment: entry, by: by)))
    guard setup.isBySecondRules, let pressure = chart.pressure(entry: amend.entry) else { return }
    if pressure.isStruck { retakeDueReadings(takenBy: amend.entry) }
    if cuff.lastEntry == amend.entry { apply(pressure) }
    for (vital, limits) in before { reapplyLimits(vital, from: limits, by: by) }
    settleLimits()
  }

  private mutating func apply(_ pressure: ChartedPressure) {
    guard !pressure.isStruck else { return fallBack() }
    let measurement = pressure.measurement
    cuff.correct(to: measurement)
    if let sys = measurement.sys { alarms.correct(.sys, to: sys, at: now) }
    if let dia = measurement.dia { alarms.correct(.dia, to: dia, at: now) }
    if judgesMean(of: measurement), let map = measurement.map { alarms.correct(.map, to: map, at: now) }
  }

  /// The last measurement was struck: the one before it stands again, at its own age.
  private mutating func fallBack() {
    let before = chart.standingPressures.filter { !$0.measurement.ageIsUnknown }
    cuff.fallBack(toOneOf: before)
    fallBack(.sys, to: before.last { $0.measurement.sys != nil }, \.sys)
    fallBack(.dia, to: before.last { $0.measurement.dia != nil }, \.dia)
    let isJudged = before.last.map { judgesMean(of: $0.measurement) } ?? false
    fallBack(.map, to: isJudged ? before.last : nil, \.map)
  }

  private mutating func fallBack(
    _ vital: Vital, to before: ChartedPressure?, _ figure: KeyPath<CuffMeasurement, Fixed?>
  ) {
    guard let before, let value = before.measurement[keyPath: figure],
      vitals.stands(vital, measuredAt: before.at, at: now)
    else { return alarms.forget(vital) }
    alarms.fallBack(vital, to: value, of: before, at: now)
  }
}

extension AmendAction {
  fileprivate var isStriking: Bool { changes.count == 1 && changes[0].key == Self.struck }
}
