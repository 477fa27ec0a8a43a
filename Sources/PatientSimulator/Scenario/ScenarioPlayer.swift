import Quantities

/// Decides which of a scenario's events are due.
struct ScenarioPlayer: Hashable, Sendable {
  private var waiting: [Waiting]
  /// The events that did not happen when their time came, because their `unless` held.
  private(set) var prevented: [ComingEvent] = []

  private struct Waiting: Hashable, Sendable {
    let event: ScenarioEvent
    /// How long its condition must hold, as the seed drew it.
    let wait: TimeSpan
    /// Since when its condition has held without a break.
    var since: SessionTime?
  }

  init(_ scenario: Scenario, seed: UInt64) {
    waiting = zip(scenario.events, scenario.waits(under: seed)).map { Waiting(event: $0, wait: $1) }
  }

  /// Notes which conditions hold from this instant on; called whenever something changed between two seconds.
  mutating func look(at situation: Situation) {
    for index in waiting.indices {
      let holds = waiting[index].event.when.holds(in: situation)
      waiting[index].since = holds ? waiting[index].since ?? situation.now : nil
    }
  }

  /// The events that have not come yet.
  var coming: [ComingEvent] { waiting.map(Self.coming) }

  private static func coming(_ waiting: Waiting) -> ComingEvent {
    ComingEvent(event: waiting.event, wait: waiting.wait, since: waiting.since)
  }

  /// Removes and returns what is due, in the order of its time, then of the scenario.
  mutating func due(in situation: Situation) -> [Happening] {
    guard !waiting.isEmpty else { return [] }
    look(at: situation)
    let due = waiting.indices.compactMap { index in
      waiting[index].since.map { (time: $0 + waiting[index].wait, index: index) }
    }
    .filter { $0.time <= situation.now }.sorted { ($0.time, $0.index) < ($1.time, $1.index) }
    let events = due.map { waiting[$0.index] }
    let taken = Set(due.map(\.index))
    waiting = waiting.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    func isPrevented(_ due: Waiting) -> Bool { due.event.unless?.holds(in: situation) ?? false }
    prevented += events.filter(isPrevented).map(Self.coming)
    return events.filter { !isPrevented($0) }.flatMap(\.event.happenings)
  }
}
