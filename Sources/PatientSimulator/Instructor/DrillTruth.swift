public import Quantities

/// What only an instructor sees of a drill: how the patient truly is, and what is still to come.
public struct DrillTruth: Hashable, Sendable {
  public var situation: Situation
  /// What is wrong with the patient now, the gravest first.
  public var troubles: [(kind: Trouble.Kind, level: Double)] {
    Trouble.Kind.allCases.map { ($0, levels[$0] ?? 0) }.filter { $0.1 >= 0.01 }.sorted { $0.1 > $1.1 }
  }
  /// In the order of the scenario.
  public var coming: [ComingEvent]
  /// What did not come when its time came, since its `unless` held then.
  public var prevented: [ComingEvent]
  public var objectives: [ScenarioScore.Entry]
  /// Those that called and whose late limit is over without an answer: nothing mends them any more.
  public var tooLate: Set<String>
  /// What is out of order at the devices now.
  public var faults: [StandingFault]
  /// Vitals that go to a value, or stand there, whatever their causes.
  public var imposed: [(vital: SimulatedVital, target: Double)] {
    SimulatedVital.allCases.compactMap { vital in targets[vital].map { (vital, $0) } }
  }
  private var targets: [SimulatedVital: Double]
  private var levels: [Trouble.Kind: Double]

  init(
    _ situation: Situation, levels: [Trouble.Kind: Double], targets: [SimulatedVital: Double],
    coming: [ComingEvent], prevented: [ComingEvent], objectives: [ScenarioScore.Entry],
    tooLate: Set<String>, faults: [StandingFault]
  ) {
    self.situation = situation
    self.faults = faults
    self.targets = targets
    self.levels = levels
    self.coming = coming
    self.prevented = prevented
    self.objectives = objectives
    self.tooLate = tooLate
  }
}

/// A sensor, a cable or a pump that is out of order until its time.
public struct StandingFault: Hashable, Sendable {
  /// `probe off`, `oximeter unplugged`.
  public var what: String
  public var until: SessionTime
  /// Whether a device on the trolley tells of it: where the pump is entered by hand, nobody sees it stop.
  public var isHeard: Bool
}

/// An event of the scenario that has not come yet.
public struct ComingEvent: Hashable, Sendable {
  public var event: ScenarioEvent
  /// How long its condition must hold: what the seed drew, where the scenario has a range.
  public var wait: TimeSpan
  /// Since when its condition has held without a break; nil while it does not.
  public var since: SessionTime?

  /// When it comes, if nothing prevents it any more.
  public var due: SessionTime? { since.map { $0 + wait } }

  /// `airway level=0.8`, and what else happens with it.
  public var what: String { event.what }
  /// `infusing and effect > 150 ng/mL`.
  public var when: String { event.when.text }
  public var unless: String? { event.unless?.text }
  /// `3..6 min`, where the wait was drawn.
  public var drawnFrom: String? { event.after.isDrawn ? event.after.words : nil }
}
