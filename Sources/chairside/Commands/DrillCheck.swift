import Glibc
import InfusionCore
import PatientSimulator
import Practice
import Quantities

/// The run of `drill --check`, and what it was asked for.
struct DrillCheck {
  private let scenario: Scenario
  private let trial: ScenarioTrial
  private let patients: Int

  /// Throws every error of the file here, before anything is tried.
  init(_ named: String, _ asked: Drill) throws(Failure) {
    scenario = try Scenario.load(named)
    let configuration = try asked.configured.load()
    guard let plan = try asked.plan(of: scenario) else {
      throw Failure(.usage, "the configuration has no plan with an infusion of a known length")
    }
    let checked = try configuration.checked(plan: plan)
    let weight = asked.patient.weight ?? scenario.chart.weight ?? scenario.truth.weight
    trial = ScenarioTrial(
      scenario, configuration: configuration, plan: checked, weight: weight ?? Scenario.usualWeight)
    patients = asked.patients
  }

  /// Tells the result of each trainee, then the verdict; an unexpected result is a failure.
  func run() throws(Failure) {
    var tallies: [ScenarioTally] = []
    for line in trial.drawn(seeds: patients) { say(line) }
    let progress = ProgressLine()
    let kinds = Trainee.Kind.allCases
    for (index, kind) in kinds.enumerated() {
      let tally = trial.tally(kind, seeds: patients) { done in
        progress.show { passed in
          TrialProgress(
            trainee: kind.rawValue, patients: done, of: patients, before: index, trainees: kinds.count
          ).line(after: passed)
        }
      }
      progress.clear()
      for line in tally.lines(scenario) { say(line) }
      fflush(nil)
      tallies.append(tally)
    }
    let verdict = ScenarioVerdict(scenario, tallies)
    for line in verdict.lines { say(line) }
    fflush(nil)
    guard verdict.wrong.isEmpty else {
      let names = verdict.wrong.map(\.rawValue).joined(separator: ", ")
      throw Failure(.foundWrong, "\(scenario.name) does not tell them apart: see \(names)")
    }
  }
}
