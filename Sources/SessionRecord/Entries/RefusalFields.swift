import InfusionCore
import JSONLines
import Quantities

// A refusal: its code, a sentence for people, and the evidence from which the sentence was made.

extension Refusal {
  func write(to writer: inout JSONWriter) {
    writer.field("action", action)
    writer.field("code", code)
    writer.field("reason", sentence)
    why.write(to: &writer)
    writer.field("also", ifAny: also)
  }

  init?(_ line: JSONLine) {
    guard let action = line.text("action"), let code = line.text("code"), let why = Why(code: code, line)
    else {
      return nil
    }
    self.init(action: action, why: why, also: line.texts("also"))
  }

  /// The refusal as a record gives it back: computed amounts have three decimals.
  var asRecorded: Refusal? {
    var writer = JSONWriter(capacity: 160)
    writer.beginObject()
    write(to: &writer)
    let bytes = writer.bytes
    var line = JSONLine()
    guard (try? line.read(bytes, in: 0..<bytes.count, isUnclosed: true)) != nil else { return nil }
    return Refusal(line)
  }
}

extension Refusal.Why {
  /// The evidence, by its keys; a reason that needs none has no key.
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .weightMissing, .doseMissing, .concentrationMissing, .baselineMissing, .reasonMissing,
      .initialsMissing, .rateNotPositive, .noInfusion, .observationIncomplete, .escortMissing, .checkDue,
      .notAway, .nothingToAcknowledge, .nothingToConfirm, .secondMissing, .bolusNotPositive, .bolusOff,
      .pumpRuns, .pressureMissing, .pressureForgone, .witnessMissing:
      break
    case .weightImplausible(let weight): writer.field("weight_kg", exactly: weight)
    case .weightUnconfirmed(let weight, let last): writer.weight(weight, last: last)
    case .concentrationUnconfirmed(let strength), .concentrationImplausible(let strength):
      writer.field("concentration_mg_ml", exactly: strength)
    case .doseNotOffered(let dose): writer.field("mg", exactly: dose)
    case .rateLow(let rate, let planned): writer.rate(rate, planned: planned)
    case .rateSoftLimit(let rate, let limit), .rateHardLimit(let rate, let limit):
      writer.rate(rate, limit: limit)
    case .bolusSoftLimit(let dose, let limit), .bolusHardLimit(let dose, let limit),
      .totalSoftLimit(let dose, let limit), .totalHardLimit(let dose, let limit):
      writer.dose(dose, limit: limit)
    case .vitalMissing(let vital), .vitalDoubtful(let vital), .limitLoosened(let vital),
      .limitOrder(let vital):
      writer.field("vital", vital.rawValue)
    case .limitBeyondBound(let vital, let bound): writer.limit(of: vital, bound: bound)
    case .pressureOrder(let sys, let dia): writer.pressure(sys: sys, dia: dia)
    case .alarmActive(let id), .alarmLatched(let id), .alarmUnknown(let id):
      writer.field("id", id.description)
    case .dueMissed(let items), .checklistNotMet(let items), .criterionNotMet(let items):
      writer.field("items", items)
    case .holdNotAdvised(let rule), .holdNotFollowed(let rule): writer.field("rule", rule)
    case .entryUnknown(let number), .entryFixed(let number): writer.field("entry", number)
    case .scaleUnknown(let scale, let known): writer.scale(scale, known: known)
    case .itemUnknown(let item): writer.field("item", item)
    case .planUnknown(let plan): writer.field("plan", plan)
    case .sourceNotForeign(let source): writer.field("source", source)
    case .secondSame(let initials): writer.field("second", initials)
    case .valueOutOfRange(let field): writer.field("field", field)
    case .wrongPhase(let phase): writer.field("phase", phase.rawValue)
    case .timeAhead(let time): writer.field("at", time)
    case .awayTooLong(let longest): writer.field("longest_s", longest)
    }
  }
}

// Evidence of more than one key.
extension JSONWriter {
  fileprivate mutating func weight(_ weight: Kilograms, last: Kilograms?) {
    field("weight_kg", exactly: weight)
    if let last { field("last_kg", exactly: last) }
  }

  fileprivate mutating func rate(_ rate: MillilitresPerHour, planned: MillilitresPerHour) {
    field("rate_ml_h", exactly: rate)
    field("planned_ml_h", exactly: planned)
  }

  fileprivate mutating func rate(_ rate: MilligramsPerKilogramHour, limit: MilligramsPerKilogramHour) {
    field("rate_mg_kg_h", rounded: rate)
    field("limit_mg_kg_h", rounded: limit)
  }

  fileprivate mutating func dose(_ dose: MilligramsPerKilogram, limit: MilligramsPerKilogram) {
    field("dose_mg_kg", rounded: dose)
    field("limit_mg_kg", rounded: limit)
  }

  fileprivate mutating func limit(of vital: Vital, bound: Fixed) {
    field("vital", vital.rawValue)
    field("bound", bound)
  }

  fileprivate mutating func pressure(sys: Fixed, dia: Fixed) {
    field("sys", sys)
    field("dia", dia)
  }

  fileprivate mutating func scale(_ scale: String, known: [String]) {
    field("scale", scale)
    field("known", ifAny: known)
  }
}

extension Refusal.Why {
  fileprivate init?(code: String, _ line: JSONLine) {
    guard
      let why = Self.bare[code] ?? Self.ofVital(code) ?? Self.ofDose(code, line)
        ?? Self.withEvidence(code, line)
    else { return nil }
    self = why
  }

