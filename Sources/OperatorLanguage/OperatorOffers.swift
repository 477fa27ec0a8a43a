public import InfusionCore

extension OperatorLine.Offers {
  /// What a clinic's configuration has names for, and the alarms that can be acknowledged now.
  public init(_ configuration: Configuration, alarms: [AlarmID] = []) {
    self.init()
    self[.setup, "plan"] = configuration.plans.map(\.name)
    self[.checklist, "item"] = configuration.checklist.map(\.name)
    self[.symptom, "name"] = configuration.clinic.symptoms
    self[.medication, "name"] = configuration.clinic.medicines.map(\.name)
    self[.medication, "dose"] = configuration.clinic.medicines.compactMap(\.dose)
    self[.medication, "route"] = unique(configuration.clinic.medicines.compactMap(\.route))
    self[.intervention, "name"] = configuration.clinic.interventions
    self[.score, "scale"] = configuration.clinic.scales.map(\.name)
    self[.hold, "rule"] = configuration.clinic.holdRules.filter(\.isOn).map(\.name)
    self[.acknowledge, "id"] = alarms.map(\.description)
  }

  private func unique(_ words: [String]) -> [String] {
    words.enumerated().filter { words.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }
}
