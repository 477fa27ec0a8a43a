public import InfusionCore
public import Quantities

/// One of a series of simulated sessions: who comes, what is ordered, and what happens.
public struct SimulatedSession: Hashable, Sendable {
  /// The seed of this session's noise.
  public var seed: UInt64
  /// The seed of its patient, who comes several times in a long series.
  public var person: UInt64
  public var patient: String
  public var chair: String
  public var weight: Kilograms
  /// One of the shipped plans.
  public var plan: String
  public var scenario: Scenario
  /// How long after the series' first session this one begins.
  public var begins: TimeSpan
}

extension SimulatedSession {
  /// The sessions of a seed, in the order in which they begin. A shorter series is the beginning of a longer
  /// one.
  public static func series(seed: UInt64, count: Int) -> [SimulatedSession] {
    (0..<max(0, count)).map { session($0, of: SplitMix64(seed: seed)) }
  }

  /// The bedside of this session, with an oximeter that speaks once a second.
  public func bedside(
    concentration: MilligramsPerMillilitre? = nil,
    cuffIntervals: [Phase: NIBPProgramme] = Plan.unchosen.nibpInterval
  ) -> SimulatedBedside {
    SimulatedBedside(
      seed: seed, person: person, scenario: scenario, weight: weight,
      concentration: concentration ?? .init(1), specs: SimulatedDeviceSpec.unhurried(for: scenario),
      cuffIntervals: cuffIntervals)
  }

  private static func session(_ index: Int, of root: SplitMix64) -> SimulatedSession {
    var chance = root.stream(UInt64(index))
    let slot = index % patientsAtATime + index / (patientsAtATime * seriesLength) * patientsAtATime
    var person = root.stream(1 << 32 + UInt64(slot))
    let personSeed = person.next()
    let weight = Kilograms(52 + Double(person.below(97)) / 2)
    let plan = plans[person.below(plans.count)]
    let scenario = index == 0 ? Scenario.uneventful : scenarios[chance.below(scenarios.count)]
    return SimulatedSession(
      seed: chance.next(), person: personSeed, patient: "SIM-\(1001 + slot)",
      chair: String(1 + index % chairs),
      weight: weight, plan: plan, scenario: scenario,
      begins: begin(index))
  }

  private static let patientsAtATime = 4
  /// How many sessions a usual course of treatment has.
  private static let seriesLength = 6
  private static let chairs = 4

  private static let plans = ["trd-40", "trd-45", "trd-60"]

  /// Half of the sessions are uneventful.
  private static let scenarios =
    Array(repeating: Scenario.uneventful, count: 8)
    + Scenario.shipped.dropFirst().filter { $0.truth == Scenario.Truth() }

  /// Four a day, two hours apart, every third day.
  private static func begin(_ index: Int) -> TimeSpan {
    .hours(Int64(index / patientsAtATime) * 72 + Int64(index % patientsAtATime) * 2)
  }
}
