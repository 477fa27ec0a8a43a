import Devices
import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// A change that an instructor makes is no merit of the trainee: here a pulse that is slow from the first
/// minute on and recovers in one way or another.
@Suite struct InstructorMeritTests {
  static let slowPulse = Scenario(
    name: "own",
    events: [
      .init(
        .rest(RestingValues(hr: 72)),
        .trouble(
          Trouble(.vagus, level: 0.9, onset: .seconds(20), lasts: .minutes(30), isByDrug: false)))
    ],
    objectives: [
      Objective(
        "pulse-back", when: .is(.hr, .below, 45), reach: .is(.hr, .above, 50), within: .seconds(300),
        late: .seconds(540))
    ])

  /// Something that is done at a second: at the console or at the chair.
  enum Deed {
    case types(String)
    case givesAtropine
  }

  private func pulseBack(_ deeds: [(second: Int64, deed: Deed)], until end: Int64) throws
    -> ScenarioScore.Entry
  {
    var bedside = SimulatedBedside(seed: 3, scenario: Self.slowPulse)
    for (second, deed) in deeds {
      _ = bedside.advance(to: .seconds(second))
      switch deed {
      case .types(let line): bedside.obey(try #require(PatientInstruction(words: line)))
      case .givesAtropine:
        bedside.answer(
          to: .medication(name: "atropine", dose: "0.5 mg", route: "IV"), isAccepted: true,
          at: .seconds(second))
      }
    }
    _ = bedside.advance(to: .seconds(end))
    return try #require(bedside.score.objectives.first { $0.id == "pulse-back" })
  }

  @Test(
    arguments: [
      [(120, .types("set hr=80"))], [(120, .types("set hr=80")), (150, .types("set hr=free"))],
      [(120, .types("set vagus=0"))], [(120, .types("set vagus=0.1"))],
      [(120, .types("episode vital=hr to=80 onset=5s hold=300s recovery=5s"))],
    ] as [[(second: Int64, deed: Deed)]])
  func whatIsSetIsTheInstructors(deeds: [(second: Int64, deed: Deed)]) throws {
    let entry = try pulseBack(deeds, until: 400)
    #expect(entry.result == .missed && entry.isByInstructor && entry.telling == "instructor")
    let at = try #require(entry.at)
    #expect(at > .seconds(120) && at < .seconds(150))
  }

  /// This holds for a pulse that the instructor slowed further, too, and for one that was held for a while:
  /// once it is let go, the pulse is that of the help that was given.
  @Test(
    arguments: [
      [(100, .givesAtropine)], [(100, .types("set vagus=0.95")), (120, .givesAtropine)],
      [(100, .givesAtropine), (101, .types("set hr=80")), (220, .types("set hr=free"))],
    ] as [[(second: Int64, deed: Deed)]])
  func whatComesOfHelpIsTheTrainees(deeds: [(second: Int64, deed: Deed)]) throws {
    let entry = try pulseBack(deeds, until: 400)
    #expect(entry.result == .met && !entry.isByInstructor)
  }

  /// The escort comes 70 minutes after the stop.
  static let awaited = Scenario(
    name: "own", truth: .init(escortIsHere: false),
    events: [.init(when: .stopped, after: .minutes(70), .escort(isHere: true))],
    objectives: [
      Objective(
        "not-alone", when: .all([.stopped, .not(.escortIsHere)]), reach: .escortIsHere,
        within: .minutes(75), late: .minutes(90))
    ])

  /// The infusion is stopped at minute 10, and the escort comes at minute 80 by herself. The objective is met
  /// if the session is still open then.
  @Test(
    arguments: [
      ([], 4860, "met"), (["escort here"], 900, "instructor"), (["escort here"], 4860, "met"),
      (["escort here", "escort away"], 4000, "instructor"), ([], 4000, "missed"),
    ] as [([String], Int64, String)])
  func whomAnInstructorSendsIsNoMerit(lines: [String], end: Int64, telling: String) throws {
    var bedside = SimulatedBedside(seed: 3, scenario: Self.awaited, specs: [SimulatedDeviceSpec(.dri)])
    for (second, phase) in [(60, .infusing), (600, .observing)] as [(Int64, Phase)] {
      _ = bedside.advance(to: .seconds(second))
      bedside.follow(phase: phase, rate: .zero, concentration: nil, at: .seconds(second))
    }
    for (index, line) in lines.enumerated() {
      _ = bedside.advance(to: .seconds(700 + 100 * Int64(index)))
      bedside.obey(try #require(PatientInstruction(words: line)))
    }
    _ = bedside.advance(to: .seconds(end))
    let entry = try #require(bedside.score.objectives.first { $0.id == "not-alone" })
    #expect(entry.telling == telling && entry.isByInstructor == (telling == "instructor"))
  }

  /// A trainee who let the time pass, or did nothing, has missed it, whatever the instructor sets then.
  @Test(arguments: [[], [(700, .types("set hr=80"))]] as [[(second: Int64, deed: Deed)]])
  func whatWasTooLateIsMissed(deeds: [(second: Int64, deed: Deed)]) throws {
    let entry = try pulseBack(deeds, until: 800)
    #expect(entry.result == .missed && !entry.isByInstructor && entry.telling == "missed")
  }
}
