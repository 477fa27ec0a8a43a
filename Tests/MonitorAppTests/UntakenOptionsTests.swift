import InfusionCore
import MonitorApp
import Phrases
import Quantities
import Testing

/// A resumed session keeps its weight, plan and configuration: an option that says otherwise is named.
@Suite struct UntakenOptionsTests {
  private static let known = Session(plan: SessionPlan(weight: Kilograms(70), plan: "trd-40"))
  private static let unknown = Session(plan: SessionPlan())

  static let cases: [(Session, UntakenOptions, [String])] = [
    (known, UntakenOptions(weight: nil, plan: nil, isOtherwiseConfigured: false), []),
    // The command has the same options as at the session's beginning.
    (known, UntakenOptions(weight: Kilograms(70), plan: "trd-40", isOtherwiseConfigured: false), []),
    (
      known, UntakenOptions(weight: Kilograms(80), plan: "trd-60", isOtherwiseConfigured: true),
      [
        "--weight 80 kg is not taken: the session has 70 kg",
        "--plan trd-60 is not taken: the session has trd-40",
        "--config is not taken: the session goes on with what it began with",
      ]
    ),
    (
      unknown, UntakenOptions(weight: Kilograms(80), plan: "trd-60", isOtherwiseConfigured: false),
      [
        "--weight 80 kg is not taken: the session has no weight yet",
        "--plan trd-60 is not taken: the session has no plan yet",
      ]
    ),
  ]

  @Test(arguments: cases.indices) func whatTheSessionHasOtherwiseIsNamed(index: Int) {
    let (session, options, sentences) = Self.cases[index]
    #expect(options.sentences(beside: session).map(\.english) == sentences)
  }
}
