import InfusionCore
import JSONLines
import Quantities

extension PatientHistory {
  func write(to writer: inout JSONWriter) {
    writer.field("patient", patient)
    writer.field("number", number)
    if let daysSinceLast { writer.field("days_since_last", daysSinceLast) }
    writer.key("last")
    writer.value(.array(last.map { .object($0.fields) }))
    if let lastWeight { writer.field("last_weight_kg", exactly: lastWeight) }
    if unread > 0 { writer.field("unread", unread) }
  }

  init?(_ line: JSONLine) {
    guard let patient = line.text("patient"), let number = line.integer("number"),
      let last = line.value("last")?.objects(EarlierTreatment.init)
    else { return nil }
    self.init(
      patient: patient, number: number, daysSinceLast: line.integer("days_since_last"), last: last,
      unread: line.integer("unread") ?? 0,
      lastWeight: line.double("last_weight_kg").map { Kilograms($0) })
  }
}

extension EarlierTreatment {
  /// What is not known is left out.
  fileprivate var fields: JSONObject {
    let all: [(String, JSONValue?)] = [
      ("session", .string(session)), ("date", .string(date)), ("plan", plan.map(JSONValue.string)),
      ("weight_kg", weight.map { .number($0.value) }),
      ("delivered_mg", delivered.map { .fixed($0.fixed) }), ("lasted_s", lasted.map { .seconds($0) }),
      ("baseline_sys", baseline.map { .fixed($0.sys) }), ("baseline_dia", baseline.map { .fixed($0.dia) }),
      ("highest_sys", highest.map { .fixed($0.sys) }), ("highest_dia", highest.map { .fixed($0.dia) }),
      ("lowest_spo2", lowestSpO2.map(JSONValue.fixed)), ("highest_hr", highestHR.map(JSONValue.fixed)),
      ("side_effects", sideEffects.isEmpty ? nil : .array(sideEffects.map { .object($0.fields) })),
      ("outcome", outcome.map { .string($0.rawValue) }), ("runs_at", runsAt.map(JSONValue.string)),
    ]
    return JSONObject(all.compactMap { key, value in value.map { .init(key, $0) } })
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let session = fields["session"]?.string, let date = fields["date"]?.string else { return nil }
    self.init(
      session: session, date: date, plan: fields["plan"]?.string,
      weight: fields["weight_kg"]?.double.map { Kilograms($0) },
      delivered: fields["delivered_mg"]?.double.map { Milligrams($0) }, lasted: fields["lasted_s"]?.span,
      baseline: Pressure(fields["baseline_sys"], fields["baseline_dia"]),
      highest: Pressure(fields["highest_sys"], fields["highest_dia"]),
      lowestSpO2: fields["lowest_spo2"]?.fixed, highestHR: fields["highest_hr"]?.fixed,
      sideEffects: fields["side_effects"]?.objects(SideEffect.init) ?? [],
      outcome: fields["outcome"]?.string.flatMap(Outcome.init), runsAt: fields["runs_at"]?.string)
  }
}

extension EarlierTreatment.Pressure {
  fileprivate init?(_ sys: JSONValue?, _ dia: JSONValue?) {
    guard let sys = sys?.fixed, let dia = dia?.fixed else { return nil }
    self.init(sys, dia)
  }
}

extension SideEffect {
  fileprivate var fields: JSONObject { ["name": .string(name), "severity": .fixed(Fixed(severity))] }

  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string, let severity = fields["severity"]?.integer else { return nil }
    self.init(name: name, severity: severity)
  }
}
