import Devices
public import InfusionCore
public import PatientSimulator
public import Quantities
import SessionRuns

/// A scenario tried with people made of rules, over many patients: does it teach what it says?
///
/// The engine, the drivers and the bytes are those of a drill; nothing is recorded, and the oximeter is one
/// that speaks once a second, so that hundreds of sessions take a minute.
public struct ScenarioTrial {
  private let scenario: Scenario
  private let configuration: Configuration
  private let plan: String
  private let weight: Kilograms

  public init(_ scenario: Scenario, configuration: Configuration, plan: String, weight: Kilograms) {
    self.scenario = scenario
    self.configuration = configuration
    self.plan = plan
    self.weight = weight
  }

  /// What came of one session of one patient.
  public func score(_ kind: Trainee.Kind, seed: UInt64) -> ScenarioScore {
    let ordered = configuration.plan(named: plan) ?? .unchosen
    let station = SimulatedBedside(
      seed: seed, scenario: scenario, weight: Scenario.usualWeight,
      concentration: ordered.concentration ?? .init(1),
      specs: [SimulatedDeviceSpec(.noninDF8), .line(scenario.needsPump ? [.cuff, .pump] : [.cuff])],
      cuffIntervals: ordered.nibpInterval)
    let bedside = CabledBedside(station)
    let session = Session(
      plan: SessionPlan(
        configuration: configuration, chair: "trial", weight: weight, plan: plan, sources: bedside.sources,
        origin: .drill))
    let book = UnwrittenBook()
    let runner = SessionRunner(session, book: book, listeners: [book])
    let trainee = Trainee(kind, in: scenario)
    let inputs = SimulatedInputs(
      bedside, script: [], trainee: trainee, length: kind == .good ? .script : .course)
    return SourceRun(runner, inputs: inputs).runToEnd().inputs.score
  }

  /// The sessions of the seeds from 1 on.
  public func tally(_ kind: Trainee.Kind, seeds: Int) -> ScenarioTally {
    ScenarioTally(kind: kind, scores: (0..<seeds).map { score(kind, seed: UInt64($0 + 1)) })
  }
}

/// What came of many sessions of one kind of trainee.
public struct ScenarioTally: Hashable, Sendable {
  public let kind: Trainee.Kind
  public let scores: [ScenarioScore]

  public var passes: Int { scores.count { $0.passed } }

  /// Whether it came out as a scenario should: the good pass, who harms does not, and who does nothing passes
  /// only where nothing is to be done.
  public func isAsHoped(_ scenario: Scenario) -> Bool {
    switch kind {
    case .good: passes == scores.count
    case .harmful: passes == 0
    case .nobody, .acknowledging: !scenario.hasDanger || passes == 0
    }
  }

  public var lines: [String] {
    let harms = scores.map { $0.harm.inMinutes }.sorted()
    let middle = harms.isEmpty ? 0 : harms[harms.count / 2]
    let harm = "\(Fixed(rounding: middle).rounded(places: 1)) min of harm in the middle, "
    let most = "\(Fixed(rounding: harms.last ?? 0).rounded(places: 1)) at most"
    return ["\(kind.rawValue): \(passes) of \(scores.count) pass; \(harm)\(most)"] + objectives
  }

  private var objectives: [String] {
    (scores.first?.objectives ?? []).map { entry in
      let results = scores.compactMap { score in score.objectives.first { $0.id == entry.id }?.result }
      let counts = ScenarioScore.Result.allCases.compactMap { result -> String? in
        let count = results.count { $0 == result }
        return count > 0 ? "\(result.rawValue) \(count)" : nil
      }
      return "  \(entry.id): \(counts.joined(separator: ", "))"
    }
  }
}
