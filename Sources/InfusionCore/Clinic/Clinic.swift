/// What a clinic records beside the vitals, and what it wants to be reminded of: scales, pick lists, hold
/// rules.
///
/// None of it decides an alarm or a phase; it is what prompts offer and what screens and reports explain.
public struct Clinic: Hashable, Sendable {
  public var scales: [Scale]
  /// What is offered when a symptom is marked.
  public var symptoms: [String]
  public var medicines: [Medicine]
  /// What is offered when a measure is noted that is not a medicine.
  public var interventions: [String]
  public var holdRules: [HoldRule]

  public init(
    scales: [Scale], symptoms: [String], medicines: [Medicine], interventions: [String], holdRules: [HoldRule]
  ) {
    self.scales = scales
    self.symptoms = symptoms
    self.medicines = medicines
    self.interventions = interventions
    self.holdRules = holdRules
  }

  public static let shipped = Clinic(
    scales: Scale.shipped, symptoms: shippedSymptoms, medicines: Medicine.shipped,
    interventions: [
      "rate reduced", "paused", "stopped", "oxygen", "position", "reassurance", "stimulation",
      "jaw-support", "suction",
    ],
    holdRules: HoldRule.shipped)

  /// What patients are told to expect of ketamine.
  private static let shippedSymptoms = [
    "nausea", "vomiting", "dizziness", "blurred vision", "double vision", "drowsiness", "confusion",
    "floating",
    "dissociation", "hallucinations", "anxiety", "headache", "high blood pressure",
  ]

  public func scale(named name: String) -> Scale? { scales.first { $0.name == name } }
}

/// A medicine that is offered when one is given; dose and route are suggestions to be confirmed.
public struct Medicine: Hashable, Sendable {
  public var name: String
  public var dose: String?
  public var route: String?

  public init(name: String, dose: String? = nil, route: String? = nil) {
    self.name = name
    self.dose = dose
    self.route = route
  }

  /// The antiemetic with its usual adult dose; the others by name only, because their doses are a clinic's
  /// own.
  public static let shipped = [
    Medicine(name: "ondansetron", dose: "4 mg", route: "IV"), Medicine(name: "midazolam", route: "IV"),
    Medicine(name: "labetalol", route: "IV"), Medicine(name: "hydralazine", route: "IV"),
    Medicine(name: "clonidine"), Medicine(name: "glycopyrrolate", route: "IV"),
    Medicine(name: "oxygen", route: "nasal"),
  ]
}
