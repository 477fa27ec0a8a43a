import InfusionCore
import Quantities
import Testing

/// A discharge is a proof: a course that has all of it, and each thing taken out.
@Suite struct DischargeProofTests {
  /// Ten minutes of watching, a pressure every 15 min in it, the shipped criteria.
  private static let plan = SessionPlan.fixture {
    $0.observation = .minutes(10)
    $0.nibpInterval = [.observing: .minutes(15)]
    $0.checkInterval = [:]
  }

  /// The window is complete at 700 s.
  private static let course = """
    0..705/5 spo2=97 hr=70
    10 sys=120 dia=80
    11 ! baseline
    20 ! start
    100 ! stop reason=done
    650 sys=122 dia=80
    660 ! score scale=moaas value=5

    """

  struct Trick: CustomTestStringConvertible, Sendable {
    let name: String
    /// What is taken out of the course, what is put in its place, and what the discharge says.
    let without: [String]
    let with: String
    let plan: SessionPlan
    let ending: String
    let told: String

    init(
      _ name: String, without: [String] = [], with: String = "",
      on plan: SessionPlan = DischargeProofTests.plan,
      ending: String = "710 ! discharge escort=yes", _ told: String
    ) {
      self.name = name
      self.without = without
      self.with = with
      self.plan = plan
      self.ending = ending
      self.told = told
    }

    var testDescription: String { name }
  }

  private static let readings = "0..705/5 spo2=97 hr=70\n"
  private static let pressure = "650 sys=122 dia=80\n"
  private static let alertness = "660 ! score scale=moaas value=5\n"

