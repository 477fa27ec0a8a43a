import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

/// What a digest takes from a record, and what it leaves.
@Suite struct DigestTests {
  @Test func `an action that was refused did not happen`() throws {
    let script = """
      @1 setup weight=9
      @2 setup plan=trd-60
      @3 bp sys=80 dia=90
      @4 bp sys=130 dia=85
      @5 pause reason=early
      @6 score scale=aldrete value=11
      @7 score scale=aldrete value=9

      """
    let digest = try RecordedSession(script: script, until: 9).digest
    #expect(digest.weight == Kilograms(70))
    #expect(digest.planName == "trd-60")
    #expect(digest.pressures.map(\.measurement.sys) == [130])
    #expect(
      digest.refusals.map(\.refusal.code) == [
        "weight.implausible", "pressure.order", "phase.wrong", "value.range",
      ])
    #expect(digest.marks.map(\.at) == [.seconds(2), .seconds(4), .seconds(7)])
  }

  /// A refused `setup` names no patient, neither in a list's row, nor in the report, nor in the resume
  /// question.
  @Test func `a patient who was named in vain is nobody's`() throws {
    let script = "@1 setup patient=OTHER plan=unknown by=AB\n"
    let session = try RecordedSession(script: script, until: 5)
    #expect(session.digest.patient == "P7")
    #expect(SessionReading(session.segments, .overview).digest?.patient == "P7")
    #expect(session.digest.refusals.count == 1)
  }

  @Test func `a cuff that repeats its number, or a result of unknown age, is no measurement`() throws {
    let old = CuffMeasurement(sys: 200, dia: 100, map: 133, ageIsUnknown: true)
    let results: [Int64: CuffResult] = [
      1: .measured(old), 2: Course.pressure(120, 80, number: 1), 3: Course.pressure(120, 80, number: 1),
      4: .failed(), 5: Course.pressure(120, 80, number: 2), 6: Course.pressure(120, 80),
    ]
    let digest = try RecordedSession(until: 8) { [Course.reading(nibp: results[$0])] }.digest
    #expect(digest.pressures.map(\.at) == [2, 5, 6].map { SessionTime.seconds($0) })
  }

  @Test func `a pressure that its source doubted is marked in what leaves`() throws {
    let doubted = Course.pressure(120, 80, number: 1).doubtful(true)
    let digest = try RecordedSession(until: 4) { [Course.reading(nibp: $0 == 2 ? doubted : nil)] }.digest
    #expect(
      String(decoding: ReportJSON(digest, chainHead: nil).bytes, as: UTF8.self).contains("\"doubtful\""))
    let bundle = String(decoding: FHIRBundle(digest).bytes, as: UTF8.self)
    #expect(bundle.contains("doubtful: marked so by its source"))
  }

  /// A session whose only pressure is doubtful, so that its baseline is, too.
  private static func doubted(begins: WallTime = RecordedSession.wall) throws -> RecordedSession {
    let doubted = Course.pressure(150, 80, number: 1).doubtful(true)
    let script = "@4 baseline by=AB\n@5 start override=\"just a test\" by=AB\n"
    return try RecordedSession(script: script, until: 8, begins: begins) {
      [Course.reading(nibp: $0 == 2 ? doubted : nil)]
    }
  }

  @Test func `a series marks a pressure that its source doubted, and the baseline that is from it`() throws {
    let digest = try Self.doubted().digest
    let series = PatientSeries(patient: "P7", [digest])
    #expect(series.text.contains(" 150/80? 150/80? "))
    #expect(series.text.contains("  ? the source itself doubted the pressure\n"))
    let row = try #require(series.rows.first)
    #expect(row.doubtedBaseline == [.sys, .dia])
    let told = LedgerFacts(digest)
    let kept = try #require(LedgerFacts(told.text, session: told.session.session))
    #expect(kept.series == told.series)
    let page = SummaryText(digest, chainHead: nil).text
    #expect(page.contains("Sys 150?, Dia 80?"))
  }

  @Test func `and so do its trend and its objects`() throws {
    let later = try Self.doubted(begins: RecordedSession.wall.advanced(byMilliseconds: 86_400_000))
    let series = PatientSeries(patient: "P7", [try Self.doubted().digest, later.digest])
    let trend = series.text.split(separator: "\n").filter { $0.contains("systolic") }
    #expect(trend.count == 2 && trend.allSatisfy { $0.contains("  150?  150? ") }, "\(trend)")
    let listed = SessionRow(SessionReading(later.segments, .overview), "s")
    let object = try JSONParser.parse(Array((series.rows.last?.json(listed) ?? "").utf8)).object
    for key in ["baseline_doubtful", "highest_doubtful"] {
      #expect(object?[key]?.array?.compactMap(\.string) == ["sys", "dia"], "\(key)")
    }
  }

  /// The page would tell another time than the journal otherwise.
  @Test func `where the wall clock was set, the page goes on by the new one`() throws {
    var session = RecordedSession(beginning: .fixture)
    session.receive(Course.reading(), at: .minutes(9))
    session.setClock(by: .hours(1), at: .minutes(10))
    session.receive(Course.reading(), at: .minutes(12))
    session.seal()
    let begin = RecordedSession.wall
    let digest = session.digest
    #expect(digest.wall(at: .minutes(9)) == begin.advanced(byMilliseconds: 9 * 60_000))
    #expect(digest.wall(at: .minutes(10)) == begin.advanced(byMilliseconds: 70 * 60_000))
    #expect(digest.wall(at: .minutes(12)) == begin.advanced(byMilliseconds: 72 * 60_000))
  }

  @Test func `of two oximeters the preferred one is told, and the other while it is silent`() throws {
    var plan = SessionPlan.fixture
    plan.sources.append(SourceDescription(id: SourceID("line-2")))
    let digest = try RecordedSession(plan, until: 200) { second in
      let second2 = Course.reading(spo2: 80, source: "line-2")
      return (60..<120).contains(second) ? [second2] : [Course.reading(), second2]
    }.digest
    #expect(digest.vitals.range(of: .spo2, minutes: 0..<1)?.lowest == 97)
    #expect(digest.vitals.range(of: .spo2, minutes: 1..<2)?.lowest == 80)
    #expect(digest.vitals.range(of: .spo2, minutes: 3..<4)?.lowest == 97)
  }

  @Test func `an alarm's peak is the worst value while it stood`() throws {
    let digest = try RecordedSession(until: 120) { second in
      let spo2: [Int64: Fixed] = [20: 86, 50: 88, 60: 87, 70: 86, 80: 97, 100: 70]
      return [Course.reading(spo2: spo2[second / 10 * 10] ?? 97)]
    }.digest
    #expect(digest.alarms.map(\.worst) == [86, 70])
    #expect(digest.alarms.last?.priority == .high)
  }

  @Test func `an alarm that ended without latching is not answered by a later answer`() throws {
    let pressures: [Int64: Fixed] = [10: 170, 20: 140, 30: 172]
    let digest = try RecordedSession(script: "@35 ack by=AB\n", until: 40) { second in
      [Course.reading(nibp: pressures[second].map { Course.pressure($0, 80) })]
    }.digest
    #expect(digest.alarms.map(\.answeredAt) == [nil, .seconds(35)])
    #expect(digest.alarms.map(\.answeredBy) == [nil, "AB"])
    #expect(digest.alarms.map(\.worst) == [170, 172])
  }

  @Test func `a limit that follows the baseline is no limit that somebody moved`() throws {
    let script = "@5 baseline by=AB\n@6 limit vital=hr high=125 by=AB\n"
    let digest = try RecordedSession(script: script, until: 9) { second in
      [Course.reading(nibp: second == 1 ? Course.pressure(110, 70) : nil)]
    }.digest
    #expect(digest.limitChanges.map(\.change.vital) == [.sys, .hr])
    #expect(digest.limitChanges.map(\.cause) == [.consequence, .hand])
  }

  @Test func `the dose between two changes goes on at the rate that flows`() throws {
    let script = """
      @60 start override=test
      @660 pause reason=test
      @700 rate mlh=70
      @1260 resume
      @1860 stop reason=test

      """
    let digest = try RecordedSession(script: script, until: 2000).digest
    let course: [(Int64, Fixed?)] = [
      (59, nil), (60, 0), (360, Fixed(thousandths: 4375)), (660, Fixed(thousandths: 8750)),
      (1000, Fixed(thousandths: 8750)), (1260, Fixed(thousandths: 8750)), (1560, Fixed(thousandths: 14583)),
      (1860, Fixed(thousandths: 20417)), (2000, Fixed(thousandths: 20417)),
    ]
    for (second, dose) in course {
      #expect(digest.delivered(at: .seconds(second))?.fixed == dose, "at \(second) s")
    }
  }

  @Test func `an overview tells what the whole tells, but for the readings`() throws {
    let session = try RecordedSession(script: SummaryTests.uneventful, until: 4600)
    let overview = try #require(SessionReading(session.segments, .overview).digest)
    let whole = try #require(SessionReading(session.segments, .whole).digest)
    #expect(SessionReading(session.segments, .overview).problems.isEmpty)
    #expect(overview.length == whole.length)
    #expect(overview.outcome == whole.outcome)
    #expect(overview.delivered == whole.delivered)
    #expect(overview.alarms.map(\.id) == whole.alarms.map(\.id))
    #expect(overview.isSealed)
  }

  @Test func `an overview steps over the readings where the events tell all`() throws {
    let session = try RecordedSession(script: "@50 close reason=\"the end\"\n", until: 60)
    #expect(SessionReading(session.segments, .overview).digest?.vitals.range(of: .hr) == nil)
    #expect(SessionReading(session.segments, .whole).digest?.vitals.range(of: .hr) != nil)
  }

  @Test func `an overview misses no line`() throws {
    let bytes = try RecordedSession(script: "@30 note text=hello\n@50 close\n", until: 60).bytes
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    for index in lines.indices.dropFirst().dropLast() {
      let rest = lines[..<index] + lines[(index + 1)...]
      let overview = SessionReading([SegmentBytes(name: "j", bytes: Array(rest.joined()))], .overview)
      #expect(overview.problems.first?.what == .sequence(expected: index, found: index + 1))
    }
  }

  @Test func `a reading that is written otherwise is read in full by an overview`() throws {
    let session = try RecordedSession(until: 3)
    let text = String(decoding: session.bytes, as: UTF8.self)
    let spaced = text.split(separator: "\n").map {
      $0.contains("reading") ? "{ " + $0.dropFirst() : String($0)
    }
    let bytes = Array((spaced.joined(separator: "\n") + "\n").utf8)
    let overview = SessionReading([SegmentBytes(name: "j", bytes: bytes)], .overview, followsChain: false)
    #expect(overview.problems.isEmpty)
    #expect(overview.digest?.length == .seconds(3))
  }
}
