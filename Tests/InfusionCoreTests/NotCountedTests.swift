import InfusionCore
import Quantities
import Testing

/// An end that was taken back: for how long may the pump have run, and nobody counted?
@Suite struct NotCountedTests {
  static let stories: [(story: String, seconds: Int64?)] = [
    ("an end", nil),
    ("100 ! stop reason=complete\n160 ! resume reason=\"by mistake\"", 60),
    ("100 ! stop reason=complete\n160 ! resume reason=\"by mistake\" ran_on=yes", 60),
    ("100 ! stop reason=complete\n160 ! resume reason=\"by mistake\" ran_on=no", nil),
    // Somebody who read it from the syringe knows what had gone in until then.
    (
      "100 ! stop reason=complete\n160 ! resume reason=\"by mistake\"\n"
        + "170 ! dose volume_ml=2 reason=\"as read\" second=CD by=AB", nil
    ),
    (
      "100 ! stop reason=complete\n130 ! dose volume_ml=2 reason=\"as read\" second=CD by=AB\n"
        + "160 ! resume reason=\"by mistake\"", 30
    ),
  ]

  @Test(arguments: stories) func whatMayHaveRunIsSaid(story: String, seconds: Int64?) {
    let text = "10 ! start override=\"just a test\"\n" + (story == "an end" ? "" : story)
    #expect(Scenario(text, plan: .quiet).session.chart.notCounted == seconds.map { .seconds($0) })
  }
}
