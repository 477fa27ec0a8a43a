import InfusionCore
import Quantities
import Testing

/// A high alarm that nobody answers, and answering what was seen.
@Suite struct EscalationScenarios {
  @Test(
    arguments: [
      .second(
        "a minute after it became high, once", "0 sys=185 dia=80\n59.999\n60\n400",
        ["0 raised sys.high high 185/180", "60 escalated sys.high"]),
      .second("never one of lower priority", "0 sys=165 dia=80\n400", ["0 raised sys.high medium 165/160"]),
      .second(
        "not one that was answered before", "0 sys=185 dia=80\n59.999 ! ack\n100",
        ["0 raised sys.high high 185/180", "59.999 acknowledged sys.high"]),
      .second(
        "nor one that was answered at that very instant", "0 sys=185 dia=80\n60 ! ack\n100",
        ["0 raised sys.high high 185/180", "60 acknowledged sys.high"]),
      .second(
        "a fall takes it back; the next rise counts for itself",
        """
        0 sys=185 dia=80
        50 sys=170 dia=80
        100 sys=185 dia=80
        160
        170 sys=170 dia=80
        200 sys=185 dia=80
        260
        """,
        [
          "0 raised sys.high high 185/180", "50 priority sys.high medium 170/160",
          "100 priority sys.high high 185/180", "160 escalated sys.high",
          "170 priority sys.high medium 170/160",
          "200 priority sys.high high 185/180", "260 escalated sys.high",
        ]),
      .second(
        "a rise voids the answer to what was medium",
        """
        0 sys=165 dia=80
        10 ! ack
        100 sys=185 dia=80
        160
        """,
        [
          "0 raised sys.high medium 165/160", "10 acknowledged sys.high",
          "100 priority sys.high high 185/180",
          "160 escalated sys.high",
        ]),
      .second(
        "two in one instant come in the table's order, whichever was raised first",
        """
        0..60/1 hr=72 spo2=97
        5 sys=120 dia=105
        50 sys=185 dia=115
        110
        """,
        [
          "5 raised dia.high medium 105/100", "50 raised sys.high high 185/180",
          "50 priority dia.high high 115/110", "70 raised spo2.novalue low", "70 raised hr.novalue low",
          "110 escalated sys.high", "110 escalated dia.high",
        ]),
      .second(
        "and so do two reminders",
        """
        0..9/1 hr=72 spo2=97
        10..29/1 hr=38 spo2=97
        30..241/1 hr=38 spo2=84
        60 ! ack
        """,
        [
          "15 raised hr.low high 38/40", "35 raised spo2.low high 84/85", "60 acknowledged hr.low",
          "60 acknowledged spo2.low", "240 reminded spo2.low", "240 reminded hr.low",
        ]),
      .second(
        "one that has ended is past", "0 sys=185 dia=80\n50 sys=120 dia=80\n100",
        ["0 raised sys.high high 185/180", "50 ended sys.high cleared latched"]),
      .second(
        "a clinic's own patience", on: .quiet.configured { $0.escalateAfter = .seconds(20) },
        "0 sys=185 dia=80\n20", ["0 raised sys.high high 185/180", "20 escalated sys.high"]),
    ] as [Case])
  func escalation(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "what was shown is answered, the others go on",
        """
        0 sys=165 dia=105
        1 sys=- dia=-
        2 ! ack shown=sys.high,nibp.failed
        3 ! ack shown=sys.high
        4 ! ack
        """,
        [
          "0 raised sys.high medium 165/160", "0 raised dia.high medium 105/100",
          "1 raised nibp.failed medium",
          "2 acknowledged sys.high", "2 acknowledged nibp.failed", "3 refused ack alarm.none",
          "4 acknowledged dia.high",
        ]),
      .second(
        "one that latched goes only if it was shown",
        """
        0 sys=185 dia=115
        1 sys=120 dia=80
        2 ! ack shown=dia.high
        3 ! ack id=sys.high
        """,
        [
          "0 raised sys.high high 185/180", "0 raised dia.high high 115/110",
          "1 ended sys.high cleared latched",
          "1 ended dia.high cleared latched", "2 acknowledged dia.high", "3 acknowledged sys.high",
        ]),
    ] as [Case])
  func answers(_ example: Case) { example.check() }
}
