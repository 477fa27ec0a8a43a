import InfusionCore
import Quantities
import SessionRecord

// The answers of a record to a form's fields. An empty answer is not known and is left open.

extension SessionDigest {
  /// Several lines for a field that can have several answers.
  func answer(_ field: FormField) -> [String] {
    switch field {
    case .patient: [patient].compactMap { $0 }
    case .weight: [weight?.text()].compactMap { $0 }
    case .session: [header.session]
    case .chair: [header.plan.chair]
    case .plan: [planName].compactMap { $0 }
    case .date: ["\(wall(at: .start).date), \(clockOffsets.words)"]
    case .began: [clock(.start)]
    case .ended: outcome == nil ? [] : [clock(length)]
    case .drug: [drugName].compactMap { $0 }
    case .given: givenWords.map { [$0] } ?? []
    case .lots: chart.drugStock.lots
    case .dosing: [dosedAt.map(clock)].compactMap { $0 }
    case .stop: infusionStop.map { [clock($0)] } ?? (hasNoInfusion ? ["given at once"] : [])
    case .infusionMinutes: infusionStart.flatMap { start in infusionStop.map { [minutes($0 - start)] } } ?? []
    case .observationMinutes: outcome == nil ? [] : observationStart.map { [minutes(length - $0)] } ?? []
    case .watchedMinutes: watchedMinutes
    case .notWatched: notWatched
    case .pressureBefore: pressureBefore
    case .pressureAt40: pressureAt40
    case .pressureEnd: pressureAtEnd
    case .pressureHighest: highestPressure
    case .saturationLowest: lowestSaturation
    case .oximeter: [vitals.range(of: .spo2)?.source.description].compactMap { $0 }
    case .sedation: deepestSedation
    case .sedationOver: endOfSedation
    case .dissociation: deepestDissociation
    case .dissociationOver: endOfDissociation
    case .ready: whenReady
    case .ending: ending
    case .symptoms: noted("none recorded", symptomWords)
    case .medicines: noted("none recorded", medicineWords)
    case .measures: noted("none recorded", measureWords)
    case .alarms: noted("none", alarmWords)
    case .drawn: drawnWords
    case .wasted: wastedWords
    case .sum: [sumWords].compactMap { $0 }
    case .people: noted("", people)
    }
  }

  /// When what was given began.
  var dosedAt: SessionTime? { infusionStart ?? (hasNoInfusion ? firstTime(of: .observing) : nil) }

  private var hasNoInfusion: Bool { plan.map { !$0.hasInfusion } ?? false }

  func clock(_ time: SessionTime) -> String { wall(at: time).hourAndMinute }

  /// Whole minutes, the begun one not counted.
  private func minutes(_ span: TimeSpan) -> String { "\(span.milliseconds / 60_000) min" }

  private func noted(_ none: String, _ words: [String]) -> [String] {
    words.isEmpty && !none.isEmpty ? [none] : words
  }

  private var watchedMinutes: [String] {
    guard let start = dosedAt, outcome != nil else { return [] }
    let missed = gaps.filter { $0.to > start }.reduce(TimeSpan.zero) { $0 + ($1.to - max($1.from, start)) }
    return [minutes(length - start - missed)]
  }

  private var notWatched: [String] {
    noted("none", gaps.map { "\(clock($0.from)) to \(clock($0.to)): \($0.reason)" })
  }

  private var lowestSaturation: [String] {
    guard let start = dosedAt else { return [] }
    let first = Int(start.milliseconds / 60_000)
    guard first < vitals.count, let range = vitals.range(of: .spo2, minutes: first..<vitals.count) else {
      return []
    }
    return ["\(range.lowest) % at \(clock(range.lowestAt))"]
  }

  private var ending: [String] {
    guard let outcome else { return [] }
    let reason = outcomeReason.map { ", \($0)" } ?? ""
    return ["\(outcome.label) at \(clock(length))\(reason)"]
  }
}

// MARK: - What was noted

extension SessionDigest {
  private func behind(_ mark: Mark) -> String {
    let by = mark.by.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
    return ", \(clock(mark.happenedAt))\(by)\(correctionWords(mark))"
  }

  private var symptomWords: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.symptom(let symptom)) = mark.what, symptom.severity > 0 else { return nil }
      return "\(symptom.symptom) \(symptom.severity) of 3\(behind(mark))"
    }
  }

  private var medicineWords: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.medication(let given)) = mark.what else { return nil }
      return "\(given.medicine) \(given.dose) \(given.route)\(behind(mark))"
    }
  }

  private var measureWords: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.intervention(let measure)) = mark.what else { return nil }
      return "\(measure.measure)\(measure.flow.map { " \($0)" } ?? "")\(behind(mark))"
    }
  }

  private var alarmWords: [String] {
    alarms.filter { $0.id.isPhysiological && $0.priority >= .medium }.map { alarm in
      let lasted = alarm.duration.map { "for \($0.clock)" } ?? "not ended"
      let by = alarm.firstAnswer?.by.map { " by \($0)" } ?? ""
      let first = alarm.firstAnsweredAfter.map { "acknowledged after \($0.clock)\(by)" }
      let answer = (first ?? "not acknowledged") + alarm.tailAfterRise { " by \($0)" }
      let pressure = chart.raisingPressure(of: alarm).map { ", \($0.sentence)" } ?? ""
      return
        "\(alarm.course), \(alarm.priority.name), \(clock(alarm.raisedAt)) \(lasted), \(answer)"
        + pressure
    }
  }

  /// Without those who only witnessed an ampoule or read the pump again: they are named with what they saw.
  private var people: [String] {
    let signed = marks.compactMap(\.by).filter { !$0.isEmpty }
    return signed.enumerated().filter { signed.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }
}
