import InfusionCore
import Quantities
import Testing

/// The rows of the table of technical alarms that devices, disk, sound and clock give.
@Suite struct TechnicalScenarios {
  @Test(arguments: [
    Case(
      "a port that vanished, and is back",
      """
      0 lost line
      9 back line
      """,
      ["0 raised line.lost medium", "9 ended line.lost cleared"]),
    Case(
      "what a device reports of its sensor is low, its own error medium; searching is no alarm",
      """
      0 status=off
      1 status=searching
      2 status=lowperfusion
      3 status=artifact
      4 status=error
      5 status=ok
      """,
      [
        "0 raised line.sensoroff low", "1 ended line.sensoroff cleared", "2 raised line.lowperfusion low",
        "3 ended line.lowperfusion cleared", "3 raised line.artifact low", "4 ended line.artifact cleared",
        "4 raised line.fault medium", "5 ended line.fault cleared",
      ]),
    Case(
      "each device has its own",
      on: .twoOximeters,
      """
      0 src=line-2 status=off
      1 status=off
      2 lost line-2
      """,
      ["0 raised line-2.sensoroff low", "1 raised line.sensoroff low", "2 raised line-2.lost medium"]),
    Case(
      "a status says nothing about values: the probe is off, the last value stands until it is lost",
      """
      0 spo2=97
      2 status=off spo2=-
      7
      9 status=ok spo2=97
      """,
      [
        "2 raised line.sensoroff low", "7 raised spo2.novalue low", "9 ended spo2.novalue cleared",
        "9 ended line.sensoroff cleared",
      ]),
    Case(
      "a record that is not safe is high, little room is low, and a full disk has no more of it",
      """
      0 disk tight
      1 disk failing
      2 disk safe
      """,
      ["0 raised journal.space low", "1 raised journal.failing high", "2 ended journal.space cleared"],
      before: .told([
        "0 raised journal.space low", "1 raised journal.failing high", "1 ended journal.space cleared",
        "2 ended journal.failing cleared latched",
      ])),
    .second(
      "a record that fails again and again is told once, until it has kept up for 30 s",
      """
      0 disk failing
      1 disk safe
      20 disk failing
      21 disk safe
      40 disk safe
      50.999
      51
      """, ["0 raised journal.failing high", "51 ended journal.failing cleared latched"]),
    Case(
      "a sound output that does not work",
      """
      0 sound failing
      1 sound works
      """,
      ["0 raised sound.failing medium", "1 ended sound.failing cleared"]),
    Case(
      "a chair that its publisher does not get on the wall, until it does",
      """
      0 wall stands
      100 wall refused
      200 wall stands
      """,
      ["100 raised wall.failing low", "200 ended wall.failing cleared"]),
    Case(
      "a publisher that was stopped on purpose: nobody expects the chair there any more",
      """
      0 wall refused
      5 wall ended
      """,
      ["0 raised wall.failing low", "5 ended wall.failing cleared"]),
    Case(
      "a clock that was set is momentary",
      """
      3 step
      9 step
      """,
      [
        "3 raised clock.stepped low", "3 ended clock.stepped cleared", "9 raised clock.stepped low",
        "9 ended clock.stepped cleared",
      ]),
  ])
  func devices(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "failed until a good measurement, and a repeated number is none",
      """
      0 sys=120 dia=80 nid=1
      60 sys=- dia=-
      61 sys=120 dia=80 nid=1
      90 sys=- dia=-
      120 sys=121 dia=80 nid=2
      """,
      ["60 raised nibp.failed medium", "120 ended nibp.failed cleared"]),
    Case(
      "an old result that is told again after one that failed is none",
      """
      0 sys=120 dia=80 nid=1
      60 sys=- dia=- nid=2
      90 sys=120 dia=80 nid=1
      100 sys=- dia=- nid=2
      """,
      ["60 raised nibp.failed medium"]),
    Case(
      "a counter that began anew tells other figures",
      """
      0 sys=120 dia=80 nid=1
      60 sys=- dia=- nid=2
      90 sys=126 dia=82 nid=1
      """,
      ["60 raised nibp.failed medium", "90 ended nibp.failed cleared"]),
    Case(
      "a failure that repeats its number is no new one",
      """
      0 sys=- dia=- nid=4
      10 ! bp sys=120 dia=80
      20 sys=- dia=- nid=4
      30 sys=- dia=- nid=5
      """,
      ["0 raised nibp.failed medium", "10 ended nibp.failed cleared", "30 raised nibp.failed medium"]),
    Case(
      "a pressure taken by hand is good",
      """
      0 sys=- dia=-
      60 ! bp sys=120 dia=80
      """,
      ["0 raised nibp.failed medium", "60 ended nibp.failed cleared"]),
    Case(
      "one of unknown age is not, and neither alarms nor serves as baseline",
      """
      0 sys=- dia=-
      60 sys=190 dia=110 age=unknown
      61 ! baseline
      """,
      ["0 raised nibp.failed medium", "61 refused baseline baseline.missing"]),
    Case(
      "its number again is that measurement again, whatever its age",
      """
      0 sys=190 dia=110 nid=4 age=unknown
      60 sys=190 dia=110 nid=4
      120 sys=165 dia=80 nid=5
      """,
      ["120 raised sys.high medium 165/160"]),
    Case(
      "overdue at one and a half intervals from the start of the phase",
      on: .fixture { $0.required = [] },
      """
      0 spo2=97
      1 ! start
      3 spo2=-
      901 ! ack id=nibp.overdue
      910 sys=120 dia=80
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "8 raised spo2.novalue medium",
        "901 refused ack alarm.unknown", "901 raised nibp.overdue medium", "910 ended nibp.overdue cleared",
      ]),
    Case(
      "or from the last good measurement, if that was later; a failed one does not count",
      on: .fixture { $0.required = [] },
      """
      0 spo2=97
      1 ! start
      301 sys=120 dia=80
      1000 sys=- dia=-
      1201
      """,
      [
        "1 phase infusing", "1 infusion started 0 mg 52.5 mL/h", "10 raised spo2.novalue medium",
        "1000 raised nibp.failed medium", "1201 raised nibp.overdue medium",
        "1201 raised check.overdue low",
      ]),
    Case(
      "no phase begins the time anew; by the rules of before each counted from its own start",
      on: .fixture {
        $0.required = []
        $0.checkInterval = [:]
      },
      """
      0 ! start override=test
      800 ! pause reason=test
      1700
      1800 ! stop reason=done
      3149.999
      3150
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 phase paused",
        "800 infusion paused 11.667 mg 0 mL/h", "900 raised nibp.overdue medium", "1800 phase observing",
        "1800 infusion stopped 11.667 mg 0 mL/h", "1800 observation started 30",
      ],
      before: .told([
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "800 phase paused",
        "800 infusion paused 11.667 mg 0 mL/h", "1700 raised nibp.overdue medium", "1800 phase observing",
        "1800 infusion stopped 11.667 mg 0 mL/h", "1800 observation started 30",
        "1800 ended nibp.overdue cleared", "3150 raised nibp.overdue medium",
      ])),
    Case(
      "a cuff value stands for two intervals where those are longer than 900 s",
      on: .fixture {
        $0.required = []
        $0.checkInterval = [:]
      },
      """
      0 ! start override=test
      1 sys=165 dia=80
      1201
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised sys.high medium 165/160",
        "901 raised nibp.overdue medium", "1201 ended sys.high novalue latched",
      ]),
    Case(
      "overdue rises to the priority of the alarm that its value's age ended",
      on: .fixture {
        $0.required = []
        $0.checkInterval = [:]
      },
      """
      0 ! start override=test
      1 sys=185 dia=80
      2 ! ack
      902 ! ack
      1201
      """,
      [
        "0 phase infusing", "0 infusion started 0 mg 52.5 mL/h", "1 raised sys.high high 185/180",
        "2 acknowledged sys.high", "901 raised nibp.overdue medium", "902 acknowledged nibp.overdue",
        "1082 reminded nibp.overdue",
        "1201 ended sys.high novalue", "1201 priority nibp.overdue high",
      ]),
  ])
  func cuff(_ example: Case) { example.check() }
}
