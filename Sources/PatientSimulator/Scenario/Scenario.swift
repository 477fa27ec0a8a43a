public import Quantities

/// A lesson: a patient, what the chart says, what happens and on what condition, and what is hoped for.
///
///     Scenario(
///       name: "desaturation", title: "the airway closes",
///       events: [.init(when: .all([.phase(.infusing), .is(.effect, .above, 150)]), .trouble(...))],
///       objectives: [Objective("airway-opened", when: ..., deeds: [.measure(.stimulation)])])
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// One line that says what it teaches.
  public var title: String
  public var truth: Truth
  public var chart: Chart
  /// The events, in the order in which they were written.
  public var events: [ScenarioEvent]
  public var objectives: [Objective]
  /// How much harm, in seconds, the patient may suffer with the trainee still passing.
  public var mostHarm: TimeSpan
  /// How far the session has to be brought before it is closed.
  public var ending: Ending

  public init(
    name: String, title: String = "", truth: Truth = Truth(), chart: Chart = Chart(),
    events: [ScenarioEvent] = [], objectives: [Objective] = [], mostHarm: TimeSpan = .minutes(5),
    ending: Ending = .observed
  ) {
    self.name = name
    self.title = title
    self.truth = truth
    self.chart = chart
    self.events = events
    self.objectives = objectives
    self.mostHarm = mostHarm
    self.ending = ending
  }

  /// How far a session has to be brought.
  public enum Ending: String, CaseIterable, Hashable, Sendable {
    /// The patient was observed as long as the plan wants, or discharged.
    case observed
    /// The infusion was ended and the patient is in no danger, so that a short lesson ends with its trouble.
    case treated
  }

  /// What is true, whatever anybody types. What is nil is as the session's beginning says.
  public struct Truth: Hashable, Sendable {
    public var weight: Kilograms?
    /// The strength of the bag or syringe that really hangs there.
    public var concentration: MilligramsPerMillilitre?
    /// How much of the set rate the pump really gives, 1 for all of it.
    public var pumpShare: Double
    public var escortIsHere: Bool

    public init(
      weight: Kilograms? = nil, concentration: MilligramsPerMillilitre? = nil, pumpShare: Double = 1,
      escortIsHere: Bool = true
    ) {
      self.weight = weight
      self.concentration = concentration
      self.pumpShare = pumpShare
      self.escortIsHere = escortIsHere
    }
  }

  /// What the chart says. A drill begins with it unless the command line says otherwise.
  public struct Chart: Hashable, Sendable {
    public var weight: Kilograms?
    public var plan: String?
    /// What is to be given beforehand, whatever the patient's state: it needs no other reason to count.
    public var orders: [Deed]

    public init(weight: Kilograms? = nil, plan: String? = nil, orders: [Deed] = []) {
      self.weight = weight
      self.plan = plan
      self.orders = orders
    }
  }

  /// The weight of a patient of whom nothing else is said.
  public static let usualWeight = Kilograms(70)

  /// Whether the scenario needs a pump on the trolley.
  public var needsPump: Bool {
    events.flatMap(\.happenings).contains { what in
      if case .pump = what { true } else { false }
    }
  }

  /// Whether somebody must do something, so that a trainee who does nothing does not pass.
  public var hasDanger: Bool { objectives.contains { !$0.deeds.isEmpty || $0.reach != nil } }
}

extension Scenario {
  /// The shipped scenarios, in the order in which they are listed.
  public static let shipped: [Scenario] = [
    .uneventful, .hypertension, .desaturation, .probeOff, .vomiting, .bradycardia, .panic, .cuffFailure,
    .unplug, .pumpOcclusion, .pounds, .tenfold, .overSedation, .noEscort,
  ]

  public static func named(_ name: some StringProtocol) -> Scenario? { shipped.first { $0.name == name } }
}