  static let tricks: [Trick] = [
    Trick("all of it", "closed discharged"),
    Trick("no escort", ending: "710 ! discharge escort=no", "refused discharge escort.missing"),
    Trick(
      "before the window is complete", ending: "699 ! discharge escort=yes",
      "refused discharge observation.incomplete"),
    Trick(
      "an override without words", ending: "710 ! discharge escort=yes override=\" \"",
      "refused discharge reason.missing"),
    Trick(
      "an override with words", without: [pressure],
      ending: "710 ! discharge escort=no override=\"doctor agrees\"", "closed overridden"),
    Trick(
      "an override of nothing", ending: "710 ! discharge escort=yes override=\"doctor agrees\"",
      "closed discharged"),
    // Pressure
    Trick("no pressure since the stop", without: [pressure], "refused discharge nibp.missing"),
    Trick(
      "one of before the stop", without: [pressure], with: "99.999 sys=120 dia=80\n",
      "refused discharge nibp.missing"),
    Trick("a mean alone", without: [pressure], with: "650 map=90\n", "refused discharge nibp.missing"),
    Trick(
      "one of unknown age", without: [pressure], with: "650 sys=120 dia=80 age=unknown\n",
      "refused discharge nibp.missing"),
    Trick(
      "one that is older than the interval", without: [pressure], with: "409 sys=120 dia=80\n",
      on: plan.ordering { $0.nibpInterval = [.observing: .minutes(5)] },
      ending: "709.001 ! discharge escort=yes",
      "refused discharge nibp.missing"),
    Trick(
      "one that is as old as the interval", without: [pressure], with: "409 sys=120 dia=80\n",
      on: plan.ordering { $0.nibpInterval = [.observing: .minutes(5)] }, ending: "709 ! discharge escort=yes",
      "closed discharged"),
    Trick(
      "one that was struck", with: "690 ! amend n=% struck=\"wrong cuff\"\n", "refused discharge nibp.missing"
    ),
    Trick(
      "one that its source doubted", without: [pressure], with: "650 sys=122 dia=80 doubt=yes\n",
      "refused discharge sys.doubtful"),
    Trick(
      "one that its source doubted, after a good one", without: [pressure],
      with: "640 sys=122 dia=80\n650 sys=122 dia=80 doubt=yes\n", "closed discharged"),
    Trick(
      "one that its source doubted, struck", without: [pressure],
      with: "650 sys=122 dia=80 doubt=yes\n690 ! amend n=% struck=\"wrong cuff\"\n",
      "refused discharge nibp.missing"),
    Trick(
      "one that its source doubted, corrected by a person", without: [pressure],
      with: "650 sys=122 dia=80 doubt=yes\n690 ! amend n=% sys=121\n", "closed discharged"),
    Trick("none could be had", with: "640 ! nobp minutes=5 reason=cuff\n", "closed discharged"),
    Trick(
      "none could be had since", with: "655 ! nobp minutes=5 reason=cuff\n", "refused discharge nibp.forgone"),
    Trick(
      "systolic above the criterion, the limit off", without: [pressure],
      with: "200 ! limit vital=sys off reason=test by=AB\n650 sys=175 dia=80\n",
      "refused discharge limit.loosened"),
    Trick(
      "systolic below 90, no limit there", without: [pressure],
      with: "15 ! limit vital=sys low=80\n650 sys=89 dia=60\n", "refused discharge criterion.notmet"),
    Trick("systolic 40 below the baseline", with: "12 ! baseline sys=162 dia=80\n", "closed discharged"),
    Trick(
      "systolic 41 below the baseline", with: "12 ! baseline sys=163 dia=80\n",
      "refused discharge criterion.notmet"),
    // Vitals
    Trick(
      "no pulse ever", without: [readings], with: "0..705/5 spo2=97\n20 ! start override=test\n",
      "refused discharge alarm.active"),
    Trick(
      "no byte any more", without: [readings], with: "0..300/5 spo2=97 hr=70\n",
      "refused discharge observation.incomplete"),
    Trick(
      "every second of the window an artefact", without: [readings],
      with: "0..95/5 spo2=97 hr=70\n100..705/5 spo2=97 hr=70 status=artifact\n",
      "refused discharge observation.incomplete"),
    Trick(
      "the last one an artefact", with: "706 spo2=97 hr=70 status=artifact\n",
      "refused discharge spo2.doubtful"),
    Trick("the probe taken off a moment ago", with: "707 spo2=- hr=-\n", "refused discharge spo2.missing"),
    Trick(
      "figures that never change", on: plan.configured { $0.unvaryingAfter = .seconds(300) },
      "refused discharge spo2.doubtful"),
    Trick(
      "saturation 91", without: [readings], with: "0..705/5 spo2=91 hr=70\n",
      "refused discharge criterion.notmet"),
    Trick("saturation 92", without: [readings], with: "0..705/5 spo2=92 hr=70\n", "closed discharged"),
    Trick(
      "86 with the limit off", without: [readings],
      with: "0..705/5 spo2=86 hr=70\n19 ! limit vital=spo2 off reason=test by=AB\n",
      "refused discharge criterion.notmet"),
    // Alertness
    Trick("no score", without: [alertness], "refused discharge criterion.notmet"),
    Trick("not awake", with: "661 ! score scale=moaas value=4\n", "refused discharge criterion.notmet"),
    Trick(
      "another scale", without: [alertness], with: "660 ! score scale=aldrete value=10\n",
      "refused discharge criterion.notmet"),
    Trick(
      "scored before the stop", without: [alertness], with: "99 ! score scale=moaas value=5\n",
      "refused discharge criterion.notmet"),
    Trick(
      "scored a good 20 min ago", without: [alertness],
      with: "101 ! score scale=moaas value=5\n706..1305/5 spo2=97 hr=70\n",
      ending: "1301.001 ! discharge escort=yes", "refused discharge criterion.notmet"),
    Trick(
      "scored 20 min ago", without: [alertness],
      with: "101 ! score scale=moaas value=5\n706..1305/5 spo2=97 hr=70\n",
      ending: "1301 ! discharge escort=yes", "closed discharged"),
    // Limits
    Trick(
      "a limit off until a moment ago",
      with: "200 ! limit vital=hr off reason=test by=AB\n709 ! limit vital=hr on\n",
      "refused discharge limit.loosened"),
    Trick(
      "on again for ten minutes",
      with: "105 ! limit vital=hr off reason=test by=AB\n110 ! limit vital=hr on\n", "closed discharged"),
    Trick(
      "on again for a millisecond less",
      with: "105 ! limit vital=hr off reason=test by=AB\n110.001 ! limit vital=hr on\n",
      "refused discharge limit.loosened"),
    Trick(
      "a limit that was moved", with: "705 ! limit vital=spo2 low=89\n", "refused discharge limit.loosened"),
    Trick("one that was made tighter", with: "705 ! limit vital=spo2 low=92\n", "closed discharged"),
    Trick("one of breathing", with: "705 ! limit vital=rr low=7\n", "closed discharged"),
    Trick("one that was moved before the start", with: "19 ! limit vital=spo2 low=88\n", "closed discharged"),
    // Alarms, pump, checks
    Trick(
      "an alarm that stands", without: [pressure], with: "650 sys=122 dia=105\n",
      "refused discharge alarm.active"),
    Trick("one that latched", with: "600 disk failing\n601 disk safe\n", "refused discharge alarm.latched"),
    Trick("a sound that fails", with: "705 sound failing\n", "closed discharged"),
    Trick(
      "a source of nothing required is lost", with: "705 src=cuff sys=120 dia=80\n706 lost cuff\n",
      "closed discharged"),
    Trick("a source of something required", with: "706 lost line\n", "refused discharge alarm.active"),
    Trick(
      "a pump that was heard stopped is lost", with: "90 src=pump pump=stopped\n706 lost pump\n",
      "closed discharged"),
    Trick(
      "a pump that was heard running", with: "90 src=pump pump=running\n95 lost pump\n",
      "refused discharge alarm.active"),
    Trick("a pump that runs", with: "706 src=pump pump=running\n", "refused discharge pump.running"),
    Trick(
      "a pressure that the criterion allows, seen", without: [pressure],
      with: "12 ! baseline sys=140 dia=80\n650 sys=170 dia=80\n651 ! ack\n", "closed discharged"),
    Trick(
      "a pressure that the criterion allows, not seen", without: [pressure],
      with: "12 ! baseline sys=140 dia=80\n650 sys=170 dia=80\n", "refused discharge alarm.active"),
    Trick(
      "seen, but above the criterion", without: [pressure], with: "650 sys=165 dia=80\n651 ! ack\n",
      "refused discharge alarm.active"),
    Trick(
      "a check that is due", on: plan.ordering { $0.checkInterval = [.observing: .minutes(9)] },
      "refused discharge check.due"),
    Trick(
      "a reading of its own time that is late",
      on: plan.ordering { $0.due = [DueReading(.nibp, at: .minutes(5), from: .stop, within: .minutes(1))] },
      "closed discharged"),
    Trick(
      "one that is missed", without: [pressure],
      on: plan.ordering { $0.due = [DueReading(.nibp, at: .minutes(5), from: .stop, within: .minutes(1))] },
      "refused discharge alarm.active"),
  ]

