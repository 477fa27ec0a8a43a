import InfusionCore
import Quantities
import Testing

/// The onset of a limit alarm by the second rules: what begins it, what gives it up, what returns.
@Suite struct OnsetScenarios {
  private static let slow = SessionPlan.quiet.from([
    SourceDescription(id: SourceID("line"), nominalInterval: .seconds(4))
  ])

  /// So many seconds of one value, then so many of another, again and again.
  private static func hovering(_ first: (Int, Int), _ second: (Int, Int), for seconds: Int) -> String {
    let period = first.1 + second.1
    let lines = (0..<period).map { offset in
      "\(offset)..\(seconds)/\(period) spo2=\(offset < first.1 ? first.0 : second.0)"
    }
    return lines.joined(separator: "\n")
  }

  @Test(
    arguments: [
      Case(
        "86 for 14 s and 90 for 1 s, for 20 min",
        on: .quiet, hovering((86, 14), (90, 1), for: 1200), ["15 raised spo2.low medium 86/90"],
        before: .told([])),
      Case(
        "60 for 4 s and 86 for 1 s",
        on: .quiet, hovering((60, 4), (86, 1), for: 30), ["5 raised spo2.low high 60/85"],
        before: .told(["15 raised spo2.low medium 60/90"])),
      .second(
        "a delay that is over while the value is good is made good by the next violating reading, at once",
        """
        0 spo2=88
        9 spo2=88
        13 spo2=91
        16 spo2=88
        """, ["16 raised spo2.low medium 88/90"]),
      .second(
        "a violating reading at the very instant of giving up keeps it pending",
        """
        0 spo2=88
        5 spo2=91
        10 spo2=88
        15
        """, ["15 raised spo2.low medium 88/90"]),
      .second(
        "and raises it if its delay is over, though a good one came first at that instant",
        """
        0 spo2=88
        9 spo2=88
        12 spo2=91
        17 spo2=92
        17 spo2=88
        """, ["17 raised spo2.low medium 88/90"]),
      .second(
        "a reading that makes one part good at the instant of the other's deadline raises both as one",
        """
        5 spo2=88
        11 spo2=88
        16 spo2=84
        19 spo2=91
        21 spo2=84
        29 spo2=84
        """, ["21 raised spo2.low high 84/85"]),
      .second(
        "unless another reading of that instant takes the other one back",
        """
        5 spo2=88
        11 spo2=88
        16 spo2=84
        19 spo2=91
        21 spo2=84
        21 spo2=89
        """, ["21 raised spo2.low medium 89/90"]),
      .second(
        "a millisecond later it begins anew",
        """
        0 spo2=88
        9 spo2=88
        12 spo2=91
        17.001 spo2=88
        26 spo2=88
        32
        32.001
        """, ["32.001 raised spo2.low medium 88/90"]),
      .second(
        "the extreme part is given up after half of its own delay",
        """
        0 spo2=84
        2 spo2=91
        4.5 spo2=84
        5
        """, ["5 raised spo2.low high 84/85"]),
      .second(
        "the ordinary part goes on when the extreme one begins anew",
        """
        0 spo2=84
        2 spo2=91
        4.501 spo2=84
        9.5
        9.501
        14.5 spo2=87
        20
        """, ["9.501 raised spo2.low high 84/85", "19.5 priority spo2.low medium 87/90"]),
      .second(
        "a slow source gives nothing up before two and a half of its intervals",
        on: slow,
        """
        0 spo2=88
        4 spo2=91
        13.999 spo2=88
        15
        """, ["15 raised spo2.low medium 88/90"]),
      .second(
        "nor after more than that",
        on: slow,
        """
        0 spo2=88
        4 spo2=91
        9 spo2=91
        14.001 spo2=88
        24 spo2=88
        29.001
        """, ["29.001 raised spo2.low medium 88/90"]),
      .second(
        "losing the value gives a pending condition up, and its priority is kept",
        """
        0 spo2=88
        1 spo2=-
        7 spo2=88
        16 spo2=88
        22
        """,
        [
          "6 raised spo2.novalue medium", "7 ended spo2.novalue cleared", "22 raised spo2.low medium 88/90",
        ]),
    ] as [Case])
  func onset(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "a saturation of 6 that comes back after 68 s without signal is raised again at once",
        """
        0..5/1 spo2=6
        6 spo2=-
        74 spo2=6
        """,
        [
          "5 raised spo2.low high 6/85", "11 ended spo2.low novalue latched", "11 raised spo2.novalue high",
          "71 escalated spo2.novalue", "74 raised spo2.low high 6/85",
          "74 ended spo2.novalue cleared latched",
        ]),
      .second(
        "an hour later too; only the part that it violates",
        """
        0..20/5 spo2=88
        21..30/1 spo2=84
        31 ! ack
        41 ! ack
        3640 spo2=87
        """,
        [
          "15 raised spo2.low medium 88/90", "26 priority spo2.low high 84/85", "31 acknowledged spo2.low",
          "40 ended spo2.low novalue", "40 raised spo2.novalue high", "41 acknowledged spo2.novalue",
        ] + (1...19).map { "\(41 + 180 * $0) reminded spo2.novalue" } + [
          "3640 raised spo2.low medium 87/90", "3640 ended spo2.novalue cleared",
        ]),
      .second(
        "a first value that does not violate is a new beginning",
        """
        0..15/5 spo2=88
        30 spo2=90
        31 spo2=88
        40 spo2=88
        46
        """,
        [
          "15 raised spo2.low medium 88/90", "25 ended spo2.low novalue latched",
          "25 raised spo2.novalue medium", "30 ended spo2.novalue cleared", "46 raised spo2.low medium 88/90",
        ]),
      .second(
        "what was only pending waits for its delay again",
        """
        0 spo2=88
        20 spo2=88
        29 spo2=88
        35
        """,
        ["10 raised spo2.novalue medium", "20 ended spo2.novalue cleared", "35 raised spo2.low medium 88/90"]),
      .second(
        "a part is held against the limit of then",
        """
        0..15/5 spo2=88
        26 ! limit vital=spo2 low=87
        30 spo2=88
        40
        """,
        [
          "15 raised spo2.low medium 88/90", "25 ended spo2.low novalue latched",
          "25 raised spo2.novalue medium", "26 limit spo2 low 90 to 87", "30 ended spo2.novalue cleared",
          "40 raised spo2.novalue low",
        ]),
    ] as [Case])
  func returns(_ example: Case) { example.check() }

  @Test(
    arguments: [
      .second(
        "a pending part goes on if the value violates the old limit and the new",
        """
        0 hr=130
        8 hr=130
        9 ! limit vital=hr high=125
        10
        """, ["9 limit hr high 120 to 125", "10 raised hr.high medium 130/125"]),
      .second(
        "it begins anew if only the new",
        """
        0 hr=130
        8 hr=118
        9 ! limit vital=hr high=110
        16 hr=118
        18.999
        19
        """, ["9 limit hr high 120 to 110", "19 raised hr.high medium 118/110"]),
      .second(
        "it is given up otherwise",
        """
        0 hr=130
        8 hr=130
        8 ! limit vital=hr high=135
        9 ! limit vital=hr high=120
        16 hr=130
        19
        """,
        ["8 limit hr high 120 to 135", "9 limit hr high 135 to 120", "19 raised hr.high medium 130/120"]),
      .second(
        "the other part's limit moves nothing of it: pending",
        """
        0 spo2=88
        9 spo2=88
        10 ! limit vital=spo2 extreme_low=80
        15
        """, ["10 limit spo2 extreme_low 85 to 80", "15 raised spo2.low medium 88/90"]),
      .second(
        "nor a value that is about to be back inside",
        """
        0 spo2=88
        9 spo2=88
        16 spo2=91
        18 ! limit vital=spo2 extreme_low=80
        21
        """,
        [
          "15 raised spo2.low medium 88/90", "18 limit spo2 extreme_low 85 to 80",
          "21 ended spo2.low cleared",
        ]),
      .second(
        "the other side's moves nothing either",
        """
        0 hr=130
        8 hr=130
        9 ! limit vital=hr low=45
        10
        """, ["9 limit hr low 50 to 45", "10 raised hr.high medium 130/120"]),
      .second(
        "the limit that it has is no change",
        """
        0 spo2=88
        9 spo2=88
        16 spo2=90
        17 ! limit vital=spo2 low=90
        """, ["15 raised spo2.low medium 88/90"]),
      .second(
        "limits switched on again start their delay then, beside an extreme part, too",
        """
        0 spo2=84
        1 ! limit vital=spo2 off reason=test by=AB
        5 spo2=84
        6 ! limit vital=spo2 on
        7..21/1 spo2=88
        """,
        [
          "1 limit spo2 off - to -", "1 limit spo2 low 90 to -", "5 raised spo2.low high 84/85",
          "6 limit spo2 on - to -", "6 limit spo2 low - to 90", "12 ended spo2.low cleared latched",
          "21 raised spo2.low medium 88/90",
        ]),
    ] as [Case])
  func ownParts(_ example: Case) { example.check() }
}
