import InfusionCore
import JSONLines
import Quantities

extension Plan {
  var fields: JSONObject {
    var fields = mainFields
    fields.members += envelopeFields.members
    if let drug { fields["drug"] = .string(drug) }
    if !fixedDoses.isEmpty { fields["doses_mg"] = .array(fixedDoses.map { .number($0.value) }) }
    if !due.isEmpty { fields["due"] = .array(due.map { .object($0.fields) }) }
    return fields
  }

  private var mainFields: JSONObject {
    [
      "name": .string(name), "dose_mg_kg": .quantity(dose), "duration_s": .seconds(duration),
      "concentration_mg_ml": .quantity(concentration), "rate_soft_mg_kg_h": .quantity(rateSoft),
      "rate_hard_mg_kg_h": .quantity(rateHard), "has_infusion": .bool(hasInfusion),
      "observation_s": .seconds(observation), "observation_floor_s": .seconds(observationFloor),
      "extend_after_high_s": .seconds(extendAfterHigh), "nibp_interval_s": .byPhase(nibpInterval),
      "check_interval_s": .byPhase(checkInterval), "check_grace_s": .seconds(checkGrace),
      "check_scales": .byPhase(checkScales),
      "required": .texts(Vital.allCases.filter(required.contains).map(\.rawValue)),
      "relative": .byVital(relative) { .object($0.fields) },
    ]
  }

  private var envelopeFields: JSONObject {
    [
      "concentrations_mg_ml": .array(concentrations.map { .number($0.value) }),
      "bolus_soft_mg_kg": .quantity(bolusSoft), "bolus_hard_mg_kg": .quantity(bolusHard),
      "total_soft_mg_kg": .quantity(totalSoft), "total_hard_mg_kg": .quantity(totalHard),
      "away_max_s": .seconds(longestAway),
    ]
  }

  private mutating func readEnvelope(_ fields: JSONObject) {
    // Older records lack these fields.
    guard let away = fields["away_max_s"]?.span else { return }
    longestAway = away
    concentrations = fields["concentrations_mg_ml"]?.array?.compactMap { $0.double.map { .init($0) } } ?? []
    bolusSoft = fields["bolus_soft_mg_kg"]?.double.map { .init($0) } ?? bolusSoft
    bolusHard = fields["bolus_hard_mg_kg"]?.double.map { .init($0) }
    totalSoft = fields["total_soft_mg_kg"]?.double.map { .init($0) }
    totalHard = fields["total_hard_mg_kg"]?.double.map { .init($0) } ?? totalHard
    due = fields["due"]?.objects(DueReading.init) ?? []
  }

  init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string, let hasInfusion = fields["has_infusion"]?.bool,
      let observation = fields["observation_s"]?.span, let floor = fields["observation_floor_s"]?.span,
      let extend = fields["extend_after_high_s"]?.span, let nibp = fields["nibp_interval_s"]?.programmes,
      let check = fields["check_interval_s"]?.phases, let grace = fields["check_grace_s"]?.span,
      let required = fields["required"]?.array, let relative = fields["relative"]?.vitals(RelativeLimit.init)
    else { return nil }
    self.init(
      name: name, dose: fields["dose_mg_kg"]?.double.map { .init($0) }, duration: fields["duration_s"]?.span,
      concentration: fields["concentration_mg_ml"]?.double.map { .init($0) },
      rateSoft: fields["rate_soft_mg_kg_h"]?.double.map { .init($0) },
      rateHard: fields["rate_hard_mg_kg_h"]?.double.map { .init($0) }, hasInfusion: hasInfusion,
      observation: observation, observationFloor: floor, extendAfterHigh: extend, nibpInterval: nibp,
      checkInterval: check, checkGrace: grace, checkScales: fields["check_scales"]?.namesByPhase ?? [:],
      required: Set(required.compactMap { $0.string.flatMap(Vital.init) }), relative: relative)
    readEnvelope(fields)
    drug = fields["drug"]?.string
    fixedDoses = fields["doses_mg"]?.array?.compactMap { $0.double.map { .init($0) } } ?? []
  }
}

extension DueReading {
  fileprivate var fields: JSONObject {
    [
      "what": .string(what.rawValue), "at_s": .seconds(at), "from": .string(from.rawValue),
      "within_s": .seconds(within),
    ]
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let what = fields["what"]?.string.flatMap(What.init), let at = fields["at_s"]?.span,
      let from = fields["from"]?.string.flatMap(Origin.init), let within = fields["within_s"]?.span
    else { return nil }
    self.init(what, at: at, from: from, within: within)
  }
}

extension RelativeLimit {
  fileprivate var fields: JSONObject {
    ["above": .decimal(above), "below": .decimal(below), "mode": .string(mode.rawValue)]
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let mode = fields["mode"]?.string.flatMap(Mode.init) else { return nil }
    self.init(above: fields["above"]?.fixed, below: fields["below"]?.fixed, mode: mode)
  }
}

extension JSONValue {
  /// An object by phase, in the phases' order.
  fileprivate static func byPhase(_ spans: [Phase: TimeSpan]) -> JSONValue {
    .object(
      JSONObject(
        Phase.allCases.compactMap { phase in spans[phase].map { .init(phase.rawValue, .seconds($0)) } }))
  }

  /// One interval is a number, a programme a list.
  fileprivate static func byPhase(_ programmes: [Phase: NIBPProgramme]) -> JSONValue {
    .object(
      JSONObject(
        Phase.allCases.compactMap { phase in
          programmes[phase].map { programme in
            let spans = programme.intervals
            let value: JSONValue =
              spans.count == 1 ? .seconds(spans[0]) : .array(spans.map { .seconds($0) })
            return .init(phase.rawValue, value)
          }
        }))
  }

  fileprivate static func byPhase(_ names: [Phase: [String]]) -> JSONValue {
    .object(
      JSONObject(
        Phase.allCases.compactMap { phase in names[phase].map { .init(phase.rawValue, .texts($0)) } }))
  }

  fileprivate var namesByPhase: [Phase: [String]]? {
    guard let object else { return nil }
    var names: [Phase: [String]] = [:]
    for member in object.members {
      guard let phase = Phase(rawValue: member.key) else { continue }
      names[phase] = member.value.array?.compactMap(\.string)
    }
    return names
  }

  fileprivate var programmes: [Phase: NIBPProgramme]? {
    guard let object else { return nil }
    var programmes: [Phase: NIBPProgramme] = [:]
    for member in object.members {
      guard let phase = Phase(rawValue: member.key) else { continue }
      let spans = member.value.array?.compactMap(\.span) ?? [member.value.span].compactMap { $0 }
      guard let programme = NIBPProgramme(spans) else { return nil }
      programmes[phase] = programme
    }
    return programmes
  }

  fileprivate var phases: [Phase: TimeSpan]? {
    guard let object else { return nil }
    var spans: [Phase: TimeSpan] = [:]
    for member in object.members {
      guard let phase = Phase(rawValue: member.key) else { continue }
      guard let span = member.value.span else { return nil }
      spans[phase] = span
    }
    return spans
  }
}
