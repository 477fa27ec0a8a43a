import InfusionCore
import Quantities

/// Which of a scenario's events are due.
struct ScenarioPlayer: Hashable, Sendable {
  private var waiting: [ScenarioEvent]
  private var anchors: [ScenarioTime.Anchor: SessionTime] = [.session: .start]
  private var phase = Phase.preparation

  init(_ scenario: Scenario) { waiting = scenario.events }

  mutating func follow(_ new: Phase, at time: SessionTime) {
    if phase == .preparation && new != .preparation { anchors[.infusion] = time }
    if phase != .observing && phase != .ready && new == .observing { anchors[.stop] = time }
    phase = new
  }

  /// Takes out what is due, in the order of its time, then of the scenario.
  mutating func due(at now: SessionTime) -> [Happening] {
    guard !waiting.isEmpty else { return [] }
    let due = waiting.enumerated().compactMap { entry in time(of: entry.element).map { ($0, entry.offset) } }
      .filter { $0.0 <= now }.sorted { $0 < $1 }
    let happenings = due.map { waiting[$0.1].what }
    let taken = Set(due.map(\.1))
    waiting = waiting.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    return happenings
  }

  private func time(of event: ScenarioEvent) -> SessionTime? {
    anchors[event.time.anchor].map { $0 + event.time.offset }
  }
}
