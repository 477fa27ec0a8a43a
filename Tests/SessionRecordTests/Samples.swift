import InfusionCore
import Quantities
import SessionRecord

/// One of everything, for the tests that go through all of it.
enum Samples {
  static let wall = WallTime(unixMilliseconds: 1_792_224_123_456, offsetMinutes: 120)

  static let header = SessionHeader(
    programVersion: "0.1.0", engineVersion: "1", session: "2026-10-17T080203Z_chair-2_a1b2c3",
    plan: SessionPlan(
      configuration: clinic, chair: "chair 2", patient: "P \"7\" \\ é", weight: Kilograms(70.25),
      plan: "trd-40",
      sources: [
        SourceDescription(id: SourceID("nonin-df2"), unvaryingAfter: .seconds(600)),
        SourceDescription(id: SourceID("line"), nominalInterval: .milliseconds(2500)),
      ],
      origin: .simulated),
    boot: "4f0c", anchorBootMilliseconds: 86_400_123, anchorWall: wall)

  /// A header that is quick to read.
  static var shortHeader: SessionHeader {
    var header = header
    header.plan.configuration = Configuration(
      limits: [:], bounds: [:], audioPause: .seconds(120), reminder: .seconds(180), latching: [], plans: [],
      checklist: [],
      clinic: Clinic(scales: [], symptoms: [], medicines: [], interventions: [], holdRules: []))
    return header
  }

  /// A configuration in which nothing is as shipped.
  static var clinic: Configuration {
    var clinic = Configuration.shipped
    clinic.limits[.spo2]?.low = Fixed(thousandths: 91_500)
    clinic.limits[.sys]?.staleAfter = .milliseconds(900_001)
    clinic.bounds[.hr] = LimitBounds(lowFloor: 30, highCeiling: 180)
    clinic.audioPause = .seconds(90)
    clinic.latching = [.limit(.spo2, .low), .device(SourceID("line"), .lost)]
    clinic.plans[0].dose = MilligramsPerKilogram(0.1 + 0.2)
    clinic.plans[0].observation = .milliseconds(1_800_017)
    clinic.plans[0].relative[.dia] = RelativeLimit(above: nil, below: 20, mode: .replace)
    clinic.plans[0].due = [DueReading(.nibp, at: .minutes(40), from: .stop, within: .seconds(90))]
    clinic.plans[0].concentrations = [.init(1), .init(0.5)]
    clinic.plans[0].bolusSoft = MilligramsPerKilogram(0.1)
    clinic.plans[0].bolusHard = nil
    clinic.plans[0].totalSoft = MilligramsPerKilogram(0.6)
    clinic.plans[0].totalHard = MilligramsPerKilogram(0.9)
    clinic.plans[0].longestAway = .minutes(20)
    clinic.plans[1].nibpInterval[.observing] = NIBPProgramme([.minutes(5), .seconds(450), .minutes(10)])
    clinic.plans[2].nibpInterval = [:]
    clinic.plans[3].drug = "a \"spray\""
    clinic.plans[3].fixedDoses = [Milligrams(0.5), Milligrams(28)]
    clinic.secondPerson = [.start, .bolus]
    clinic.isQuiet = true
    clinic.escalateAfter = .seconds(45)
    clinic.unvaryingAfter = .milliseconds(240_500)
    clinic.judgesMeasuredMean = true
    clinic.discharge = [
      DischargeCriterion(name: "awake", scale: "moaas", atLeast: 5, notOlderThan: .minutes(15)),
      DischargeCriterion(
        name: "pressure", vital: .sys, atLeast: 95, atMost: 170, within: 30, withinPercent: 25,
        belowBaseline: 35, ceiling: .init(usual: 150, above: 30)),
    ]
    clinic.checklist = [
      ChecklistItem(name: "fasting", text: "Nothing eaten for 6 h", stage: .start, isRequired: true)
    ]
    return clinic
  }

  /// A journal with one entry a second of these contents.
  static func journal(
    _ contents: [EntryContent] = contents, header: SessionHeader = header, isSealed: Bool = true
  ) -> [UInt8] {
    var (encoder, bytes) = JournalEncoder.begin(header)
    for (second, content) in contents.enumerated() {
      let time = SessionTime.seconds(Int64(second))
      bytes += encoder.line(content, at: time, wall: wall.advanced(byMilliseconds: Int64(second) * 1000))
    }
    guard isSealed else { return bytes }
    let time = SessionTime.seconds(Int64(contents.count))
    return bytes + encoder.line(.seal(Seal(entries: contents.count, segments: 1)), at: time, wall: wall)
  }

  static func readAll(_ reader: inout JournalReader) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    while let entry = reader.next() { entries.append(entry) }
    return entries
  }
}
