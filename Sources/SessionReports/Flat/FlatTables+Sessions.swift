import InfusionCore
import Quantities
import SessionRecord

extension FlatTables {
  static let sessions = FlatTable<FlatSession>(columns: FlatColumn.whose + setting + given + seen + ended)

  private static let setting: [FlatColumn<FlatSession>] = [
    .count("number") { $0.number },
    .text("origin") { $0.digest.header.plan.origin.rawValue },
    .text("chair") { $0.digest.header.plan.chair },
    .instant("began") { $0.digest.header.anchorWall },
    .day("began_on") { $0.digest.header.anchorWall },
    .span("length_s") { $0.digest.length.sinceStart },
    .number("weight_kg") { $0.digest.weight?.fixed },
  ]

  private static let given: [FlatColumn<FlatSession>] = [
    .number("ordered_mg") { $0.digest.order?.dose.fixed },
    .number("delivered_mg") { $0.digest.infusionStart == nil ? nil : $0.digest.delivered?.delivered.fixed },
    .number("delivered_mg_kg") {
      $0.digest.infusionStart == nil ? nil : $0.digest.delivered?.deliveredPerKilogram?.fixed
    },
    .truth("estimated") { $0.digest.delivered?.isEstimated ?? false },
    .text("drug") { $0.digest.given?.drug ?? ($0.digest.infusionStart == nil ? nil : "ketamine") },
    .number("given_mg") { $0.digest.given?.amount.fixed },
    .span("infusion_start_s") { $0.digest.infusionStart?.sinceStart },
    .span("infusion_stop_s") { $0.digest.infusionStop?.sinceStart },
    .span("observation_start_s") { $0.digest.observationStart?.sinceStart },
  ]

  private static let seen: [FlatColumn<FlatSession>] = [
    .number("baseline_sys") { $0.baseline(.sys) }, .number("baseline_dia") { $0.baseline(.dia) },
    .text("baseline_was") { row in
      let was = row.digest.baselineCorrection
      return was.isEmpty ? nil : was
    },
    .number("baseline_hr") { $0.baseline(.hr) }, .number("baseline_spo2") { $0.baseline(.spo2) },
    .number("highest_sys") { $0.highest?.measurement.sys },
    .number("highest_dia") { $0.highest?.measurement.dia },
    .number("lowest_spo2") { $0.digest.vitals.range(of: .spo2)?.lowest },
    .number("highest_hr") { $0.digest.vitals.range(of: .hr)?.highest },
    .count("alarms_high") { $0.digest.count(.high) }, .count("alarms_medium") { $0.digest.count(.medium) },
    .count("alarms_low") { $0.digest.count(.low) },
  ]

  private static let ended: [FlatColumn<FlatSession>] = [
    .count("refused") { $0.digest.refusals.count }, .count("corrections") { $0.corrections },
    .span("not_watched_s") { row in row.digest.gaps.reduce(.zero) { $0 + ($1.to - $1.from) } },
    .text("outcome") { $0.digest.outcome?.rawValue },
    .truth("sealed") { $0.digest.isSealed },
    .text("problem") { $0.problem },
  ]
}

extension FlatSession {
  fileprivate func baseline(_ vital: Vital) -> Fixed? { digest.baseline.first { $0.vital == vital }?.value }

  /// How much of it was put right or struck.
  fileprivate var corrections: Int {
    let marks = digest.marks.filter { $0.correction != nil }.map(\.entry)
    let pressures = digest.chart.pressures.filter { $0.correction != nil }.map(\.entry)
    return Set(marks + pressures).count
  }

  /// The measurement with the highest systolic pressure.
  fileprivate var highest: ChartedPressure? {
    digest.pressures.filter { $0.measurement.sys != nil }
      .max { ($0.measurement.sys ?? 0) < ($1.measurement.sys ?? 0) }
  }
}