  private static let bare: [String: Refusal.Why] = {
    let all: [Refusal.Why] = [
      .weightMissing, .doseMissing, .concentrationMissing, .baselineMissing, .reasonMissing,
      .initialsMissing, .rateNotPositive, .noInfusion, .observationIncomplete, .escortMissing, .checkDue,
      .notAway, .nothingToAcknowledge, .nothingToConfirm, .secondMissing, .bolusNotPositive, .bolusOff,
      .pumpRuns, .pressureMissing, .pressureForgone, .witnessMissing,
    ]
    return Dictionary(uniqueKeysWithValues: all.map { (Refusal(action: "", why: $0).code, $0) })
  }()

  private static func withEvidence(_ code: String, _ line: JSONLine) -> Refusal.Why? {
    switch code {
    case "phase.wrong": return line.word("phase").map { .wrongPhase($0) }
    case "weight.implausible": return line.double("weight_kg").map { .weightImplausible(Kilograms($0)) }
    case "plan.unknown": return line.text("plan").map { .planUnknown($0) }
    case "scale.unknown":
      return line.text("scale").map { .scaleUnknown($0, known: line.texts("known")) }
    case "item.unknown": return line.text("item").map { .itemUnknown($0) }
    case "checklist.notmet": return .checklistNotMet(line.texts("items"))
    case "criterion.notmet": return .criterionNotMet(line.texts("items"))
    case "rate.soft": return rates(line).map { .rateSoftLimit($0.rate, limit: $0.limit) }
    case "rate.hard": return rates(line).map { .rateHardLimit($0.rate, limit: $0.limit) }
    case "alarm.active": return alarm(line).map { .alarmActive($0) }
    case "alarm.latched": return alarm(line).map { .alarmLatched($0) }
    case "alarm.unknown": return alarm(line).map { .alarmUnknown($0) }
    case "limit.order": return line.word("vital").map { .limitOrder($0) }
    case "limit.bound":
      guard let vital: Vital = line.word("vital"), let bound = line.fixed("bound") else { return nil }
      return .limitBeyondBound(vital, bound: bound)
    case "pressure.order":
      guard let sys = line.fixed("sys"), let dia = line.fixed("dia") else { return nil }
      return .pressureOrder(sys: sys, dia: dia)
    case "second.same": return line.text("second").map { .secondSame($0) }
    case "time.ahead": return line.time("at").map { .timeAhead($0) }
    case "entry.unknown": return line.integer("entry").map { .entryUnknown($0) }
    case "entry.fixed": return line.integer("entry").map { .entryFixed($0) }
    case "away.toolong": return line.span("longest_s").map { .awayTooLong($0) }
    case "accept.none": return line.text("source").map { .sourceNotForeign($0) }
    case "due.missed": return .dueMissed(line.texts("items"))
    case "limit.loosened": return line.word("vital").map { .limitLoosened($0) }
    case "hold.none": return line.text("rule").map { .holdNotAdvised($0) }
    case "hold.notfollowed": return line.text("rule").map { .holdNotFollowed($0) }
    case "value.range": return line.text("field").map { .valueOutOfRange($0) }
    default: return nil
    }
  }

  /// `spo2.missing`, `hr.doubtful`: a vital is in the code.
  private static func ofVital(_ code: String) -> Refusal.Why? {
    let parts = code.split(separator: ".")
    guard parts.count == 2, let vital = Vital(rawValue: String(parts[0])) else { return nil }
    switch parts[1] {
    case "missing": return .vitalMissing(vital)
    case "doubtful": return .vitalDoubtful(vital)
    default: return nil
    }
  }

  /// What the envelope refuses.
  private static func ofDose(_ code: String, _ line: JSONLine) -> Refusal.Why? {
    switch code {
    case "weight.unconfirmed":
      return line.double("weight_kg").map { weight in
        .weightUnconfirmed(Kilograms(weight), last: line.double("last_kg").map { Kilograms($0) })
      }
    case "concentration.unconfirmed":
      return line.double("concentration_mg_ml").map { .concentrationUnconfirmed(.init($0)) }
    case "concentration.implausible":
      return line.double("concentration_mg_ml").map { .concentrationImplausible(.init($0)) }
    case "rate.low":
      guard let rate = line.double("rate_ml_h"), let planned = line.double("planned_ml_h") else { return nil }
      return .rateLow(MillilitresPerHour(rate), planned: MillilitresPerHour(planned))
    case "dose.notoffered": return line.double("mg").map { .doseNotOffered(Milligrams($0)) }
    case "bolus.soft": return doses(line).map { .bolusSoftLimit($0.dose, limit: $0.limit) }
    case "bolus.hard": return doses(line).map { .bolusHardLimit($0.dose, limit: $0.limit) }
    case "total.soft": return doses(line).map { .totalSoftLimit($0.dose, limit: $0.limit) }
    case "total.hard": return doses(line).map { .totalHardLimit($0.dose, limit: $0.limit) }
    default: return nil
    }
  }

  private static func doses(
    _ line: JSONLine
  ) -> (dose: MilligramsPerKilogram, limit: MilligramsPerKilogram)? {
    guard let dose = line.double("dose_mg_kg"), let limit = line.double("limit_mg_kg") else { return nil }
    return (MilligramsPerKilogram(dose), MilligramsPerKilogram(limit))
  }

  private static func alarm(_ line: JSONLine) -> AlarmID? { line.text("id").flatMap { AlarmID($0) } }

  private static func rates(
    _ line: JSONLine
  ) -> (rate: MilligramsPerKilogramHour, limit: MilligramsPerKilogramHour)? {
    guard let rate = line.double("rate_mg_kg_h"), let limit = line.double("limit_mg_kg_h") else { return nil }
    return (MilligramsPerKilogramHour(rate), MilligramsPerKilogramHour(limit))
  }
}
