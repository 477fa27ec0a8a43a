import InfusionCore
import Quantities

extension YamlMapping<Plan> {
  static var plan: YamlMapping {
    let span = YamlCodec.minutes(.number(0...1440))
    return YamlMapping(
      keys: orderKeys + envelopeKeys + [
        YamlKey("observation_min", \.observation, span),
        YamlKey("observation_floor_min", \.observationFloor, span),
        YamlKey("extend_after_high_min", \.extendAfterHigh, span),
        YamlKey("away_max_min", \.longestAway, span),
        YamlKey("nibp_interval_min", \.nibpInterval, programmeByPhase),
        YamlKey("due", \.due, .items(of: YamlMapping<DueReading>.due.codec, initial: .blank)),
        YamlKey("check_interval_min", \.checkInterval, byPhase),
        YamlKey("check_grace_min", \.checkGrace, span), YamlKey("check_scales", \.checkScales, scalesByPhase),
        YamlKey("required", \.required, requiredVitals),
        YamlKey("relative", \.relative, relativeLimits),
      ], check: checkPlan)
  }

  /// The order, and what is in the bag.
  private static var orderKeys: [YamlKey<Plan>] {
    let dose = YamlCodec<MilligramsPerKilogram>.quantity(.positive(upTo: 100)).or("none", initial: .zero)
    let duration = YamlCodec.minutes(.positive(upTo: 20160)).or("none", initial: .zero)
    return [
      YamlKey("infusion", \.hasInfusion, .flag),
      YamlKey("drug", \.drug, YamlCodec.text.or("none", initial: "")) { $0.drug == nil },
      YamlKey("doses_mg", \.fixedDoses, .list(of: .quantity(.positive(upTo: 10_000)), initial: .zero)) {
        $0.fixedDoses.isEmpty
      },
      YamlKey("dose_mg_kg", \.dose, dose),
      YamlKey("duration_min", \.duration, duration),
      YamlKey("concentration_mg_ml", \.concentration, strength.or("none", initial: .zero)),
      YamlKey("concentrations_mg_ml", \.concentrations, .list(of: strength, initial: .zero)) {
        $0.concentrations.isEmpty
      },
    ]
  }

  /// The strength has the same range in a file as at the chair.
  private static var strength: YamlCodec<MilligramsPerMillilitre> {
    let range = Envelope.plausibleConcentration
    return .quantity(.number(range.lowerBound.fixed...range.upperBound.fixed))
  }

  /// What may be given: beyond a soft limit only with a reason, beyond a hard one not at all.
  private static var envelopeKeys: [YamlKey<Plan>] {
    let dose = YamlCodec<MilligramsPerKilogram>.quantity(.number(0...100))
    let rate = YamlCodec<MilligramsPerKilogramHour>.quantity(.positive(upTo: 100)).or("none", initial: .zero)
    return [
      YamlKey("rate_soft_mg_kg_h", \.rateSoft, rate), YamlKey("rate_hard_mg_kg_h", \.rateHard, rate),
      YamlKey("bolus_soft_mg_kg", \.bolusSoft, dose),
      YamlKey("bolus_hard_mg_kg", \.bolusHard, dose.or("off", initial: .zero)),
      YamlKey("total_soft_mg_kg", \.totalSoft, dose.or("auto", initial: .zero)),
      YamlKey("total_hard_mg_kg", \.totalHard, dose),
    ]
  }

  private static var programmeByPhase: YamlCodec<[Phase: NIBPProgramme]> {
    .byWord(
      timed, of: .programme, initial: { _ in .minutes(1) }, usual: [.infusing, .paused, .observing])
  }

  /// The phases with intervals of their own. `ready` keeps the cuff's interval of observing, and has no
  /// checks.
  private static let timed: [Phase] = [.preparation, .infusing, .paused, .observing]
  private static let open = timed + [Phase.ready]

  /// The scales of each phase's check. `[]` means none; a pause that is not named has those of the infusion.
  private static var scalesByPhase: YamlCodec<[Phase: [String]]> {
    .byWord(
      open, of: .list(of: .text, initial: ""), initial: { _ in [] }, usual: [.infusing, .observing])
  }

  private static var byPhase: YamlCodec<[Phase: TimeSpan]> {
    .byWord(
      timed, of: .minutes(.positive(upTo: 1440)),
      initial: { _ in .zero }, usual: [.infusing, .paused, .observing])
  }

  /// Only a vital that streams can be missed.
  private static var requiredVitals: YamlCodec<Set<Vital>> {
    .set(of: .word(Vital.streamed), initial: .spo2) { set in Vital.allCases.filter(set.contains) }
  }

  private static var relativeLimits: YamlCodec<[Vital: RelativeLimit]> {
    .byWord(
      Vital.allCases, of: YamlMapping<RelativeLimit>.relative.codec,
      initial: { _ in RelativeLimit(above: nil, below: nil) }, usual: [.sys])
  }