  @Test(arguments: tricks) func `each thing that is missing is named`(trick: Trick) {
    var course = Self.course
    for line in trick.without { course = course.replacing(line, with: "") }
    let scenario = Scenario(
      course + trick.with.replacing("%", with: Self.entry) + trick.ending, plan: trick.plan)
    let at = trick.ending.prefix { $0 != " " }
    #expect(scenario.told.contains("\(at) \(trick.told)"), "\(scenario.told.suffix(4))")
  }

  @Test func `one refusal tells of all that is missing`() throws {
    let course = Self.course.replacing(Self.pressure, with: "").replacing(Self.alertness, with: "")
    let events = Scenario(course + "710 ! discharge escort=no", plan: Self.plan).events().map(\.event)
    guard case .refused(let refusal)? = events.last else {
      Issue.record("\(events.suffix(2))")
      return
    }
    #expect(refusal.code == "escort.missing")
    #expect(refusal.also == ["nibp.missing", "criterion.notmet"])
    let named = "; also no recent blood pressure, a criterion not met"
    #expect(refusal.account == "discharging: " + refusal.sentence + named)
    #expect(refusal.sentenceInFull == refusal.sentence + named)
  }

  /// The entry of the pressure at 650 s.
  private static let entry: String = {
    var entries: [Int] = []
    for case .measured(let measured) in Scenario(course, plan: plan).events().map(\.event) {
      entries.append(measured.entry)
    }
    return "\(entries.last ?? 0)"
  }()
}
