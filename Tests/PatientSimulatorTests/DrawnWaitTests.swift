import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// A wait given as a range is drawn by the seed alone, and its draw changes nothing else.
@Suite struct DrawnWaitTests {
  private static let range = Wait.drawn(from: .seconds(20), to: .seconds(80))

  private static func airway(_ after: Wait) -> ScenarioEvent {
    ScenarioEvent(when: .phase(.infusing), after: after, .trouble(Trouble(.airway, level: 0.9)))
  }

  private static func own(_ events: ScenarioEvent...) -> Scenario { Scenario(name: "own", events: events) }

  private static func lengths(_ scenario: Scenario, _ seed: UInt64) -> [TimeSpan] {
    scenario.drawnWaits(under: seed).map(\.length)
  }

  @Test func aSeedDrawsTheSameWithinTheRange() {
    let scenario = Self.own(Self.airway(Self.range))
    let drawn = (UInt64(1)...300).flatMap { Self.lengths(scenario, $0) }
    #expect(drawn == (UInt64(1)...300).flatMap { Self.lengths(scenario, $0) })
    #expect(drawn.allSatisfy { (TimeSpan.seconds(20)...TimeSpan.seconds(80)).contains($0) })
    // Most of the 61 seconds occur, as many before the middle as after it.
    #expect(Set(drawn).count > 50)
    #expect((120...180).contains(drawn.count { $0 < .seconds(50) }))
    #expect(drawn.allSatisfy { $0.milliseconds % 1000 == 0 })
  }

  @Test func oneRangeMoreMovesNoOtherDraw() {
    for seed in UInt64(1)...20 {
      let one = Self.own(Self.airway(.seconds(5)), Self.airway(Self.range))
      let two = Self.own(Self.airway(Self.range), Self.airway(Self.range))
      #expect(Self.lengths(two, seed).last == Self.lengths(one, seed).last)
      #expect(Self.lengths(one, seed).count == 1)
    }
    let differ = (UInt64(1)...20).count { seed in
      let both = Self.lengths(Self.own(Self.airway(Self.range), Self.airway(Self.range)), seed)
      return both[0] != both[1]
    }
    #expect(differ > 15, "each range has a stream of its own")
  }

  /// The bytes are those of the same scenario with that wait fixed: noise and devices draw as before.
  @Test(arguments: [1, 7, 12] as [UInt64])
  func whatWasDrawnIsAllThatIsAnother(seed: UInt64) throws {
    let scenario = Self.own(Self.airway(Self.range))
    let drawn = try #require(Self.lengths(scenario, seed).first)
    let fixed = Self.own(Self.airway(Wait(drawn)))
    let later = Self.own(Self.airway(Wait(drawn + .seconds(9))))
    #expect(Self.sent(scenario, seed) == Self.sent(fixed, seed))
    #expect(Self.sent(scenario, seed) != Self.sent(later, seed))
  }

  private static func sent(_ scenario: Scenario, _ seed: UInt64) -> [Transmission] {
    var bedside = SimulatedBedside(seed: seed, scenario: scenario)
    var sent = bedside.advance(to: .seconds(30))
    bedside.follow(phase: .infusing, rate: MillilitresPerHour(50), concentration: nil, at: .seconds(30))
    sent += bedside.advance(to: .minutes(5))
    return sent
  }

  @Test("the instructor is told what was drawn, and when it comes")
  func theInstructorIsTold() throws {
    let scenario = Self.own(Self.airway(Self.range))
    let drawn = try #require(Self.lengths(scenario, 7).first)
    var bedside = SimulatedBedside(seed: 7, scenario: scenario)
    _ = bedside.advance(to: .seconds(10))
    let waiting = try #require(bedside.truth.coming.first)
    #expect(waiting.wait == drawn && waiting.drawnFrom == "20..80 s" && waiting.due == nil)
    bedside.follow(phase: .infusing, rate: MillilitresPerHour(50), concentration: nil, at: .seconds(10))
    _ = bedside.advance(to: .seconds(12))
    #expect(bedside.truth.coming.first?.due == SessionTime.seconds(10) + drawn)
    _ = bedside.advance(to: .seconds(10) + drawn)
    #expect(bedside.truth.coming.isEmpty)
  }

  /// Once, it vanished from the list of what is to come as if it had come.
  @Test("the instructor is told what did not come")
  func whatIsPreventedIsTold() {
    var event = Self.airway(.seconds(20))
    event.unless = .done(.measure(.position))
    var bedside = SimulatedBedside(seed: 7, scenario: Self.own(event, Self.airway(.seconds(30))))
    _ = bedside.advance(to: .seconds(10))
    bedside.follow(phase: .infusing, rate: MillilitresPerHour(50), concentration: nil, at: .seconds(10))
    bedside.answer(to: .intervention(name: "position"), isAccepted: true, at: .seconds(12))
    _ = bedside.advance(to: .seconds(35))
    #expect(bedside.truth.prevented.map(\.unless) == ["done position"])
    #expect(bedside.truth.coming.map(\.wait) == [.seconds(30)])
    _ = bedside.advance(to: .seconds(45))
    #expect(bedside.truth.coming.isEmpty && bedside.truth.prevented.count == 1)
  }
}
