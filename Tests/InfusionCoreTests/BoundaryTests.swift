import InfusionCore
import Quantities
import Testing

/// The edges of the rules: each case is one that a small slip in the code would change.
@Suite struct BoundaryTests {
  /// The extreme part is raised by the reading itself, the ordinary one after 15 s.
  private static let hasty = SessionPlan.quiet.configured { $0.limits[.spo2]?.extremeOnsetDelay = .zero }

  static let cases = [
    Case(
      "an extreme value without a delay implies the ordinary part: it stands when the extreme one has ended",
      on: hasty,
      """
      0 spo2=84
      4 spo2=86
      9 spo2=86
      """, ["0 raised spo2.low high 84/85", "9 priority spo2.low medium 86/90"]),
    Case(
      "so does an extreme limit that is moved past the value",
      on: hasty,
      """
      0 spo2=85.5
      1 ! limit vital=spo2 extreme_low=86
      4 spo2=87
      9 spo2=87
      """,
      [
        "1 limit spo2 extreme_low 85 to 86", "1 raised spo2.low high 85.5/86",
        "9 priority spo2.low medium 87/90",
      ]),
    Case(
      "each reminder has its own time",
      on: .quiet,
      """
      0..250/5 spo2=88 hr=130
      16 ! ack id=spo2.low
      60 ! ack id=hr.high
      250
      """,
      [
        "10 raised hr.high medium 130/120", "15 raised spo2.low medium 88/90", "16 acknowledged spo2.low",
        "60 acknowledged hr.high", "196 reminded spo2.low", "240 reminded hr.high",
      ]),
    Case(
      "what falls due where a gap begins was still watched",
      on: .quiet,
      """
      0 ! start override=test
      2200 gap 2100
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "2100 raised infusion.nearend info",
        "2200 gap from 2100",
      ]),
    Case(
      "a pressure by hand has told what it violates before the next input of that instant",
      on: .quiet,
      """
      0 ! bp sys=190 dia=80
      0 ! ack
      """, ["0 raised sys.high high 190/180", "0 acknowledged sys.high"]),
    Case(
      "a limit may be set to its floor, not below",
      on: .quiet,
      """
      0 ! limit vital=spo2 extreme_low=80
      1 ! limit vital=spo2 low=85
      2 ! limit vital=spo2 low=84.9
      """, ["0 limit spo2 extreme_low 85 to 80", "1 limit spo2 low 90 to 85", "2 refused limit limit.bound"]),
  ]

  @Test(arguments: cases) func edges(_ edge: Case) { edge.check() }

  @Test func whatIsOnlyInformationIsNotHeard() {
    let session = Scenario("0 ! start override=test\n2150", plan: .quiet).session
    #expect(session.board.active.map(\.id) == [.infusionNearEnd])
    #expect(session.board.sounding == nil)
  }

  @Test func aClosedSessionHasNoAlarm() {
    let session = Scenario("0 sys=190 dia=80\n1 ! close reason=test", plan: .quiet).session
    #expect(session.phase == .closed)
    #expect(session.board.alarms.isEmpty)
  }

  @Test func theLastPressureIsKeptWhole() {
    let session = Scenario("0 sys=124 dia=78 map=93\n5 sys=130 dia=80 map=95").session
    #expect(session.cuff.last == .pressure(sys: 130, dia: 80, map: 95))
  }

  @Test func aLimitSaysWhetherItFollowsTheBaseline() {
    let course = "0 sys=110 dia=70\n1 ! baseline\n"
    let session = Scenario(course).session
    #expect(session.isRelative(.sys, .high))
    #expect(!session.isRelative(.sys, .low))
    #expect(!Scenario(course + "2 ! limit vital=sys off reason=test by=AB").session.isRelative(.sys, .high))
  }

  @Test("a criterion's bounds are part of it")
  func criteriaHoldOnTheirBounds() {
    let highest = DischargeCriterion(name: "pulse", vital: .hr, atMost: 110)
    let course = "0..60/5 spo2=97 hr=%\n1 ! start override=test\n2 ! stop reason=test\n"
    for (value, fulfilment) in [("110", Fulfilment.met), ("111", .notMet)] {
      let plan = SessionPlan.quiet.configured { $0.discharge = [highest] }
      let session = Scenario(course.replacing("%", with: value), plan: plan).session
      let found = session.dischargeReview(escort: true).first { $0.wanted.contains("110") }
      #expect(found?.fulfilment == fulfilment, "HR \(value)")
    }
  }

  @Test(
    "an alarm's name is read as it is written",
    arguments: [
      ("pump.occluded", AlarmID.pump(.occluded)),
      ("nonin-df2.sensoroff", .device(SourceID("nonin-df2"), .sensorOff)),
      ("line-2.lost", .device(SourceID("line-2"), .lost)), ("line.occluded", nil),
    ] as [(String, AlarmID?)])
  func names(text: String, id: AlarmID?) { #expect(AlarmID(text) == id) }
}
