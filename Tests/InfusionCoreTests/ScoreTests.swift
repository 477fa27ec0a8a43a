import InfusionCore
import Quantities
import Testing

/// What a check consists of, and which scores are a slip of the finger.
@Suite struct ScoreTests {
  @Test(
    arguments: [
      (Phase.preparation, []), (.infusing, ["moaas", "nausea"]), (.paused, ["moaas", "nausea"]),
      (.observing, ["moaas", "nausea", "dissociation"]), (.ready, ["moaas", "nausea", "dissociation"]),
      (.closed, []),
    ] as [(Phase, [String])])
  func `a pause asks what the infusion does, the end of the window what the observation does`(
    phase: Phase, scales: [String]
  ) {
    #expect(Plan.shipped[0].checkScales(in: phase) == scales)
  }

  @Test func `a clinic's own word for a pause holds, also that nothing is asked`() {
    var plan = Plan.shipped[0]
    plan.checkScales[.paused] = []
    #expect(plan.checkScales(in: .paused) == [])
  }

  @Test func `a scale that the clinic has switched off belongs to no check`() {
    let plan = SessionPlan.fixture.configured { $0.clinic.scales.removeAll { $0.name == "nausea" } }
    let session = Scenario("0 spo2=97 hr=70\n1 ! start\n", plan: plan).session
    #expect(session.scalesOfCheck.map(\.name) == ["moaas"])
  }

  static let slips: [(String, String)] = [
    ("scale=aldrete value=9", ""), ("scale=aldrete value=11", "out of range: aldrete from 0 to 10"),
    ("scale=own value=400", "there is no scale \"own\"; known are: \(scales)"),
    (
      "scale=aldrete value=9 parts=activity:2,respiration:2,circulation:1,consciousness:2,oxygen:2", ""
    ),
    (
      "scale=aldrete value=9 parts=activity:2,respiration:2,circulation:2,consciousness:2,oxygen:2",
      "out of range: aldrete 9, its parts make 10"
    ),
    (
      "scale=aldrete value=4 parts=activity:2,respiration:2",
      "out of range: aldrete, without circulation, consciousness, oxygen"
    ),
    (
      "scale=aldrete value=3 parts=activity:3,respiration:0,circulation:0,consciousness:0,oxygen:0",
      "out of range: aldrete, activity is one of 0, 1, 2"
    ),
    ("scale=aldrete value=1 parts=colour:1", "out of range: aldrete, which has no part colour"),
    ("scale=own value=3 parts=a:1,b:2", "there is no scale \"own\"; known are: \(scales)"),
  ]

  private static let scales = "moaas, aldrete, padss, dissociation, nausea, cadss, phq9, madrs, qids, cssrs"

  @Test(arguments: slips) func `a score that cannot be is refused`(words: String, why: String) {
    let events = Scenario("1 ! score \(words)", plan: .fixture).events()
    let refusals = events.compactMap { event -> String? in
      guard case .refused(let refusal) = event.event else { return nil }
      return refusal.sentence
    }
    #expect(refusals == (why.isEmpty ? [] : [why]))
  }

  @Test func `how a scale is called, and what a total says`() throws {
    func scale(_ name: String) throws -> Scale { try #require(Clinic.shipped.scale(named: name)) }
    #expect(try scale("moaas").labelInSentence == "MOAA/S")
    #expect(try scale("nausea").labelInSentence == "nausea")
    #expect(try scale("aldrete").labelInSentence == "modified Aldrete")
    #expect(try scale("aldrete").text(of: 9) == "9 of 10: passes")
    #expect(try scale("aldrete").text(of: 8) == "8 of 10: does not pass")
    #expect(try scale("moaas").text(of: 4) == "4 of 5")
    #expect(Scale(name: "rass", title: "RASS", source: "", least: -5, most: 4).text(of: -2) == "-2 (-5 to 4)")
  }
}
