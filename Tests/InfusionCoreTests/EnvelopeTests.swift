import InfusionCore
import Quantities
import Testing

/// What may be given: every figure of the envelope at its bound and just beyond it.
@Suite struct EnvelopeTests {
  /// 70 kg, 0.5 mg/kg over 40 min of 1 mg/mL: 52.5 mL/h; soft 70 and hard 140 mL/h.
  static let preparing: [(words: String, code: String?)] = [
    ("rate mlh=70", nil), ("rate mlh=70.1", "rate.soft"), ("rate mlh=70.1 reason=ab", "reason.missing"),
    ("rate mlh=70.1 reason=\" - 12 \"", "reason.missing"), ("rate mlh=140 reason=ordered", nil),
    ("rate mlh=140.1 reason=ordered", "rate.hard"), ("rate mlh=0", "rate.notpositive"),
    ("rate mlh=26.25", nil), ("rate mlh=26.2", "rate.low"), ("rate mlh=26.2 reason=frail", nil),
    ("setup concentration=1", nil), ("setup concentration=2", "concentration.unconfirmed"),
    ("setup concentration=2 reason=ab", "reason.missing"), ("setup concentration=2 reason=checked", nil),
    ("setup concentration=0", "concentration.missing"),
    ("setup concentration=0.099 reason=checked", "concentration.implausible"),
    ("setup concentration=0.1 reason=checked", nil), ("setup concentration=10 reason=checked", nil),
    ("setup concentration=10.1 reason=checked", "concentration.implausible"),
    ("setup concentration=52.5 reason=checked", "concentration.implausible"),
    ("setup weight=40", nil), ("setup weight=39.9", "weight.unconfirmed"),
    ("setup weight=39.9 reason=small", nil),
    ("setup weight=130", nil), ("setup weight=130.1", "weight.unconfirmed"),
    ("setup weight=154 reason=checked", nil), ("setup weight=20 reason=child", nil),
    ("setup weight=19.9 reason=child", "weight.implausible"), ("setup weight=300 reason=checked", nil),
    ("setup weight=300.1 reason=checked", "weight.implausible"),
    ("setup weight=80 reason=12", "reason.missing"),
    ("start override=\" \"", "reason.missing"), ("start override=ok", "reason.missing"),
  ]

  @Test(arguments: preparing) func `before the start`(words: String, code: String?) {
    #expect(refusal(of: words, after: "0 spo2=97", on: .quiet) == code)
  }

  /// A bolus wants a reason, and none is above 0.3 mg/kg: 21 mg; nor more than 1 mg/kg in all: 70 mg.
  static let infusing: [(words: String, code: String?)] = [
    ("bolus mg=0", "bolus.notpositive"), ("bolus mg=0 reason=pain", "bolus.notpositive"),
    ("bolus mg=1", "bolus.soft"), ("bolus mg=1 reason=no", "reason.missing"), ("bolus mg=1 reason=pain", nil),
    ("bolus mg=21 reason=pain", nil), ("bolus mg=21.1 reason=pain", "bolus.hard"),
    ("bolus mg=10000 reason=pain", "bolus.hard"), ("rate mlh=26.2", "rate.low"),
    ("rate mlh=70.1", "rate.soft"),
    ("pause reason=ab", "reason.missing"), ("pause reason=\"...\"", "reason.missing"),
    ("pause reason=abc", nil),
    ("stop reason=ab", "reason.missing"), ("limit vital=hr off reason=12 by=AB", "reason.missing"),
    ("dose volume_ml=0.9 reason=ab", "reason.missing"),
  ]

  @Test(arguments: infusing) func `while it is given`(words: String, code: String?) {
    #expect(refusal(of: words, after: "0 ! start override=test", on: .quiet) == code)
  }

  /// To three decimals it is the limit itself.
  @Test(
    arguments: [
      ("rate mlh=70.001", "1.00001 mg/kg/h is above 1 mg/kg/h: a reason is needed"),
      ("rate mlh=140.001 reason=ordered", "2.00001 mg/kg/h is above the plan's limit of 2 mg/kg/h"),
      (
        "bolus mg=21.001 reason=pain",
        "0.30001 mg/kg in one bolus is above the plan's limit of 0.3 mg/kg"
      ),
    ]) func `what is just above a limit is seen to be`(words: String, sentence: String)
  {
    let told = Scenario("0 ! start override=test\n1 ! \(words)", plan: .quiet).events()
    let last = told.lazy.compactMap { if case .refused(let refusal) = $0.event { refusal } else { nil } }.last
    #expect(last?.sentence == sentence)
  }

  /// What has gone in counts with the bolus: at 2400 s 35 mg, the soft total is 38.5 mg.
  @Test(
    arguments: [
      ("bolus mg=3.5", 2400, nil), ("bolus mg=3.6", 2400, "total.soft"),
      ("bolus mg=3.6 reason=pain", 2400, nil),
      ("bolus mg=3.6", 2300, nil), ("bolus mg=20 reason=pain", 3428, nil),
      ("bolus mg=20.1 reason=pain", 3428, "total.hard"),
    ] as [(String, Int, String?)]) func `the total`(words: String, second: Int, code: String?)
  {
    let plan = SessionPlan.quiet.ordering { $0.bolusSoft = .init(0.2) }
    let steps = second == 3428 ? "0 ! start override=test\n3428" : "0 ! start override=test"
    #expect(refusal(of: words, after: steps, at: second, on: plan) == code)
  }

