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
