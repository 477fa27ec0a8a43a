import InfusionCore
import Quantities
import Testing

/// What is marked has a time that is over, and a correction an entry that is there.
@Suite struct MarkScenarios {
  /// The first word of a session is entry 1.
  @Test(arguments: [
    Case("a symptom of a minute ago", on: .quiet, "60 ! symptom name=nausea severity=1 at=0", []),
    Case("a measure of now", on: .quiet, "60 ! intervention name=oxygen at=60", []),
    Case(
      "nothing is noticed before it happens", on: .quiet,
      """
      60 ! symptom name=nausea severity=1 at=60.001
      61 ! medication name=x dose=1 route=IV at=70
      62 ! intervention name=oxygen at=70
      """,
      [
        "60 refused symptom time.ahead", "61 refused medication time.ahead",
        "62 refused intervention time.ahead",
      ]),
    Case(
      "an entry that is there, itself, one to come, and none", on: .quiet,
      """
      60 ! note text=a
      61 ! amend n=2 text=b
      62 ! amend n=4 text=c
      63 ! amend n=7 text=d
      64 ! amend n=0 text=e
      """,
      [
        "61 corrected 2 text=b", "62 refused amend entry.unknown", "63 refused amend entry.unknown",
        "64 refused amend entry.unknown",
      ],
      before: .told([
        "62 refused amend entry.unknown", "63 refused amend entry.unknown", "64 refused amend entry.unknown",
      ])),
  ])
  func `what is refused`(_ scenario: Case) { scenario.check() }

  @Test func `a mark knows the entry that a correction cites, the recorder's own among them`() throws {
    var session = Session(plan: .quiet)
    _ = session.begin()
    session.receive(.action(.intervention(name: "oxygen"), by: nil), at: .seconds(5), entry: 3)
    #expect(session.marks.map(\.entry) == [3])
    let amend = Action.amend(entry: 3, fields: [AmendedField(key: "at", value: "2")])
    let told = session.receive(.action(amend, by: nil), at: .seconds(6), entry: 5).events
    #expect(told.map(\.line) == ["6 accepted amend", "6 corrected 3 at=2"])
  }

  /// A journal of before this was asked must give the same again.
  @Test func `a session of older rules takes any number and any time`() {
    var plan = SessionPlan.quiet
    plan.rulesVersion = RulesVersion.first
    #expect(
      Scenario("1 ! amend n=99 text=x\n2 ! symptom name=a severity=1 at=9", plan: plan).told.isEmpty)
  }
}