  private static func checkPlan(_ plan: Plan, _ places: YamlPlaces, _ problems: inout Problems) {
    let path = places.mapping.path
    if plan.observation < plan.observationFloor {
      let place = places.place(of: "observation_min", "observation_floor_min")
      problems.add(
        .observationBelowFloor(plan.observation, floor: plan.observationFloor), at: place, path: path)
    }
    checkDoses(plan, places, &problems)
    if let strength = plan.concentration, !plan.expects(strength) {
      let place = places.place(of: "concentrations_mg_ml", "concentration_mg_ml")
      problems.add(.concentrationNotListed(strength), at: place, path: path)
    }
    if !plan.fixedDoses.isEmpty {
      let place = places.place(of: "doses_mg", "infusion")
      if plan.hasInfusion { problems.add(.dosesOfInfusion, at: place, path: path) }
      if plan.drug == nil { problems.add(.missingKey("drug"), at: place, path: path) }
    }
    guard let hard = plan.rateHard else { return }
    if let soft = plan.rateSoft, soft > hard {
      let place = places.place(of: "rate_soft_mg_kg_h", "rate_hard_mg_kg_h")
      problems.add(.rateOrder(soft: soft, hard: hard), at: place, path: path)
    }
    if let planned = plan.plannedRate, planned.fixed > hard.fixed {
      let place = places.place(of: "dose_mg_kg", "duration_min", "rate_hard_mg_kg_h")
      problems.add(.plannedRateAboveHard(planned, hard: hard), at: place, path: path)
    }
  }

  private static func checkDoses(_ plan: Plan, _ places: YamlPlaces, _ problems: inout Problems) {
    typealias Dose = MilligramsPerKilogram
    let pairs: [(String, Dose?, String, Dose?)] = [
      ("bolus_soft_mg_kg", plan.bolusSoft, "bolus_hard_mg_kg", plan.bolusHard),
      ("total_soft_mg_kg", plan.totalSoft, "total_hard_mg_kg", plan.totalHard),
    ]
    checkUsualTotal(plan, places, &problems)
    for (softKey, soft, hardKey, hard) in pairs {
      guard let soft, let hard, soft > hard else { continue }
      problems.add(
        .doseOrder(soft: .init(softKey, soft.fixed), hard: .init(hardKey, hard.fixed)),
        at: places.place(of: softKey, hardKey), path: places.mapping.path)
    }
  }

  /// Checks a soft total that nobody set and that follows from the plan's dose, the only soft limit that
  /// does. It is checked only against a hard total that somebody set: a plan above the shipped one is valid,
  /// and allows no bolus.
  private static func checkUsualTotal(_ plan: Plan, _ places: YamlPlaces, _ problems: inout Problems) {
    guard places.given["total_hard_mg_kg"] != nil, plan.totalSoft == nil, let dose = plan.dose,
      let soft = plan.softTotal, Envelope.isBeyond(soft, plan.totalHard)
    else { return }
    problems.add(
      .usualTotalAboveHard(soft, ofDose: dose, hard: plan.totalHard),
      at: places.place(of: "dose_mg_kg", "total_soft_mg_kg", "total_hard_mg_kg"), path: places.mapping.path)
  }
}

extension YamlCodec<NIBPProgramme> {
  /// Minutes between two measurements, or a row of them of which the last repeats.
  fileprivate static var programme: YamlCodec {
    let interval = YamlCodec<TimeSpan>.minutes(.positive(upTo: 1440))
    let row = YamlCodec<[TimeSpan]>.items(of: interval, initial: .zero)
    return YamlCodec(accepted: interval.accepted) { node, _, problems in
      guard case .list(let nodes) = node.kind else {
        return interval.read(node, .zero, &problems).map { .every($0) }
      }
      guard !nodes.isEmpty else {
        problems.refuse(node, interval.accepted)
        return nil
      }
      return row.read(node, [], &problems).flatMap { NIBPProgramme($0) }
    } write: { programme in
      programme.intervals.count == 1 ? interval.write(programme.first) : row.write(programme.intervals)
    }
  }
}

extension YamlMapping<DueReading> {
  /// `{ what: nibp, at_min: 40, from: start, within_min: 5 }`.
  fileprivate static var due: YamlMapping {
    YamlMapping(
      keys: [
        YamlKey("what", \.what, .word()), YamlKey("at_min", \.at, .minutes(.positive(upTo: 1440))),
        YamlKey("from", \.from, .word()), YamlKey("within_min", \.within, .minutes(.number(0...240))),
      ],
      check: { reading, places, problems in
        guard reading.at == .zero else { return }
        problems.add(.missingKey("at_min"), at: places.mapping.place, path: places.mapping.path)
      }, isWrittenInLine: true)
  }
}

extension DueReading {
  fileprivate static let blank = DueReading(.nibp, at: .zero, from: .start, within: .minutes(5))
}

extension YamlMapping<Configuration> {
  /// A check cannot ask for an unknown scale. A shipped scale that the clinic has switched off is silently
  /// left out.
  static func checkScalesOfChecks(
    _ configuration: Configuration, _ places: YamlPlaces, _ problems: inout Problems
  ) {
    let known = configuration.clinic.scales.map(\.name) + Scale.shipped.map(\.name)
    for plan in configuration.plans {
      for phase in Phase.allCases {
        for scale in plan.checkScales[phase] ?? [] where !known.contains(scale) {
          problems.add(
            .unknownScale(scale), at: places.place(of: "plans"),
            path: "plans.\(plan.name).check_scales.\(phase.rawValue)")
        }
      }
    }
  }
}

extension Plan {
  fileprivate var plannedRate: MilligramsPerKilogramHour? {
    guard let dose, let duration, duration > .zero else { return nil }
    return MilligramsPerKilogramHour(dose.value / duration.inHours)
  }
}

extension YamlMapping<RelativeLimit> {
  fileprivate static var relative: YamlMapping {
    let distance = YamlCodec.positive(upTo: 200).or("off", initial: 0)
    return YamlMapping(
      keys: [
        YamlKey("above", \.above, distance), YamlKey("below", \.below, distance),
        YamlKey("mode", \.mode, .word()),
      ],
      check: { limit, places, problems in
        guard limit.above == nil && limit.below == nil else { return }
        problems.add(.relativeWithoutDistance, at: places.mapping.place, path: places.mapping.path)
      }, isWrittenInLine: true)
  }
}
