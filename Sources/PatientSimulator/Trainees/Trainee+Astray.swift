import InfusionCore
import Quantities

// The acts of trainees who do much, or something, and help nobody.

extension Trainee {
  private static let round = TimeSpan.minutes(2)

  /// Pauses once, as soon as something flows.
  mutating func departure(_ session: Session) -> [Action] {
    guard session.phase == .infusing, !hasLeft else { return [] }
    hasLeft = true
    return [.pause(reason: "called away")]
  }

  /// Does every measure, in rounds from the start on.
  mutating func everything(_ session: Session) -> [Action] {
    guard session.startedAt != nil, session.phase != .closed, session.now >= nextRound else { return [] }
    nextRound = session.now + Self.round
    return Measure.allCases.map(Self.action)
  }

  /// Does some measures once, with the start, when nothing can ask for them yet, however soon the scenario's
  /// trouble comes.
  mutating func blindHelp(_ measures: [Measure], _ session: Session) -> [Action] {
    guard !hasHelped, session.startedAt != nil else { return [] }
    hasHelped = true
    return measures.map(Self.action)
  }

  static func action(_ measure: Measure) -> Action {
    .intervention(InterventionAction(name: measure.rawValue, flow: measure == .oxygen ? "4 L/min" : nil))
  }

  /// Treatments, each of which is right for some trouble.
  private static let treatments: [[Deed]] = [
    [.measure(.stimulation), .measure(.oxygen)], [.measure(.reassurance)], [.measure(.line)],
    [.medicine("ondansetron")],
  ]

  /// The first of them that no objective of this scenario asks for; empty if there is none.
  var helpAgainstAnother: [Deed] {
    let asked = Set(scenario.objectives.flatMap(\.deeds))
    return Self.treatments.first { asked.isDisjoint(with: $0) } ?? []
  }
}
