import InfusionCore
import Quantities
import Testing

/// What is latched, acknowledged and heard again.
@Suite struct SignalScenarios {
  @Test(arguments: [
    Case(
      "a medium alarm that ends does not latch, a high one does",
      """
      0 sys=165 dia=80
      60 sys=150 dia=80
      120 sys=185 dia=80
      180 sys=150 dia=80
      """,
      [
        "0 raised sys.high medium 165/160", "60 ended sys.high cleared", "120 raised sys.high high 185/180",
        "180 ended sys.high cleared latched",
      ]),
    Case(
      "one that was high and fell to medium latches still",
      """
      0 sys=185 dia=80
      60 sys=170 dia=80
      120 sys=150 dia=80
      """,
      [
        "0 raised sys.high high 185/180", "60 priority sys.high medium 170/160",
        "120 ended sys.high cleared latched",
      ]),
    Case(
      "acknowledged while active, it does not latch",
      """
      0 sys=185 dia=80
      30 ! ack by=KM
      60 sys=150 dia=80
      """,
      [
        "0 raised sys.high high 185/180", "30 acknowledged sys.high by KM", "60 ended sys.high cleared",
      ]),
    Case(
      "nor does one that ends for want of a value once it was acknowledged",
      """
      0..20/5 spo2=88
      16 ! ack
      30
      """,
      [
        "15 raised spo2.low medium 88/90", "16 acknowledged spo2.low", "30 ended spo2.low novalue",
        "30 raised spo2.novalue medium",
      ]),
    Case(
      "a latched alarm goes when it is acknowledged",
      """
      0 sys=185 dia=80
      60 sys=150 dia=80
      90 ! ack id=sys.high
      91 ! ack
      """,
      [
        "0 raised sys.high high 185/180", "60 ended sys.high cleared latched", "90 acknowledged sys.high",
        "91 refused ack alarm.none",
      ]),
    Case(
      "one that is configured to latch does so whatever its priority",
      on: .fixture.configured { $0.latching = [.limit(.sys, .high)] },
      """
      0 sys=165 dia=80
      60 sys=150 dia=80
      """,
      ["0 raised sys.high medium 165/160", "60 ended sys.high cleared latched"]),
    Case(
      "a latched alarm that is raised again latches again, though only medium now",
      """
      0 sys=185 dia=80
      60 sys=150 dia=80
      120 sys=165 dia=80
      180 sys=150 dia=80
      """,
      [
        "0 raised sys.high high 185/180", "60 ended sys.high cleared latched",
        "120 raised sys.high medium 165/160", "180 ended sys.high cleared latched",
      ]),
    Case(
      "a technical alarm that was high latches too",
      """
      0 pump=occluded
      5 pump=stopped
      """,
      ["0 raised pump.occluded high", "5 ended pump.occluded cleared latched"]),
  ])
  func latching(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "one id is acknowledged alone; without an id all are, in the order in which they were raised",
      """
      0 sys=165 dia=105
      1 hr=130
      2..20/5 hr=130
      12 ! ack id=dia.high by=AB
      13 ! ack by=KM
      """,
      [
        "0 raised sys.high medium 165/160", "0 raised dia.high medium 105/100",
        "11 raised hr.high medium 130/120", "12 acknowledged dia.high by AB",
        "13 acknowledged sys.high by KM", "13 acknowledged hr.high by KM",
      ]),
    Case(
      "what is not there, and what is acknowledged already, cannot be acknowledged",
      """
      0 ! ack
      1 ! ack id=hr.high
      2 sys=165 dia=80
      3 ! ack
      4 ! ack id=sys.high
      """,
      [
        "0 refused ack alarm.none", "1 refused ack alarm.unknown", "2 raised sys.high medium 165/160",
        "3 acknowledged sys.high", "4 refused ack alarm.unknown",
      ]),
    Case(
      "an acknowledgement is of what is there then: what comes later sounds",
      """
      0 sys=165 dia=80
      1 ! ack
      60 sys=165 dia=105
      61 ! ack
      """,
      [
        "0 raised sys.high medium 165/160", "1 acknowledged sys.high", "60 reminded sys.high",
        "60 raised dia.high medium 105/100", "61 acknowledged dia.high",
      ]),
    Case(
      "a rise voids the acknowledgement, a fall does not (the measurement violates still, so it is recalled)",
      """
      0 sys=165 dia=80
      1 ! ack
      60 sys=185 dia=80
      61 ! ack
      120 sys=170 dia=80
      121 ! ack
      """,
      [
        "0 raised sys.high medium 165/160", "1 acknowledged sys.high", "60 priority sys.high high 185/180",
        "61 acknowledged sys.high", "120 priority sys.high medium 170/160", "120 reminded sys.high",
        "121 refused ack alarm.none",
      ]),
    Case(
      "novalue that takes over from an acknowledged alarm is not acknowledged",
      """
      0..20/5 spo2=88
      16 ! ack
      30
      31 ! ack
      """,
      [
        "15 raised spo2.low medium 88/90", "16 acknowledged spo2.low", "30 ended spo2.low novalue",
        "30 raised spo2.novalue medium", "31 acknowledged spo2.novalue",
      ]),
  ])
  func acknowledging(_ example: Case) { example.check() }

  @Test(arguments: [
    Case(
      "an acknowledged medium or high condition sounds again every three minutes, and stays acknowledged",
      """
      0 status=error
      10 ! ack
      550
      551 ! ack
      """,
      [
        "0 raised line.fault medium", "10 acknowledged line.fault", "190 reminded line.fault",
        "370 reminded line.fault", "550 reminded line.fault", "551 refused ack alarm.none",
      ]),
    Case(
      "a low one does not",
      """
      0 status=off
      10 ! ack
      600
      """,
      ["0 raised line.sensoroff low", "10 acknowledged line.sensoroff"]),
    Case(
      "a condition that has ended is not recalled",
      """
      0 status=error
      10 ! ack
      189.999 status=ok
      400
      """,
      [
        "0 raised line.fault medium", "10 acknowledged line.fault", "189.999 ended line.fault cleared",
      ]),
    Case(
      "a pressure speaks again at the next measurement that still violates, not by the clock",
      """
      0 sys=170 dia=80
      10 ! ack
      300 sys=165 dia=80
      400 sys=157 dia=80
      500 sys=165 dia=80
      600 sys=150 dia=80
      """,
      [
        "0 raised sys.high medium 170/160", "10 acknowledged sys.high", "300 reminded sys.high",
        "500 reminded sys.high", "600 ended sys.high cleared",
      ]),
    Case(
      "and a measurement that is only repeated recalls nothing",
      """
      0 sys=170 dia=80 nid=3
      10 ! ack
      300 sys=170 dia=80 nid=3
      310 sys=170 dia=80 nid=4
      """,
      ["0 raised sys.high medium 170/160", "10 acknowledged sys.high", "310 reminded sys.high"]),
    Case(
      "a limit that is off is recalled every ten minutes until it is on",
      """
      0 ! limit vital=hr off reason=athlete by=KM
      1300 ! limit vital=hr on
      1900
      """,
      [
        "0 limit hr off - to -", "0 limit hr low 50 to -", "0 limit hr high 120 to -", "600 reminded hr off",
        "1200 reminded hr off", "1300 limit hr on - to -", "1300 limit hr low - to 50",
        "1300 limit hr high - to 120",
      ]),
  ])
  func reminders(_ example: Case) { example.check() }
}
