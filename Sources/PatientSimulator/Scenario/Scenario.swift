public import Quantities

/// A lesson: a patient, what is written about the patient, what happens and on what condition, and what is
/// hoped for.
///
///     Scenario(
///       name: "desaturation", title: "the airway closes",
///       events: [.init(when: .all([.phase(.infusing), .is(.effect, .above, 150)]), .trouble(...))],
///       objectives: [Objective("airway-opened", when: ..., deeds: [.measure(.stimulation)])])
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// One line on what it teaches.
  public var title: String
  public var truth: Truth
  public var chart: Chart
  /// In the order in which they were written.
  public var events: [ScenarioEvent]
  public var objectives: [Objective]
  /// How many seconds of harm the patient may come to, and the trainee still pass.
  public var mostHarm: TimeSpan
  /// What somebody must have come to before the session is closed.
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
    /// The infusion was ended and the patient is in no danger: a short lesson ends with its trouble.
    case treated
  }

  /// What is true, whatever anybody types. Nil ones are as the session's beginning has them.
  public struct Truth: Hashable, Sendable {
    public var weight: Kilograms?
    /// Of the bag or syringe that really hangs there.
    public var concentration: MilligramsPerMillilitre?
    /// What the pump gives of the rate that is set.
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

  /// What the chart says: with this a drill begins where its command line says nothing else.
  public struct Chart: Hashable, Sendable {
    public var weight: Kilograms?
    public var plan: String?
    /// What is to be given beforehand, whatever the patient's state is: it counts without another reason.
    public var orders: [Deed]

    public init(weight: Kilograms? = nil, plan: String? = nil, orders: [Deed] = []) {
      self.weight = weight
      self.plan = plan
      self.orders = orders
    }
  }

  /// Of a patient of whom nothing else is said.
  public static let usualWeight = Kilograms(70)

  /// Whether a pump belongs to the trolley.
  public var needsPump: Bool {
    events.flatMap(\.happenings).contains { what in
      if case .pump = what { true } else { false }
    }
  }

  /// Whether somebody must do something: a trainee who does nothing then does not pass.
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
