public import InfusionCore
import Quantities
public import SessionRecord

extension PatientSeries {
  /// What is worth knowing of the series before the treatment that begins then.
  ///
  /// - Parameters:
  ///   - most: how many of the last treatments are told of.
  ///   - unread: sessions that are not in the series because they could not be read.
  public func history(at began: WallTime, most: Int, unread: Int) -> PatientHistory {
    let earlier = treatments
    return PatientHistory(
      patient: patient, number: earlier.count + 1,
      daysSinceLast: earlier.last.map { max(0, began.daysSince($0.began)) },
      last: earlier.suffix(most).reversed().map { EarlierTreatment($0) }, unread: unread)
  }
}

extension EarlierTreatment {
  fileprivate init(_ row: PatientSeries.Row) {
    self.init(
      session: row.session, date: row.began.date, plan: row.plan, weight: row.weight,
      delivered: row.delivered,
      lasted: row.lasted, lowestSpO2: row.lowestSpO2, highestHR: row.highestHR,
      sideEffects: row.sideEffects, outcome: row.outcome)
    baseline = row.baseline[.sys].flatMap { sys in row.baseline[.dia].map { Pressure(sys, $0) } }
    highest = row.highestPressure.flatMap { cuff in
      cuff.sys.flatMap { sys in cuff.dia.map { Pressure(sys, $0) } }
    }
  }
}
