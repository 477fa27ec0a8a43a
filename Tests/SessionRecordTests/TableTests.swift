import InfusionCore
import Quantities
import SessionRecord
import Testing

@Suite struct TableTests {
  private static let sources = [
    SourceDescription(id: SourceID("nonin-df2")), SourceDescription(id: SourceID("line")),
  ]

  private func entry(_ milliseconds: Int64, _ content: EntryContent) -> JournalEntry {
    JournalEntry(
      number: 1, time: SessionTime(milliseconds: milliseconds),
      wall: WallTime(unixMilliseconds: 1_792_224_000_000 + milliseconds), content: content)
  }

  private func reading(_ source: String, hr: Int? = nil, spo2: Int? = nil) -> EntryContent {
    .input(
      .reading(
        Reading(
          source: SourceID(source), spo2: spo2.map { .value(Fixed($0)) }, hr: hr.map { .value(Fixed($0)) })))
  }

  private func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func aRowHoldsWhatCameUpToItsSecond() {
    var table = VitalsTable(sources: Self.sources)
    table.take(entry(0, .event(.phase(.preparation))))
    table.take(entry(0, reading("line", hr: 70, spo2: 98)))
    table.take(entry(400, reading("line", hr: 71)))
    table.take(entry(1000, reading("line", hr: 72)))
    table.take(
      entry(
        3000,
        .input(.reading(Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 124, dia: 78)))))))
    table.take(entry(3000, .input(.action(.note("says \"hello\", twice"), by: "AB"))))
    let rows = lines(table.finished())
    #expect(
      rows[0].hasPrefix(
        "time_s,hr_bpm,spo2_pct,nibp_sys_mmhg,nibp_dia_mmhg,nibp_map_mmhg,resp_rpm,pump_rate_ml_h,pump_volume_ml,note,wall"
      ))
    #expect(rows[1] == "0,70,98,,,,,,,,2026-10-17T08:00:00.000+00:00,preparation,,,,")
    #expect(rows[2] == "1,72,,,,,,,,,2026-10-17T08:00:01.000+00:00,preparation,,,,")
    #expect(rows[3] == "2,,,,,,,,,,2026-10-17T08:00:02.000+00:00,preparation,,,,")
    #expect(
      rows[4]
        == "3,,,124,78,93,,,,\"says \"\"hello\"\", twice\",2026-10-17T08:00:03.000+00:00,preparation,,,,")
    #expect(rows.count == 5)
  }

  @Test func thePreferredSourceCountsWhicheverCameLast() {
    var table = VitalsTable(sources: Self.sources)
    table.take(entry(100, reading("nonin-df2", hr: 70)))
    table.take(entry(200, reading("line", hr: 90)))
    table.take(entry(1000, reading("line", hr: 91)))
    #expect(lines(table.finished())[2].hasPrefix("1,70,"))
  }

  @Test func theInfusionGoesOnAtItsRateAndAlarmsAreNamed() {
    let figures = InfusionFigures(
      delivered: .zero, deliveredPerKilogram: nil, volume: Millilitres(1), rate: MillilitresPerHour(36),
      isEstimated: false)
    let context = InfusionContext(elapsed: nil, rate: .zero, delivered: .zero, deliveredPerKilogram: nil)
    var table = VitalsTable(sources: [])
    table.take(entry(0, .event(.infusion(.started, figures))))
    table.take(entry(0, .event(.alarmRaised(.limit(.spo2, .low), AlarmSignal(.medium), context))))
    table.take(entry(0, .event(.alarmRaised(.nibpOverdue, AlarmSignal(.medium), context))))
    table.take(entry(2000, .event(.alarmEnded(.limit(.spo2, .low), .cleared, isLatched: false))))
    let rows = lines(table.finished())
    #expect(rows[2].hasSuffix("preparation,36,1.01,spo2.low;nibp.overdue,"))
    #expect(rows[3].hasSuffix("preparation,36,1.02,nibp.overdue,"))
  }

  /// Five seconds of readings a minute, from before the observation to its close.
  private func observation() -> (live: [UInt8], whole: [UInt8]) {
    var table = ObservationTable(plan: SessionPlan(sources: Self.sources))
    var live: [UInt8] = []
    func take(_ seconds: Int64, _ content: EntryContent) {
      table.take(entry(seconds * 1000, content))
      live += table.takeRows()
    }
    take(100, reading("line", hr: 70, spo2: 98))
    take(103, .event(.observation(.started, target: .minutes(30))))
    take(110, reading("line", hr: 60, spo2: 95))
    take(120, reading("line", hr: 80, spo2: 97))
    take(
      160, .input(.reading(Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 120, dia: 80))))))
    take(161, .input(.action(.check(without: ["moaas"]), by: "AB")))
    take(161, .event(.checkTaken(by: "AB")))
    take(162, .input(.action(.symptom(name: "nausea", severity: 1, at: nil), by: nil)))
    take(163, reading("line", hr: 75))
    take(200, .event(.phase(.closed)))
    take(300, reading("line", hr: 75))
    return (live, table.finished())
  }

  @Test func anObservationHasARowAMinute() {
    let rows = lines(observation().whole)
    #expect(rows.count == 4)
    #expect(rows[1] == "103,70,98,,,,,,,,0,2026-10-17T08:01:43.000+00:00,,,,,,,3,3,,,,")
    #expect(
      rows[2]
        == "163,75,,120,80,93,,,,,60,2026-10-17T08:02:43.000+00:00,60,80,95,97,,,0,43,3,,,check AB without moaas; symptom nausea 1"
    )
    #expect(rows[3].hasPrefix("200,,,,,,,,,,97,"))
  }

  @Test func theLiveTableIsTheWholeOne() {
    let (live, whole) = observation()
    #expect(live == whole)
    #expect(!live.isEmpty)
  }
}