  @Test func `a plan can be without boluses, or without a reason for small ones`() {
    let without = SessionPlan.quiet.ordering { $0.bolusHard = nil }
    #expect(
      refusal(of: "bolus mg=1 reason=pain", after: "0 ! start override=test", on: without) == "bolus.off")
    let small = SessionPlan.quiet.ordering { $0.bolusSoft = .init(0.1) }
    #expect(refusal(of: "bolus mg=7", after: "0 ! start override=test", on: small) == nil)
    #expect(refusal(of: "bolus mg=7.1", after: "0 ! start override=test", on: small) == "bolus.soft")
  }

  @Test func `a plan names what else may be in the bag`() {
    let plan = SessionPlan.quiet.ordering { $0.concentrations = [.init(1), .init(2)] }
    #expect(refusal(of: "setup concentration=2", after: "0 spo2=97", on: plan) == nil)
    #expect(refusal(of: "setup concentration=4", after: "0 spo2=97", on: plan) == "concentration.unconfirmed")
  }

  /// A bag of 2 mg/mL at the rate for 1 mg/mL is a double dose: a change of plan changes no bag.
  @Test(arguments: ["plan=trd-40", "plan=trd-60", "weight=71", "patient=P-9", "plan=trd-60 patient=P-9"])
  func `what hangs there stays whatever else is filled in`(words: String) {
    let text = "0 ! setup concentration=2 reason=checked\n1 ! setup \(words)"
    #expect(Scenario(text, plan: .fixture).session.plan.concentration == .init(2))
  }

  @Test func `what only the other plan expects has to be said again`() {
    let plan = SessionPlan.quiet.ordering {
      if $0.name == "trd-40" { $0.concentrations = [.init(1), .init(2)] }
    }
    let text = "0 ! setup concentration=2\n1 ! setup plan=trd-60\n2 ! start override=test\n"
    let doubted = Scenario(text, plan: plan)
    #expect(
      doubted.told == [
        "1 refused setup concentration.unconfirmed", "2 refused start concentration.missing",
      ])
    let said = Scenario(text + "3 ! setup concentration=1\n4 ! start override=test", plan: plan)
    #expect(said.session.plan.concentration == .init(1))
    #expect(said.session.phase == .infusing)
  }

  // MARK: The patient's last weight, and the command line's

  private static let known: SessionPlan = {
    var plan = SessionPlan.quiet
    plan.patient = "P-7"
    return plan
  }()

  private func history(_ weight: Double) -> Input {
    let last = EarlierTreatment(session: "a", date: "2026-07-01", weight: Kilograms(weight))
    return .history(PatientHistory(patient: "P-7", number: 2, daysSinceLast: 3, last: [last], unread: 0))
  }

  @Test(
    arguments: [
      (77.0, nil), (77.1, "weight.unconfirmed"), (63, nil), (62.9, "weight.unconfirmed"),
    ] as [(Double, String?)]) func `a tenth away from last time wants a reason`(weight: Double, code: String?)
  {
    var session = Session(plan: Self.known)
    _ = session.begin()
    session.receive(history(70), at: .seconds(1))
    #expect(
      self.code(session.receive(.action(.setup(weight: Kilograms(weight)), by: nil), at: .seconds(2))) == code
    )
    let explained = Action.setup(weight: Kilograms(weight), reason: "gained")
    #expect(self.code(session.receive(.action(explained, by: nil), at: .seconds(3))) == nil)
    #expect(session.weight == Kilograms(weight))
  }

  @Test(arguments: [154.0, 19.0, 39.0]) func `an unusual weight of the command line stays unset`(
    weight: Double
  ) {
    var plan = Self.known
    plan.weight = Kilograms(weight)
    var session = Session(plan: plan)
    let told = session.begin().map(\.line)
    #expect(told.contains { $0.hasPrefix("0 refused setup weight.") })
    #expect(session.weight == nil)
    let start = session.receive(.action(.start(override: "test"), by: nil), at: .seconds(1))
    #expect(code(start) == "weight.missing")
  }

  @Test func `one that does not fit last time is taken back, but not what a person confirmed`() {
    var session = Session(plan: Self.known)
    _ = session.begin()
    #expect(code(session.receive(history(90), at: .seconds(1))) == "weight.unconfirmed")
    #expect(session.weight == nil)
    session.receive(.action(.setup(weight: Kilograms(70), reason: "lost it"), by: nil), at: .seconds(2))
    #expect(session.receive(history(90), at: .seconds(3)).events.isEmpty)
    #expect(session.weight == Kilograms(70))
  }

  // MARK: Helpers

  private func refusal(of words: String, after steps: String, at second: Int = 1, on plan: SessionPlan)
    -> String?
  {
    let told = Scenario("\(steps)\n\(second) ! \(words)", plan: plan).events()
    return told.lazy.compactMap(\.event.refusalCode).last
  }

  private func code(_ step: Session.Step) -> String? { step.events.lazy.compactMap(\.event.refusalCode).last }
}

extension Event {
  /// The code of a refusal.
  var refusalCode: String? { if case .refused(let refusal) = self { refusal.code } else { nil } }
}
