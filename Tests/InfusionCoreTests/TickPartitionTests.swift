import InfusionCore
import Quantities
import Testing

/// Whatever the rate at which a session is advanced, the same inputs give the same transitions at the same
/// times.
@Suite struct TickPartitionTests {
  private static let seeds = Array(UInt64(1)...16)

  @Test(arguments: seeds, [RandomSession.plan, RandomSession.plan.byRulesOfBefore])
  func anyPartitionOfTimeGivesTheSameEvents(_ seed: UInt64, _ plan: SessionPlan) {
    let random = RandomSession(seed: seed)
    var ticks = SeededGenerator(seed: seed &* 7919)
    let plain = events(of: random, by: plan) { _, _ in [] }
    let ticked = events(of: random, by: plan) { Self.tick(&$0, before: $1, with: &ticks) }
    let stepped = events(of: random, by: plan) { Self.step(&$0, before: $1) }
    #expect(firstDifference(plain, ticked) == nil)
    #expect(firstDifference(plain, stepped) == nil)
    #expect(plain.map(\.time) == plain.map(\.time).sorted())
  }

  @Test func theSessionsGoEverywhere() {
    let told = (UInt64(1)...90).flatMap { events(of: RandomSession(seed: $0)) { _, _ in [] } }.map(\.event)
    let words = Set(told.compactMap { $0.line.split(separator: " ").first.map(String.init) })
    #expect(words.isSuperset(of: ["corrected", "due", "bound", "escalated", "gap", "accepted", "measured"]))
    var phases: Set<Phase> = []
    var alarms: Set<AlarmID> = []
    var changes: Set<ObservationChange> = []
    for event in told {
      if case .phase(let phase) = event { phases.insert(phase) }
      if case .alarmRaised(let id, _, _) = event { alarms.insert(id) }
      if case .observation(let change, _) = event { changes.insert(change) }
    }
    #expect(phases == Set(Phase.allCases))
    #expect(changes == Set(ObservationChange.allCases))
    #expect(alarms.count > 30, "\(alarms.map(\.description).sorted())")
  }

  private func events(
    of random: RandomSession, by plan: SessionPlan = RandomSession.plan,
    between: (inout Session, SessionTime) -> [StampedEvent]
  ) -> [StampedEvent] {
    var session = Session(plan: plan)
    var told = session.begin()
    for (entry, (time, input)) in random.inputs.enumerated() {
      told += between(&session, time)
      told += session.receive(input, at: time, entry: entry).events
    }
    return told + session.advance(to: session.now)
  }

  /// Irregular steps from 1 ms to 7 s, all before `time`, so that no input finds its instant closed.
  private static func tick(
    _ session: inout Session, before time: SessionTime, with ticks: inout SeededGenerator
  ) -> [StampedEvent] {
    var told: [StampedEvent] = []
    var next = session.now
    while true {
      next = next + .milliseconds([1, 7, 333, 1000, 4999, 7000].randomElement(using: &ticks) ?? 1)
      guard next < time else { return told }
      told += session.advance(to: next)
    }
  }

  /// From deadline to deadline. Having let one pass, a session never asks for it again.
  private static func step(_ session: inout Session, before time: SessionTime) -> [StampedEvent] {
    var told: [StampedEvent] = []
    var last: SessionTime?
    while let deadline = session.nextDeadline, deadline < time {
      #expect(deadline >= session.now)
      if let last { #expect(deadline > last) }
      last = deadline
      told += session.advance(to: deadline)
    }
    return told
  }

  private func firstDifference(_ a: [StampedEvent], _ b: [StampedEvent]) -> String? {
    let pair = zip(a, b).first { $0 != $1 }
    if let pair { return "\(pair.0.line) / \(pair.1.line)" }
    return a.count == b.count ? nil : "\(a.count) / \(b.count) events"
  }
}
