public import Quantities

/// What only an instructor sees of a drill: how the patient truly is, and what is still to come.
public struct DrillTruth: Hashable, Sendable {
  public var situation: Situation
  /// What is wrong with the patient now, the gravest first.
  public var troubles: [(kind: Trouble.Kind, level: Double)] {
    Trouble.Kind.allCases.map { ($0, levels[$0] ?? 0) }.filter { $0.1 >= 0.01 }.sorted { $0.1 > $1.1 }
  }
  /// The events that are still to come, in the order of the scenario.
  public var coming: [ComingEvent]
  /// The events that did not happen when their time came, because their `unless` held.
  public var prevented: [ComingEvent]
  public var objectives: [ScenarioScore.Entry]
  /// The ids of the objectives that called and whose late limit passed unanswered: nothing can mend them.
  public var tooLate: Set<String>
  /// What is out of order at the devices now.
  public var faults: [StandingFault]
  /// The vitals that were set to a value whatever their causes, on their way there or there.
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
  /// Whether a device on the trolley reports it: if the pump is entered by hand, nobody sees it stop.
  public var isHeard: Bool
}

/// An event of the scenario that has not come yet.
public struct ComingEvent: Hashable, Sendable {
  public var event: ScenarioEvent
  /// How long its condition must hold: for a range, what the seed drew.
  public var wait: TimeSpan
  /// Since when its condition has held without a break; nil if it does not hold.
  public var since: SessionTime?

  /// When it comes, unless something prevents it; nil if its condition does not hold.
  public var due: SessionTime? { since.map { $0 + wait } }

  /// `airway level=0.8`, and whatever else happens with it.
  public var what: String { event.what }
  /// `infusing and effect > 150 ng/mL`.
  public var when: String { event.when.text }
  public var unless: String? { event.unless?.text }
  /// `3..6 min` if the wait was drawn; else nil.
  public var drawnFrom: String? { event.after.isDrawn ? event.after.words : nil }
}
