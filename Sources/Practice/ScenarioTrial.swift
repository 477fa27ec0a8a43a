import Devices
public import InfusionCore
public import PatientSimulator
public import Quantities
import SessionRuns

/// Tries a scenario with trainees made of rules, over many patients: does it teach what it says?
///
/// The engine, the drivers and the bytes are those of a drill. Nothing is recorded, and the oximeter speaks
/// once a second, so that hundreds of sessions take a minute.
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

  /// The score of one session with one patient.
  public func score(_ kind: Trainee.Kind, seed: UInt64) -> ScenarioScore {
    let ordered = configuration.plan(named: plan) ?? .unchosen
    let station = SimulatedBedside(
      seed: seed, scenario: scenario, weight: Scenario.usualWeight,
      concentration: ordered.concentration ?? .init(1),
      specs: SimulatedDeviceSpec.unhurried(for: scenario), cuffIntervals: ordered.nibpInterval)
    let bedside = CabledBedside(station)
    let session = Session(
      plan: SessionPlan(
        configuration: configuration, chair: "trial", weight: weight, plan: plan, sources: bedside.sources,
        origin: .drill))
    let book = UnwrittenBook()
    let runner = SessionRunner(session, book: book, listeners: [book])
    let trainee = Trainee(kind, in: scenario)
    // A trainee who treats, and one who looks at nobody, brings every session to an end.
    let inputs = SimulatedInputs(
      bedside, script: [], trainee: trainee,
      length: [.good, .clockwork, .pausing, .flooding].contains(kind) ? .script : .course)
    return SourceRun(runner, inputs: inputs).runToEnd().inputs.score
  }

  /// The results of the sessions with the seeds from 1 on.
  ///
  /// - Parameter tell: called before each session with the number of those that are done.
  public func tally(
    _ kind: Trainee.Kind, seeds: Int, telling tell: (Int) -> Void = { _ in }
  ) -> ScenarioTally {
    let scores = (0..<seeds).map { index in
      tell(index)
      return score(kind, seed: UInt64(index + 1))
    }
    return ScenarioTally(kind: kind, scores: scores)
  }

  /// What the seeds from 1 on draw of each range of the scenario, as lines; empty if it has no range.
  ///
  ///     drawn: 2:28 to 23:55 of 2..24 min, 12:40 in the middle, when minute > 8 min: response sys=76
  public func drawn(seeds: Int) -> [String] {
    let waits = (0..<seeds).map { scenario.drawnWaits(under: UInt64($0 + 1)) }
    guard let first = waits.first else { return [] }
    return first.indices.compactMap { place in
      let (event, lengths) = (first[place].event, waits.map { $0[place].length }.sorted())
      guard let least = lengths.first, let most = lengths.last else { return nil }
      return "drawn: \(least.clock) to \(most.clock) of \(event.after.words), "
        + "\(lengths[lengths.count / 2].clock) in the middle, when \(event.when.text): \(event.what)"
    }
  }
}

/// The progress of a scenario's trial, as a line:
///
///     trying late (8 of 12), patient 42 of 100; 0:38 gone, about 0:23 to go
public struct TrialProgress: Hashable, Sendable {
  private let trainee: String
  private let patients: Int
  private let patientsInAll: Int
  private let trainees: Int
  private let traineesInAll: Int

  public init(trainee: String, patients: Int, of patientsInAll: Int, before: Int, trainees: Int) {
    self.trainee = trainee
    self.patients = patients
    self.patientsInAll = patientsInAll
    self.trainees = before
    traineesInAll = trainees
  }

  /// - Parameter milliseconds: the time since the trial began.
  public func line(after milliseconds: Int64) -> String {
    let done = trainees * patientsInAll + patients
    let all = traineesInAll * patientsInAll
    let gone = TimeSpan.milliseconds(milliseconds)
    // The time of the first patient says nothing about the others.
    let left = done < 2 ? "" : ", about \((gone * Int64(all - done) / Int64(done)).clock) to go"
    return "trying \(trainee) (\(trainees + 1) of \(traineesInAll)), patient \(patients + 1) of "
      + "\(patientsInAll); \(gone.clock) gone\(left)"
  }
}
