import Practice
import Quantities
import Testing

@testable import PatientSimulator

/// What `drill --check` says at its end.
@Suite struct VerdictTests {
  private static let storm = Scenario(
    name: "storm",
    objectives: [
      Objective("seen", when: .started, deeds: [.word(.check)]),
      Objective("calm", when: .started, reach: .is(.hr, .below, 100)),
    ])

  private static func score(seen: Bool, calm: Bool) -> ScenarioScore {
    let entries = [("seen", seen), ("calm", calm)].map {
      ScenarioScore.Entry(id: $0.0, result: $0.1 ? .met : .missed, at: nil)
    }
    return ScenarioScore(objectives: entries, harm: .zero, harmByInstructor: .zero, harmfulActs: [])
  }

  /// A verdict in which only the trainee who treats passes, and the one by the clock in so many of a hundred.
  private static func verdict(calm: (Trainee.Kind) -> Bool, byTheClock passes: Int = 0) -> ScenarioVerdict {
    let tallies = Trainee.Kind.allCases.map { kind in
      let scores = (0..<100).map { patient in
        let isSeen = kind == .good || kind == .clockwork && patient < passes
        return score(seen: isSeen, calm: isSeen || calm(kind))
      }
      return ScenarioTally(kind: kind, scores: scores)
    }
    return ScenarioVerdict(storm, tallies)
  }

  @Test func thatItTellsThemApartIsTheLastLine() {
    let verdict = Self.verdict { $0 == .late }
    #expect(verdict.wrong.isEmpty)
    #expect(verdict.lines == ["verdict: storm tells apart who sees to the patient"])
  }

  /// A fifth is accepted: something that comes once in twenty minutes is met by a clock now and then.
  @Test(arguments: zip([20, 21], [[], [Trainee.Kind.clockwork]]))
  func whoGoesByTheClockMayPassNowAndThen(passes: Int, wrong: [Trainee.Kind]) {
    let verdict = Self.verdict(calm: { $0 == .late }, byTheClock: passes)
    #expect(verdict.wrong == wrong)
    #expect(verdict.lines.last?.hasSuffix("see clockwork") == !wrong.isEmpty)
  }

  /// A trainee who leaves at once meets nothing, so that one is left out.
  @Test func whatEverybodyMeetsIsNamed() {
    let lines = Self.verdict { ![.nobody, .unwilling, .leaving].contains($0) }.lines
    #expect(
      lines == [
        "calm tells nobody apart: everybody who stayed met it with every patient",
        "verdict: storm tells apart who sees to the patient, but not by calm",
      ])
  }

  @Test func whatNobodyMeetsIsNamed() {
    let score = Self.score(seen: true, calm: false)
    let tallies = Trainee.Kind.allCases.map { ScenarioTally(kind: $0, scores: [score]) }
    let verdict = ScenarioVerdict(Self.storm, tallies)
    #expect(verdict.lines.contains("calm tells nobody apart: nobody met it with any patient"))
    #expect(verdict.lines.last == "verdict: storm does not tell them apart: see good")
  }
}
