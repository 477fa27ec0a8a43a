public import Quantities

/// What is ordered, and what is watched while it is given.
public struct Plan: Hashable, Sendable {
  public var name: String
  /// Nil: no dose known yet (a clinic's pain plan), or a plan without an infusion.
  public var dose: MilligramsPerKilogram?
  /// Nil on a plan without an infusion.
  public var duration: TimeSpan?
  public var concentration: MilligramsPerMillilitre?
  public var rateSoft: MilligramsPerKilogramHour?
  public var rateHard: MilligramsPerKilogramHour?
  /// The concentrations accepted without a reason; empty: only the plan's own.
  public var concentrations: [MilligramsPerMillilitre] = []
  /// More than this in one bolus wants a reason, or is refused. With a nil hard limit the plan allows no
  /// bolus.
  public var bolusSoft = MilligramsPerKilogram(0)
  public var bolusHard: MilligramsPerKilogram? = MilligramsPerKilogram(0.3)
  /// More than this in all, with a bolus, wants a reason (nil: the plan's dose and a tenth), or is refused.
  public var totalSoft: MilligramsPerKilogram?
  public var totalHard = MilligramsPerKilogram(1)
  /// The patient may leave the chair for so long.
  public var longestAway = TimeSpan.minutes(30)
  /// Readings at times of their own, beside the intervals.
  public var due: [DueReading] = []
  /// False for a dose given otherwise (a nasal spray): `start` is then the time of dosing.
  public var hasInfusion: Bool
  /// What is given at the start of a plan without an infusion, and in which amounts it comes; none: the start
  /// is a time without an amount.
  public var drug: String?
  public var fixedDoses: [Milligrams] = []
  public var observation: TimeSpan
  public var observationFloor: TimeSpan
  public var extendAfterHigh: TimeSpan
  /// By phase; a phase that is not named has none.
  public var nibpInterval: [Phase: NIBPProgramme]
  public var checkInterval: [Phase: TimeSpan]
  public var checkGrace: TimeSpan
  /// The names of the scales that belong to a check, by phase, in the order in which they are asked.
  public var checkScales: [Phase: [String]]
  /// Vitals whose absence alarms from `start` on.
  public var required: Set<Vital>
  public var relative: [Vital: RelativeLimit]

  public init(
    name: String, dose: MilligramsPerKilogram?, duration: TimeSpan?, concentration: MilligramsPerMillilitre?,
    rateSoft: MilligramsPerKilogramHour? = .init(1), rateHard: MilligramsPerKilogramHour? = .init(2),
    hasInfusion: Bool = true, observation: TimeSpan = .minutes(30), observationFloor: TimeSpan = .minutes(30),
    extendAfterHigh: TimeSpan = .minutes(10),
    nibpInterval: [Phase: NIBPProgramme] = [
      .infusing: .minutes(10), .paused: .minutes(10), .observing: .minutes(15),
    ],
    checkInterval: [Phase: TimeSpan] = [.infusing: .minutes(15), .observing: .minutes(15)],
    checkGrace: TimeSpan = .minutes(5), checkScales: [Phase: [String]] = Plan.usualCheckScales,
    required: Set<Vital> = [.spo2, .hr],
    relative: [Vital: RelativeLimit] = [:]
  ) {
    self.name = name
    self.dose = dose
    self.duration = duration
    self.concentration = concentration
    self.rateSoft = rateSoft
    self.rateHard = rateHard
    self.hasInfusion = hasInfusion
    self.observation = observation
    self.observationFloor = observationFloor
    self.extendAfterHigh = extendAfterHigh
    self.nibpInterval = nibpInterval
    self.checkInterval = checkInterval
    self.checkGrace = checkGrace
    self.checkScales = checkScales
    self.required = required
    self.relative = relative
  }
}

extension Plan {
  /// 0.5 mg/kg over 40, 45 or 60 min (Andrade, J Clin Psychiatry 2017;78:e852), and esketamine's two hours of
  /// watching.
  public static let shipped: [Plan] = [
    depression("trd-40", minutes: 40), depression("trd-45", minutes: 45), depression("trd-60", minutes: 60),
    esketamine,
  ]

  /// The plan whose intervals hold while none is chosen: nothing is ordered yet.
  public static let unchosen = Plan(name: "", dose: nil, duration: nil, concentration: nil)

  private static func depression(_ name: String, minutes: Int64) -> Plan {
    Plan(
      name: name, dose: .init(0.5), duration: .minutes(minutes), concentration: .init(1),
      relative: [.sys: RelativeLimit(above: 40, below: nil)])
  }

  /// Its label has doses of 56 and 84 mg (Spravato, prescribing information, 2.1), and wants a pressure about
  /// 40 min after the dose.
  private static let esketamine: Plan = {
    var plan = Plan(
      name: "esketamine-120", dose: nil, duration: nil, concentration: nil, rateSoft: nil, rateHard: nil,
      hasInfusion: false, observation: .minutes(120), observationFloor: .minutes(120),
      relative: [.sys: RelativeLimit(above: 40, below: nil)])
    plan.drug = "esketamine"
    plan.fixedDoses = [Milligrams(56), Milligrams(84)]
    plan.due = [DueReading(.nibp, at: .minutes(40), from: .start, within: .minutes(5))]
    return plan
  }()
}

extension Plan {
  /// What may be in the bag without a reason.
  public var expectedConcentrations: [MilligramsPerMillilitre] {
    concentrations.isEmpty ? [concentration].compactMap { $0 } : concentrations
  }

  /// Whether it may be in the bag without a reason; the last digit of a float decides nothing.
  public func expects(_ strength: MilligramsPerMillilitre) -> Bool {
    expectedConcentrations.contains { abs($0.value - strength.value) <= strength.value * 1e-9 }
  }

  /// More than this in all wants a reason.
  public var softTotal: MilligramsPerKilogram? { totalSoft ?? dose.map { $0 * 1.1 } }

  /// The cuff's programme in a phase: once the window is complete that of the observation goes on.
  public func nibpProgramme(in phase: Phase) -> NIBPProgramme? {
    nibpInterval[phase == .ready ? .observing : phase]
  }
}
