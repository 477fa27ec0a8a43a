import InfusionCore
import Quantities
import Testing

/// What is refused, and why. A refused action changes nothing else.
@Suite struct RefusalScenarios {
  private static let asking = SessionPlan.quiet.configured {
    $0.checklist = [
      ChecklistItem(name: "fasting", text: "", stage: .start, isRequired: true),
      ChecklistItem(name: "talk", text: "", stage: .start, isRequired: false),
      ChecklistItem(name: "walks", text: "", stage: .discharge, isRequired: true),
    ]
  }

  @Test(arguments: [
    Case(
      "weight, dose and concentration are never overridden; what is missing can be filled in",
      on: SessionPlan(sources: [SourceDescription(id: SourceID("line"))]).ordering {
        if $0.name == "trd-45" { $0.concentration = nil }
        $0.required = []
      },
      """
      0 ! start override=test
      1 ! setup weight=70
      2 ! start override=test
      3 ! setup plan=trd-45
      4 ! start override=test
      5 ! setup concentration=1 reason=checked
      6 ! start override=test
      """,
      [
        "0 refused start weight.missing", "2 refused start dose.missing",
        "4 refused start concentration.missing", "6 phase infusing", "6 infusion started 0 mg 46.667 mL/h",
      ]),
    Case(
      "SpO2 must be fresh and required items met, or somebody overrides it",
      on: asking.ordering { $0.required = [.spo2] },
      """
      0 ! start
      1 spo2=97
      2 ! start
      3 ! checklist item=fasting answer=notmet
      4 ! start
      5 ! checklist item=fasting answer=met
      11.001 ! start
      12 spo2=97
      13 ! start
      """,
      [
        "0 refused start spo2.missing", "2 refused start checklist.notmet",
        "4 refused start checklist.notmet",
        "11 raised spo2.novalue low", "11.001 refused start spo2.missing", "12 ended spo2.novalue cleared",
        "13 phase infusing", "13 infusion started 0 mg 52.5 mL/h",
      ]),
    Case(
      "two people where the clinic wants two, and never the same one twice",
      on: SessionPlan.quiet.configured { $0.secondPerson = [.start, .rate, .bolus] },
      """
      0 ! start override=test by=KM
      1 ! start override=test second=AB
      2 ! start override=test by=KM second=km
      3 ! start override=test by=KM second=AB
      3 ! rate mlh=50 by=KM
      3 ! bolus mg=1 reason=pain by=KM second=KM
      """,
      [
        "0 refused start second.missing", "1 refused start initials.missing", "2 refused start second.same",
        "3 phase infusing", "3 infusion started 0 mg 52.5 mL/h", "3 refused rate second.missing",
        "3 refused bolus second.same",
      ]),
    .second(
      "initials have a letter or a digit, or they are nobody's",
      on: SessionPlan.quiet.configured { $0.secondPerson = [.start] },
      """
      0 ! start override=test by=KM second=" "
      1 ! start override=test by="." second=AB
      2 ! limit vital=hr off reason=art by=" "
      3 ! drawn mg=50 by="-"
      4 ! start override=test by=7 second=AB
      """,
      [
        "0 refused start second.missing", "1 refused start initials.missing",
        "2 refused limit initials.missing", "3 refused drawn initials.missing", "4 phase infusing",
        "4 infusion started 0 mg 52.5 mL/h",
      ]),
    Case(
      "not met holds up, required or not, until it is met; not answered does not",
      on: asking,
      """
      0 spo2=97
      1 ! checklist item=fasting answer=met
      2 ! checklist item=talk answer=notmet
      3 ! start
      4 ! checklist item=talk answer=met
      5 ! start
      """,
      [
        "3 refused start checklist.notmet", "5 phase infusing", "5 infusion started 0 mg 52.5 mL/h",
      ]),
    Case(
      "by the rules of before, an optional item never does",
      on: asking.byFirstRules,
      """
      0 spo2=97
      1 ! checklist item=fasting answer=met
      2 ! checklist item=talk answer=notmet
      3 ! start
      """,
      ["3 phase infusing", "3 infusion started 0 mg 52.5 mL/h"]),
    Case(
      "overridden, it starts",
      on: asking,
      """
      0 ! start override="rescue"
      """,
      ["0 phase infusing", "0 infusion started 0 mg 52.5 mL/h"]),
    Case(
      "a setup that cannot be",
      """
      0 ! setup weight=700
      1 ! setup plan=trd-50
      2 ! setup concentration=0
      """,
      [
        "0 refused setup weight.implausible", "1 refused setup plan.unknown",
        "2 refused setup concentration.missing",
      ]),
    Case(
      "above the soft rate limit a reason is needed, above the hard one nothing helps; each limit itself is allowed",
      on: .quiet,
      """
      0 ! rate mlh=70
      1 ! rate mlh=70.1
      2 ! rate mlh=70.1 reason=ordered
      3 ! rate mlh=140 reason=ordered
      4 ! rate mlh=140.1 reason=ordered
      5 ! rate mlh=0
      """,
      [
        "0 infusion rate 0 mg 70 mL/h", "1 refused rate rate.soft", "2 infusion rate 0 mg 70.1 mL/h",
        "3 infusion rate 0 mg 140 mL/h", "4 refused rate rate.hard", "5 refused rate rate.notpositive",
      ]),
    Case(
      "a rate needs to be judged by weight and concentration",
      on: SessionPlan(plan: "trd-40").ordering { if $0.name == "trd-40" { $0.concentration = nil } },
      """
      0 ! rate mlh=50
      1 ! setup weight=70
      2 ! rate mlh=50
      """,
      ["0 refused rate weight.missing", "2 refused rate concentration.missing"]),
    Case(
      "a plan without an infusion has no rate",
      on: .esketamine,
      """
      0 ! rate mlh=50
      """,
      ["0 refused rate infusion.none"]),
    Case(
      "a drug comes in its amounts; where it is infused there are none",
      on: .esketamine,
      """
      0 ! start mg=70 override=test
      1 ! setup plan=trd-40
      2 ! start mg=56 override=test
      """,
      ["0 refused start dose.notoffered", "2 refused start dose.notoffered"]),
    Case(
      "a self-test says who answered, and holds nothing up",
      on: .quiet,
      """
      0 ! selftest sound=heard
      1 ! selftest sound=unheard by=KM
      2 ! start override=test
      3 ! selftest sound=heard by=KM
      """,
      [
        "0 refused selftest initials.missing", "2 phase infusing", "2 infusion started 0 mg 52.5 mL/h",
        "3 refused selftest phase.wrong",
      ]),
    Case(
      "a resume from observing wants a reason, a limit off a reason and initials",
      on: .quiet,
      """
      0 ! start override=test
      1 ! stop reason=test
      2 ! resume
      3 ! limit vital=hr off reason=art
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 phase observing",
        "1 infusion stopped 0.015 mg 0 mL/h", "1 observation started 30", "2 refused resume reason.missing",
        "3 refused limit initials.missing",
      ]),
    Case(
      "a baseline of nothing, and pressures the wrong way round",
      """
      0 ! baseline
      1 ! baseline sys=80 dia=120
      2 ! bp sys=80 dia=80
      """,
      [
        "0 refused baseline baseline.missing", "1 refused baseline pressure.order",
        "2 refused bp pressure.order",
      ]),
  ])
  func refusals(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "a rate is held against its limits as exactly as it was typed",
        """
        0 ! rate mlh=70.001
        1 ! rate mlh=70.000000
        2 ! rate mlh=140.001 reason=ordered
        3 ! rate mlh=140.0001 reason=ordered
        4 ! rate mlh=140.000 reason=ordered
        5 ! rate mlh=26.25
        6 ! rate mlh=26.2499
        """,
        [
          "0 refused rate rate.soft", "1 infusion rate 0 mg 70 mL/h", "2 refused rate rate.hard",
          "3 refused rate rate.hard", "4 infusion rate 0 mg 140 mL/h", "5 infusion rate 0 mg 26.25 mL/h",
          "6 refused rate rate.low",
        ]),
      .second(
        "a limit itself is allowed for every weight, whatever binary arithmetic makes of it",
        """
        0 ! setup weight=49.3
        1 ! rate mlh=98.6 reason=ordered
        2 ! rate mlh=98.6001 reason=ordered
        3 ! setup weight=92.7
        4 ! rate mlh=185.4 reason=ordered
        5 ! rate mlh=185.4001 reason=ordered
        """,
        [
          "1 infusion rate 0 mg 98.6 mL/h", "2 refused rate rate.hard", "3 infusion rate 0 mg 69.525 mL/h",
          "4 infusion rate 0 mg 185.4 mL/h", "5 refused rate rate.hard",
        ]),
      .second(
        "a bolus and the total, too",
        """
        0 ! start override=test
        0 ! bolus mg=21.001 reason=ordered
        0 ! bolus mg=21.0001 reason=ordered
        0 ! bolus mg=21 reason=ordered
        0 ! bolus mg=21 reason=ordered
        0 ! bolus mg=21 reason=ordered
        0 ! bolus mg=7.0001 reason=ordered
        0 ! bolus mg=7 reason=ordered
        """,
        [
          "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "0 refused bolus bolus.hard",
          "0 refused bolus bolus.hard", "0 infusion bolus 21 mg 52.5 mL/h",
          "0 infusion bolus 42 mg 52.5 mL/h",
          "0 raised infusion.nearend info", "0 infusion bolus 63 mg 52.5 mL/h", "0 refused bolus total.hard",
          "0 infusion bolus 70 mg 52.5 mL/h",
        ]),
      .second(
        "a concentration is the plan's own, or it is not",
        """
        0 ! setup concentration=1.0004
        1 ! setup concentration=1.000
        """,
        ["0 refused setup concentration.unconfirmed"]),
    ] as [Case])
  func envelope(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "a value that can be read and is not allowed is refused at its time",
        """
        0 spo2=97 hr=70
        1 ! symptom name=nausea severity=4
        2 ! bp sys=351 dia=90
        3 ! limit vital=spo2 low=200
        4 ! rate mlh=-1
        5 ! rate mlh=3000 reason=ordered
        6 ! score scale=moaas value=4.5
        7 ! ack id=foo.bar
        """,
        [
          "1 refused symptom value.range", "2 refused bp value.range", "3 refused limit value.range",
          "4 refused rate value.range", "5 refused rate value.range", "6 refused score value.range",
          "7 refused ack value.range",
        ]),
      .second(
        "in a phase where the action is possible; elsewhere the phase is why",
        """
        0 ! away minutes=0 reason=toilet
        1 ! start override=test
        2 ! bolus mg=-1 reason=ordered
        3 ! stop reason=test
        4 ! away minutes=0 reason=toilet
        5 ! away minutes=2000 reason=toilet
        6 ! extend minutes=0 reason=pale
        """,
        [
          "0 refused away phase.wrong", "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h",
          "2 refused bolus value.range", "3 phase observing", "3 infusion stopped 0.029 mg 0 mL/h",
          "3 observation started 30", "4 refused away value.range", "5 refused away value.range",
          "6 refused extend value.range",
        ]),
      .second(
        "a scale and an item that the clinic does not have",
        """
        0 ! score scale=foo value=1
        1 ! checklist item=foo answer=met
        2 ! score scale=moaas value=9
        """,
        ["0 refused score scale.unknown", "1 refused checklist item.unknown", "2 refused score value.range"]),
    ] as [Case])
  func values(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "discharge: escort, alarms, criteria, in this order; what is not known is not met",
      on: asking.ordering { $0.observation = .minutes(1) },
      """
      0..300/5 spo2=97
      0 ! start override=test
      10 ! stop reason=test
      20 ! discharge escort=yes
      80 ! discharge escort=no
      81 sys=165 dia=80
      82 ! discharge escort=yes
      83 sys=150 dia=80
      84 ! discharge escort=yes
      85 ! checklist item=walks answer=notmet
      86 ! discharge escort=yes
      87 ! checklist item=walks answer=met
      88 ! discharge escort=yes
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 1",
        "20 refused discharge observation.incomplete", "70 observation complete 1", "70 phase ready",
        "80 refused discharge escort.missing", "81 raised sys.high medium 165/160",
        "82 refused discharge alarm.active", "83 ended sys.high cleared",
        "84 refused discharge criterion.notmet", "86 refused discharge criterion.notmet", "88 phase closed",
        "88 closed discharged",
      ]),
    Case(
      "a latched alarm holds it up until somebody has seen it, a low one does not",
      on: .shortWatch,
      """
      0..300/5 spo2=97
      0 ! start
      10 ! stop reason=test
      20 disk failing
      30 disk safe
      130 status=off
      140 ! discharge escort=yes
      150 ! ack id=journal.failing
      160 ! discharge escort=yes
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2", "20 raised journal.failing high",
        "60 ended journal.failing cleared latched", "130 raised line.sensoroff low",
        "130 observation complete 2", "130 phase ready", "140 refused discharge alarm.latched",
        "150 acknowledged journal.failing", "160 ended line.sensoroff closed", "160 phase closed",
        "160 closed discharged",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2", "20 raised journal.failing high",
        "30 ended journal.failing cleared latched", "130 raised line.sensoroff low",
        "130 observation complete 2", "130 phase ready", "140 refused discharge alarm.latched",
        "150 acknowledged journal.failing", "160 ended line.sensoroff closed", "160 phase closed",
        "160 closed discharged",
      ])),
    Case(
      "observing only with an override, and the outcome says so",
      on: .shortWatch,
      """
      0 ! start override=test
      10 ! stop reason=test
      20 ! discharge escort=no override="against advice"
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2", "20 phase closed",
        "20 closed overridden",
      ]),
  ])
  func discharge(_ example: Case) { example.check() }
}
