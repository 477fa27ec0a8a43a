public import InfusionCore
public import OperatorLanguage
public import PatientSimulator
import Quantities
public import SessionRecord

extension SimulatedRecording {
  /// When simulated sessions begin unless another time is given: a Monday morning that never changes.
  public static let usualBeginning = WallTime(unixMilliseconds: 1_767_600_000_000)

  /// The sessions of a seed, each on its patient's plan.
  public static func series(
    seed: UInt64, count: Int, begins: WallTime, configuration: Configuration
  ) throws(CourseFailure) -> [SimulatedRecording] {
    var recordings: [SimulatedRecording] = []
    for session in SimulatedSession.series(seed: seed, count: count) {
      let plan = try Self.plan(session.plan, in: configuration)
      recordings.append(
        SimulatedRecording(
          plan: SessionPlan(
            configuration: configuration, chair: session.chair, patient: session.patient,
            weight: session.weight, plan: session.plan),
          bedside: session.bedside(concentration: plan.concentration, cuffIntervals: plan.nibpInterval),
          script: [], trainee: try whoTreats(session.scenario, on: plan),
          begins: begins.advanced(byMilliseconds: session.begins.milliseconds), suffix: suffix(session.seed)))
    }
    return recordings
  }

  /// One session of a scenario.
  ///
  /// - Parameters:
  ///   - plan: names one of its configuration's plans, and has a weight.
  ///   - devices: nil takes the usual trolley.
  ///   - script: nil takes what a good nurse does in this scenario.
  ///   - isDrill: true if somebody typed the weight of the plan; the score then goes into the record.
  public static func single(
    _ scenario: Scenario, seed: UInt64, plan: SessionPlan, devices: [SimulatedDeviceSpec]?,
    script: [ScriptedAction]?, begins: WallTime, isDrill: Bool = false
  ) throws(CourseFailure) -> SimulatedRecording {
    let ordered = try Self.plan(plan.plan ?? "", in: plan.configuration)
    let weight = isDrill ? nil : plan.weight
    let bedside = SimulatedBedside(
      seed: seed, scenario: scenario, weight: weight ?? Scenario.usualWeight,
      concentration: ordered.concentration ?? .init(1), specs: devices, cuffIntervals: ordered.nibpInterval)
    return SimulatedRecording(
      plan: plan, bedside: bedside, script: script ?? [],
      trainee: script == nil ? try whoTreats(scenario, on: ordered) : nil, begins: begins,
      suffix: suffix(isDrill ? seed ^ mark(of: script ?? [], on: plan.chair) : seed),
      drill: isDrill
        ? DrillSetting(
          scenario: scenario.name, seed: seed, rubric: ScenarioScore.currentRubric, text: scenario.ownText)
        : nil)
  }

  private static func plan(_ name: String, in configuration: Configuration) throws(CourseFailure) -> Plan {
    guard let plan = configuration.plan(named: name) else { throw .noPlan(name) }
    return plan
  }

  /// A trainee who does what the scenario hopes for.
  private static func whoTreats(_ scenario: Scenario, on plan: Plan) throws(CourseFailure) -> Trainee {
    guard plan.hasInfusion, plan.duration != nil else { throw .noCourse(plan: plan.name) }
    return Trainee(.good, in: scenario)
  }

  /// Distinguishes two drills with one patient by what was done in them, so that their ids differ (FNV-1a).
  private static func mark(of script: [ScriptedAction], on chair: String) -> UInt64 {
    let words = [chair] + script.map { "\($0.time.milliseconds) \($0.action.name.rawValue)" }
    return words.joined(separator: "\n").utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }

  /// The six hex digits that belong to a seed.
  private static func suffix(_ seed: UInt64) -> String {
    var chance = SplitMix64(seed: seed).stream(suffixStream)
    let digits = String(chance.next() & 0xFF_FFFF, radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// A number that no stream of the bedside has.
  private static let suffixStream: UInt64 = 1000
}

/// Why the course of a simulated session cannot be known.
public enum CourseFailure: Error, Hashable, Sendable {
  /// The configuration has no such plan.
  case noPlan(String)
  /// A plan without an infusion, or without a duration, needs an operator's script.
  case noCourse(plan: String)
}

extension CourseFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noPlan(let name): "the configuration has no plan '\(name)'"
    case .noCourse(let plan):
      "plan '\(plan)' has no infusion of a known length: --script must say what is done"
    }
  }
}
