public import PatientSimulator

/// The verdict of a scenario's trial with every trainee: whether it tells apart those who see to the patient.
///
///     pulse-back tells nobody apart: everybody who stayed met it with every patient
///     verdict: storm does not tell them apart: see late, clockwork
public struct ScenarioVerdict {
  private let scenario: Scenario
  private let tallies: [ScenarioTally]

  public init(_ scenario: Scenario, _ tallies: [ScenarioTally]) {
    self.scenario = scenario
    self.tallies = tallies
  }

  /// The trainees who pass and should not, or fail and should pass.
  public var wrong: [Trainee.Kind] { tallies.filter { !$0.isAsHoped(scenario) }.map(\.kind) }

  /// A line for each objective that tells nobody apart, then the verdict.
  public var lines: [String] {
    let flat = flatObjectives
    return flat.map { "\($0.id) tells nobody apart: \($0.why)" } + ["verdict: \(verdict(flat.map(\.id)))"]
  }

  private func verdict(_ flat: [String]) -> String {
    let wrong = wrong.map(\.rawValue).joined(separator: ", ")
    if !wrong.isEmpty { return "\(scenario.name) does not tell them apart: see \(wrong)" }
    let but = flat.isEmpty ? "" : ", but not by \(flat.joined(separator: ", "))"
    return scenario.hasDanger
      ? "\(scenario.name) tells apart who sees to the patient\(but)"
      : "\(scenario.name) asks for the ordinary course alone"
  }

  /// The objectives that everybody meets, or nobody, among those who stay with the patient; a trainee who
  /// leaves at once meets nothing anywhere.
  private var flatObjectives: [(id: String, why: String)] {
    let stay = tallies.filter { $0.kind.stays }.flatMap(\.scores)
    return scenario.objectives.filter { !$0.deeds.isEmpty || $0.reach != nil }.compactMap { objective in
      let entries = stay.flatMap(\.objectives).filter { $0.id == objective.id }
      let met = entries.count { [.met, .late].contains($0.result) }
      guard !entries.isEmpty else { return nil }
      if met == entries.count { return (objective.id, "everybody who stayed met it with every patient") }
      return met == 0 ? (objective.id, "nobody met it with any patient") : nil
    }
  }
}

extension Trainee.Kind {
  fileprivate var stays: Bool {
    switch self {
    case .nobody, .unwilling, .leaving: false
    case .acknowledging, .good, .harmful, .scattering, .late, .mistaken, .early, .sweeping, .clockwork,
      .pausing, .flooding:
      true
    }
  }
}
