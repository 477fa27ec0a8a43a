import InfusionCore
import Quantities
import Testing

/// Whatever the rate at which a session is advanced, the same inputs give the same transitions at the same times.
@Suite struct TickPartitionTests {
  private static let seeds = Array(UInt64(1)...12)

  @Test(arguments: seeds) func anyPartitionOfTimeGivesTheSameEvents(_ seed: UInt64) {
    let random = RandomSession(seed: seed)
    var ticks = SeededGenerator(seed: seed &* 7919)
    let plain = events(of: random) { _, _ in [] }
    let ticked = events(of: random) { session, time in
      Self.tick(&session, before: time, with: &ticks)
    }
    #expect(firstDifference(plain, ticked) == nil)
    #expect(plain.count > 40)
  }

  @Test(arguments: seeds) func steppingFromDeadlineToDeadlineGivesTheSameEvents(_ seed: UInt64) {
    let random = RandomSession(seed: seed)
    let plain = events(of: random) { _, _ in [] }
    let stepped = events(of: random) { session, time in
      var told: [StampedEvent] = []
      while let deadline = session.nextDeadline, deadline < time {
        #expect(deadline >= session.now)
        told += session.advance(to: deadline)
        // Having let it pass, a session never asks for the same deadline again.
        #expect(session.nextDeadline.map { $0 > deadline } ?? true)
      }
      return told
    }
    #expect(firstDifference(plain, stepped) == nil)
  }

  @Test(arguments: seeds) func timesNeverGoBack(_ seed: UInt64) {
    let times = events(of: RandomSession(seed: seed)) { _, _ in [] }.map(\.time)
    #expect(times == times.sorted())
  }

  @Test func theSessionsGoEverywhere() {
    let told = Self.seeds.flatMap { events(of: RandomSession(seed: $0)) { _, _ in [] } }.map(\.event)
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
    of random: RandomSession, between: (inout Session, SessionTime) -> [StampedEvent]
  ) -> [StampedEvent] {
    var session = Session(plan: RandomSession.plan)
    var told = session.begin()
    for (time, input) in random.inputs {
      told += between(&session, time)
      told += session.receive(input, at: time).events
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

  private func firstDifference(_ a: [StampedEvent], _ b: [StampedEvent]) -> String? {
    let pair = zip(a, b).first { $0 != $1 }
    if let pair { return "\(pair.0.line) / \(pair.1.line)" }
    return a.count == b.count ? nil : "\(a.count) / \(b.count) events"
  }
}
