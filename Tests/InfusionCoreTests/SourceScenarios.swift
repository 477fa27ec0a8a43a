import InfusionCore
import Quantities
import Testing

/// What is at a source, how it behaves, and whether two of them agree.
@Suite struct SourceScenarios {
  private static let living = SessionPlan.quiet.configured { $0.unvaryingAfter = .seconds(300) }
  private static let two = SessionPlan.quiet.from(SessionPlan.twoOximeters.sources)
  private static let three = SessionPlan.quiet.from(
    SessionPlan.twoOximeters.sources + [SourceDescription(id: SourceID("line-3"))])

  @Test(
    arguments: [
      .second(
        "bound at its first good reading; the same again says nothing",
        """
        0 is line SN1
        1 spo2=97
        2 is line SN1
        3 spo2=97
        """, ["1 bound line - SN1 - -"]),
      .second(
        "a first name after none is binding, not a change",
        """
        0 spo2=97
        5 is line SN1
        6 is line SN1 BED7
        """, ["5 bound line - SN1 - -", "6 bound line - SN1 BED7 -"]),
      .second(
        "another device: no reading of it is used, its values are lost as after its own word",
        """
        0 is line SN1
        0..20/1 spo2=97
        10.5 is line SN2
        """,
        ["0 bound line - SN1 - -", "10.5 raised line.identity medium", "15.5 raised spo2.novalue low"]),
      .second(
        "a pressure of another patient is none, nor is its alarm",
        """
        0 is line SN1 BED7
        1 sys=120 dia=80
        2 is line SN1 BED8
        3 sys=190 dia=110
        """, ["1 bound line - SN1 BED7 -", "2 raised line.identity medium"]),
      .second(
        "until a person accepts it, with reason and initials; then it is bound to that",
        """
        0 is line SN1
        1 spo2=97
        1 ! accept device=line reason="same one" by=KM
        2 is line SN2
        3 ! accept device=line reason=ok by=KM
        4 ! accept device=line reason="new probe"
        5 ! accept device=line reason="new probe" by=KM
        6 spo2=96
        7 is line SN1
        """,
        [
          "1 bound line - SN1 - -", "1 refused accept accept.none", "2 raised line.identity medium",
          "3 refused accept reason.missing", "4 refused accept initials.missing", "5 bound line - SN2 - -",
          "5 ended line.identity cleared", "7 raised line.identity medium",
        ]),
      .second(
        "the one that the session began with may come back by itself",
        """
        0 is line SN1
        1 spo2=97
        2 is line SN2
        4 is line SN1
        5 spo2=97
        """, ["1 bound line - SN1 - -", "2 raised line.identity medium", "4 ended line.identity cleared"]),
      .second(
        "high while infusing",
        """
        0 is line SN1
        1 spo2=97
        2 ! start override=test
        3 is line SN2
        4 ! pause reason=test
        """,
        [
          "1 bound line - SN1 - -", "2 phase infusing", "2 infusion started 0 mg 52.5 mL/h",
          "3 raised line.identity high", "4 phase paused", "4 infusion paused 0.029 mg 0 mL/h",
          "4 priority line.identity medium",
        ]),
    ] as [Case])
  func identity(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "bytes that do not follow the kind: nothing of it is used until it follows again",
        """
        0..20/1 spo2=97
        5.5 acts line garbled
        15.5 acts line follows
        """,
        [
          "5.5 raised line.garbled medium", "10.5 raised spo2.novalue low", "15.5 ended line.garbled cleared",
          "16 ended spo2.novalue cleared",
        ]),
      .second(
        "a flood is told, and used",
        """
        0..20/1 spo2=97
        5 acts line floods
        16 acts line follows
        """, ["5 raised line.flood low", "16 ended line.flood cleared"]),
      .second(
        "the same figures to the digit for 300 s are no living patient's", on: living,
        """
        0..310/1 spo2=97 hr=70
        311 spo2=97 hr=71
        """, ["300 raised line.unvarying low", "311 ended line.unvarying cleared"]),
      .second(
        "any digit of saturation or pulse begins a new run", on: living,
        """
        0..298/1 spo2=97 hr=70
        299..599/1 spo2=97 hr=71
        """, ["599 raised line.unvarying low"]),
      .second(
        "perfusion that changes is living", on: living,
        """
        0..400/2 spo2=97 hr=70 pi=2.1
        1..400/2 spo2=97 hr=70 pi=2.2
        """, []),
      .second(
        "on a line of its own, too", on: living,
        """
        0..400/10 spo2=97 hr=70
        5..400/20 pi=2.1
        15..400/20 pi=2.2
        """, []),
      .second(
        "its last change begins the run", on: living,
        """
        0..420/5 spo2=97 hr=70
        102 pi=2.1
        112..420/10 pi=2.2
        """, ["412 raised line.unvarying low"]),
      .second(
        "a value that is away and not lost breaks no run", on: living,
        """
        0..400/1 spo2=97 hr=70
        100 spo2=97 hr=-
        200.5 spo2=- hr=-
        200.6..203/0.5 spo2=- hr=-
        """, ["300 raised line.unvarying low"]),
      .second(
        "one that was lost begins a new one", on: living,
        """
        0..100/1 spo2=97 hr=70
        101..106/1 spo2=97 hr=-
        107..407/1 spo2=97 hr=70
        """,
        ["106 raised hr.novalue low", "107 ended hr.novalue cleared", "407 raised line.unvarying low"]),
      .second(
        "a silence in which it was not lost breaks none either", on: living,
        """
        0..100/1 spo2=97 hr=70
        109..300/1 spo2=97 hr=70
        """, ["300 raised line.unvarying low"]),
      .second(
        "another digit beside a value that is away does", on: living,
        """
        0..100/1 spo2=97 hr=70
        101 spo2=98 hr=-
        102..402/1 spo2=97 hr=70
        """, ["402 raised line.unvarying low"]),
      .second(
        "and it ends with the values", on: living,
        """
        0..300/1 spo2=97 hr=70
        310
        """,
        [
          "300 raised line.unvarying low", "310 raised spo2.novalue low", "310 raised hr.novalue low",
          "310 ended line.unvarying cleared",
        ]),
    ] as [Case])
  func conduct(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "four percent apart is agreement", on: two,
        "0..60/5 spo2=97\n0..60/5 src=line-2 spo2=93", []),
      .second(
        "more for 30 s is not", on: two,
        "0..60/5 spo2=97\n0..60/5 src=line-2 spo2=92.9", ["30 raised spo2.disagree medium"]),
      .second(
        "of three any two", on: three,
        "0..60/5 spo2=95\n0..60/5 src=line-2 spo2=98\n0..60/5 src=line-3 spo2=93",
        ["30 raised spo2.disagree medium"]),
      .second(
        "fifteen beats are agreement, more are not", on: two,
        "0..60/5 hr=70\n0..29/5 src=line-2 hr=85\n30..60/5 src=line-2 hr=86", ["60 raised hr.disagree medium"]
      ),
      .second(
        "high while the value that is not shown violates an extreme limit", on: two,
        "0..60/5 spo2=97\n0..40/5 src=line-2 spo2=90\n45..60/5 src=line-2 spo2=84",
        ["30 raised spo2.disagree medium", "45 priority spo2.disagree high"]),
      .second(
        "it ends when they have agreed for 30 s", on: two,
        """
        0..90/5 spo2=97
        0..30/5 src=line-2 spo2=90
        35..50/5 src=line-2 spo2=95
        55 src=line-2 spo2=90
        60..90/5 src=line-2 spo2=95
        """, ["30 raised spo2.disagree medium", "90 ended spo2.disagree cleared"]),
      .second(
        "or when one is lost", on: two,
        "0..60/5 spo2=97\n0..35/5 src=line-2 spo2=90",
        ["30 raised spo2.disagree medium", "45 ended spo2.disagree cleared"]),
    ] as [Case])
  func disagreement(_ example: Case) { example.check() }
}
