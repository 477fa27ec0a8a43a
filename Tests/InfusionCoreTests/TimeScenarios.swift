import InfusionCore
import Quantities
import Testing

/// Instants: what comes first at one of them, what is closed, what a gap is, how a session ends.
@Suite struct TimeScenarios {
  @Test(arguments: [
    Case(
      "inputs in arrival order, each with its own immediate consequences",
      """
      5 sys=165 dia=80
      5 ! ack
      5 status=off
      5 ! audio-pause
      5 sys=185 dia=80
      """,
      [
        "5 raised sys.high medium 165/160", "5 acknowledged sys.high", "5 raised line.sensoroff low",
        "5 audio paused until 125", "5 priority sys.high high 185/180", "5 audio resumed alarm",
      ]),
    Case(
      "then the deadlines: lost, ended, raised, technical, observation, reminders, the end of a pause",
      on: .shortWatch.ordering { $0.observation = .seconds(180) },
      """
      0..185/5 spo2=97
      186..190/1 spo2=97
      0 ! start override=test
      5 rr=35
      10 ! stop reason=test
      9 status=error
      10 ! ack id=line.fault
      70 ! audio-pause
      160..185/5 rr=31
      175 rr=28
      180..190/5 hr=125
      155 rr=5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "9 raised line.fault medium",
        "10 phase observing", "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 3",
        "10 acknowledged line.fault", "20 raised rr.high medium 35/30", "35 ended rr.high novalue latched",
        "35 raised rr.novalue medium", "70 audio paused until 190", "155 ended rr.novalue cleared",
        "180 raised rr.high medium 31/30", "180 audio resumed alarm", "190 raised hr.high medium 125/120",
        "190 observation complete 3", "190 phase ready", "190 reminded line.fault",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "9 raised line.fault medium",
        "10 phase observing", "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 3",
        "10 acknowledged line.fault", "20 raised rr.high medium 35/30",
        "35 ended rr.high novalue latched", "35 raised rr.novalue medium", "70 audio paused until 190",
        "155 ended rr.novalue cleared", "190 raised hr.high medium 125/120", "190 audio resumed alarm",
        "190 observation complete 3", "190 phase ready", "190 reminded line.fault",
      ])),
    Case(
      "an end and an onset at one instant: the end first",
      """
      0..12/5 hr=130
      12..17/5 hr=100
      2..17/5 spo2=88
      """,
      ["10 raised hr.high medium 130/120", "17 ended hr.high cleared", "17 raised spo2.low medium 88/90"]),
    Case(
      "low before high of one vital is never both; two vitals fall in the table's order",
      """
      0..8/4 rr=35 hr=130 spo2=84
      12..30/4 rr=35 hr=130 spo2=84
      20..30/4 rr=20 hr=80 spo2=97
      """,
      [
        "5 raised spo2.low high 84/85", "10 raised hr.high medium 130/120", "15 raised rr.high medium 35/30",
      ]),
    Case(
      "a deadline that a phase puts behind us waits for the instant's other inputs",
      on: .quiet.ordering { $0.nibpInterval = [.infusing: .minutes(30), .paused: .minutes(5)] },
      """
      0 ! start override=test
      1 sys=165 dia=80
      1000 ! pause reason=pressure
      1000 sys=150 dia=80
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised sys.high medium 165/160",
        "1000 phase paused", "1000 infusion paused 14.583 mg 0 mL/h", "1000 ended sys.high cleared",
      ]),
    Case(
      "and without them it fires then, not before",
      on: .quiet.ordering { $0.nibpInterval = [.infusing: .minutes(30), .paused: .minutes(5)] },
      """
      0 ! start override=test
      1 sys=165 dia=80
      1000 ! pause reason=pressure
      1400
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised sys.high medium 165/160",
        "1000 phase paused", "1000 infusion paused 14.583 mg 0 mL/h", "1000 ended sys.high novalue latched",
        "1000 raised nibp.overdue medium",
      ]),
    Case(
      "an input for an instant that is closed is taken a millisecond later",
      """
      10
      10 sys=165 dia=80
      10 ! ack
      9 ! note text=late
      """,
      ["10.001 raised sys.high medium 165/160", "10.001 acknowledged sys.high"]),
  ])
  func instants(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "deadlines inside a gap fire at its end",
      """
      0..20/5 spo2=88
      21 ! audio-pause
      400 gap 22
      """,
      [
        "15 raised spo2.low medium 88/90", "21 audio paused until 141", "400 gap from 22",
        "400 ended spo2.low novalue latched", "400 raised spo2.novalue medium", "400 audio resumed alarm",
      ]),
    Case(
      "a value lost in it counts as lost at its end: what it returns to is raised again at once",
      """
      0..20/5 spo2=88
      400 gap 22
      410 spo2=88
      """,
      [
        "15 raised spo2.low medium 88/90", "400 gap from 22", "400 ended spo2.low novalue latched",
        "400 raised spo2.novalue medium", "410 raised spo2.low medium 88/90",
        "410 ended spo2.novalue cleared",
      ]),
    Case(
      "those before it at their own time",
      """
      0..20/5 spo2=88
      400 gap 31
      """,
      [
        "15 raised spo2.low medium 88/90", "30 ended spo2.low novalue latched",
        "30 raised spo2.novalue medium", "400 gap from 31",
      ]),
    Case(
      "the dose in it goes on, marked",
      on: .quiet,
      """
      0 ! start override=test
      1200 gap 600
      1200 ! rate mlh=52.5
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1200 gap from 600",
        "1200 infusion rate 17.5 mg 52.5 mL/h estimated",
      ]),
    Case(
      "and is capped at the order; what was above it before stays",
      on: .quiet,
      """
      0 ! start override=test
      5000 gap 600
      5000 ! rate mlh=52.5
      5036 ! rate mlh=52.5
      9000 gap 5036
      9000 ! stop reason=found
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "5000 gap from 600",
        "5000 raised infusion.nearend info", "5000 raised infusion.overrun medium",
        "5000 infusion rate 35 mg 52.5 mL/h estimated", "5036 infusion rate 35.525 mg 52.5 mL/h estimated",
        "9000 gap from 5036", "9000 phase observing",
        "9000 infusion stopped 35.525 mg 0 mL/h estimated", "9000 observation started 30",
        "9000 ended infusion.nearend cleared", "9000 ended infusion.overrun cleared",
      ]),
    Case(
      "in a pause nothing flows, so nothing is estimated",
      on: .quiet,
      """
      0 ! start override=test
      600 ! pause reason=test
      1200 gap 700
      1200 ! stop reason=test
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "600 phase paused",
        "600 infusion paused 8.75 mg 0 mL/h", "1200 gap from 700", "1200 phase observing",
        "1200 infusion stopped 8.75 mg 0 mL/h", "1200 observation started 30",
      ]),
    Case(
      "nobody watched SpO2 in it: it counts as long as the last value was fresh",
      on: .shortWatch,
      """
      0..60/5 spo2=97
      0 ! start
      10 ! stop reason=test
      300 gap 61
      300..400/5 spo2=97
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "10 phase observing",
        "10 infusion stopped 0.146 mg 0 mL/h", "10 observation started 2", "300 gap from 61",
        "300 raised spo2.novalue medium", "300 ended spo2.novalue cleared", "360 observation complete 2",
        "360 phase ready",
      ]),
  ])
  func gaps(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "a pressure that a new phase makes too old is lost there and then: by the rules of before ready was such",
      on: .fixture {
        $0.nibpInterval = [.observing: .minutes(15)]
        $0.checkInterval = [:]
        $0.required = []
        $0.observation = .minutes(15)
      },
      """
      0 sys=170 dia=75
      0 ! start override=test
      0 ! stop reason=test
      0..900/5 spo2=97
      1000
      """,
      [
        "0 raised sys.high medium 170/160", "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "0 phase observing", "0 infusion stopped 0 mg 0 mL/h", "0 observation started 15",
        "900 observation complete 15", "900 phase ready", "910 raised spo2.novalue medium",
      ],
      before: .told([
        "0 raised sys.high medium 170/160", "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h",
        "0 phase observing", "0 infusion stopped 0 mg 0 mL/h", "0 observation started 15",
        "900 observation complete 15", "900 phase ready", "900 ended sys.high novalue latched",
        "900 raised nibp.overdue medium", "910 raised spo2.novalue low",
      ]))
  ])
  func phases(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "what is active ends with the session, latched things go with it, and nothing happens afterwards",
      """
      0 sys=185 dia=105
      10 sys=150 dia=105
      20 spo2=84
      21 ! close reason=left
      22 ! note text=late
      23 spo2=80
      24 step
      600 gap 25
      """,
      [
        "0 raised sys.high high 185/180", "0 raised dia.high medium 105/100",
        "10 ended sys.high cleared latched", "21 ended dia.high closed", "21 phase closed",
        "21 closed abandoned", "22 refused note phase.wrong",
      ])
  ])
  func closing(_ example: Case) { example.check() }
}
