import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

/// Every view of a session tells exactly what the session told while it ran: sessions of accidents, recorded
/// and read back, by the rules of now and by those of before.
@Suite struct OneTruthTests {
  private struct Case: Sendable {
    /// Each session is made once, whichever test comes first.
    private static let made = Result { try OneTruthTests.seeds.map { try Case(made: $0) } }

    static func of(_ seed: UInt64) throws -> Case {
      let cases = try made.get()
      return try #require(cases.indices.contains(Int(seed) - 1) ? cases[Int(seed) - 1] : nil)
    }

    static var all: [Case] { get throws { try made.get() } }

    var random: RandomSession
    var audit: SessionAudit
    var digest: SessionDigest

    private init(made seed: UInt64) throws {
      random = RandomSession(seed: seed, rulesVersion: seed % 3 == 0 ? 2 : RulesVersion.current)
      audit = random.record.audit
      digest = try #require(audit.digest)
    }

    var facts: RandomSession.Facts { random.facts }
    var standing: [RandomSession.Facts.Pressure] { facts.pressures.filter { !$0.isStruck } }
    var row: SessionRow { SessionRow(SessionReading(random.record.segments, .overview), "s") }
    var series: PatientSeries { PatientSeries(patient: "P7", [digest]) }

    func object(_ bytes: [UInt8]) throws -> JSONObject { try #require(try JSONParser.parse(bytes).object) }
    var report: JSONObject {
      get throws { try object(ReportJSON(digest, review: audit.review, chainHead: nil).bytes) }
    }
    var resources: [JSONObject] {
      get throws {
        try object(FHIRBundle(digest).bytes)["entry"]?.array?.compactMap {
          $0.object?["resource"]?.object
        } ?? []
      }
    }
    var segments: [[Substring]] {
      String(decoding: HL7Messages(digest).bytes, as: UTF8.self).split(separator: "\r")
        .map { $0.split(separator: "|", omittingEmptySubsequences: false) }
    }
  }

  private static let seeds: [UInt64] = Array(1...8)

  @Test(arguments: seeds) func `the record gives its events again, and the sessions meet accidents`(
    seed: UInt64
  ) throws {
    let session = try Case.of(seed)
    #expect(session.audit.verdict == .intact)
    #expect(session.digest.refusals.count > 5)
    #expect(session.facts.pressures.count > 5)
  }

  @Test func `the accidents are all there`() throws {
    let facts = try Case.all.map(\.facts)
    for marks in [facts.flatMap(\.medicines), facts.flatMap(\.symptoms), facts.flatMap(\.scores)] {
      #expect(marks.contains { $0.isCorrected && !$0.isStruck } && marks.contains(where: \.isStruck))
    }
    let pressures = facts.flatMap(\.pressures)
    #expect(pressures.contains { $0.isCorrected && !$0.isStruck } && pressures.contains(where: \.isStruck))
    #expect(try Case.all.contains { !$0.digest.gaps.isEmpty })
    #expect(try Case.all.contains { $0.facts.infusion.contains { $0.figures.delivered.value > 1 } })
  }

  // MARK: The dose

  @Test(arguments: seeds) func `the dose is the engine's, at each minute and at each change`(seed: UInt64)
    throws
  {
    let session = try Case.of(seed)
    let facts = session.facts
    for (minute, delivered) in facts.delivered.enumerated() {
      #expect(session.digest.delivered(at: .minutes(Int64(minute))) == delivered, "minute \(minute)")
    }
    #expect(session.digest.doses.map(\.at) == facts.infusion.map(\.at))
    #expect(session.digest.delivered == facts.end)
    #expect(session.row.facts?.delivered?.delivered.fixed == facts.end?.delivered.fixed)
    #expect(session.series.rows.first?.delivered?.fixed == facts.end?.delivered.fixed)
    let told = try session.report["infusion"]?.array?.map { $0.object?["delivered_mg"]?.fixed }
    #expect(told == facts.infusion.map { $0.figures.delivered.fixed })
    if let end = facts.end {
      #expect(session.audit.summary?.contains("\(end.delivered.text(places: 2)) (") == true)
      let given = try session.resources.first { $0["effectivePeriod"] != nil }?["dosage"]?.object
      #expect(given?["dose"]?.object?["value"]?.fixed == end.delivered.fixed)
    }
  }

  @Test(arguments: seeds) func `the page's rows tell the engine's dose of their own minute`(seed: UInt64)
    throws
  {
    let session = try Case.of(seed)
    let lines = (session.audit.summary ?? "").split(separator: "\n")
    for (minute, delivered) in session.facts.delivered.enumerated() where minute > 0 && minute % 10 == 0 {
      guard let delivered else { continue }
      let row = lines.first { $0.count > 60 && $0.dropFirst(7).prefix(9).hasSuffix(" \(minute):00") }
      let told = row?.split(separator: " ").last.map(String.init)
      let mark = session.digest.doseMark(at: .minutes(Int64(minute)))
      #expect(told == mark + delivered.fixed.rounded(places: 1).description, "minute \(minute)")
    }
  }

  @Test(arguments: seeds) func `the steps of the dose add up to it, and none is less than nothing`(
    seed: UInt64
  ) throws {
    let session = try Case.of(seed)
    var tables = FlatTables()
    let text = FlatTables.header(of: .doses) + (tables.rows(of: session.digest)[.doses] ?? [])
    let rows = csvCells(String(decoding: text, as: UTF8.self))
    let column = try #require(rows[0].firstIndex(of: "dose_mg"))
    let doses = rows.dropFirst().map { Fixed($0[column]) }
    #expect(doses.allSatisfy { ($0 ?? -1) >= 0 })
    #expect(doses.reduce(0) { $0 + ($1 ?? 0) } == session.facts.end?.delivered.fixed ?? 0)
  }

  @Test func `doses are settled lower and higher, and boluses given`() throws {
    let told = try Case.all.map(\.digest)
    let settled = told.flatMap(\.marks).filter { if case .action(.dose) = $0.what { true } else { false } }
    #expect(settled.count > 3)
    #expect(told.contains { $0.doses.contains { $0.change == .bolus } })
  }

  // MARK: Pressures

  @Test(arguments: seeds) func `pressures are those that were new, as they read now`(seed: UInt64) throws {
    let session = try Case.of(seed)
    let standing = session.standing
    #expect(session.digest.pressures.map(\.measurement.sys) == standing.map(\.sys))
    #expect(session.series.rows.first?.highestPressure?.sys == standing.map(\.sys).max())
    let told = try session.report["nibp"]?.array?.compactMap(\.object).filter { $0["age"] == nil } ?? []
    #expect(told.compactMap { $0["sys"]?.fixed } == standing.map(\.sys))
    #expect(told.map { $0["corrected"] != nil } == session.facts.pressures.map(\.isCorrected))
    let page = session.audit.summary ?? ""
    for pressure in standing { #expect(page.contains("\(pressure.sys)/\(pressure.dia)")) }
  }

  @Test(arguments: seeds) func `exports have each pressure once, with what became of it`(seed: UInt64) throws
  {
    let session = try Case.of(seed)
    let facts = session.facts.pressures
    let panels = try session.resources.filter {
      $0["component"] != nil && $0["status"]?.string != "preliminary"
    }
    let wanted = facts.map { $0.isStruck ? "entered-in-error" : $0.isCorrected ? "amended" : "final" }
    #expect(panels.map { $0["status"]?.string } == wanted)
    let values = panels.map {
      $0["component"]?.array?.first?.object?["valueQuantity"]?.object?["value"]?.fixed
    }
    #expect(values == facts.map(\.sys))
    let told = session.segments.filter { $0[0] == "OBX" && $0[3].contains("_NONINV_SYS") && $0[8].isEmpty }
    let statuses = facts.map { $0.isStruck ? "D" : $0.isCorrected ? "C" : $0.isByHand ? "F" : "R" }
    #expect(told.map { "\($0[5]) \($0[11])" } == zip(facts, statuses).map { "\($0.sys) \($1)" })
  }

  @Test(arguments: seeds) func `the table has each pressure in the row of its second`(seed: UInt64) throws {
    let session = try Case.of(seed)
    let rows = Self.rows(session.audit.vitals)
    let told = rows.filter { !$0[3].isEmpty }.map { "\($0[0]) \($0[3])/\($0[4])" }
    let all = session.standing.map { pressure in
      (second: (pressure.at.milliseconds + 999) / 1000, text: "\(pressure.sys)/\(pressure.dia)")
    }
    // Of several in one second each has a row; by the rules of before the last one alone has.
    let areAllTold = session.digest.header.plan.isBySecondRules
    let wanted = all.indices.filter { place in
      areAllTold || place + 1 == all.count || all[place + 1].second != all[place].second
    }
    #expect(told == wanted.map { "\(all[$0].second) \(all[$0].text)" })
  }

  // MARK: The streams

  @Test(arguments: seeds) func `the table has the values that were in force, and the pump that counts`(
    seed: UInt64
  ) throws {
    let session = try Case.of(seed)
    let rows = Self.rows(session.audit.vitals)
    for row in rows where !row[1].isEmpty {
      #expect(session.facts.pulses.contains("\(row[0]) \(row[1])"), "pulse at \(row[0]) s")
    }
    #expect(!rows.contains { $0[8] == "77.7" })
    for row in rows {
      guard let second = Int(row[0]), second % 60 == 0, session.facts.volumes.indices.contains(second / 60),
        let volume = session.facts.volumes[second / 60]
      else { continue }
      #expect(row[13] == volume.fixed.description, "at \(second) s")
    }
  }

  @Test(arguments: seeds) func `what its source doubted is doubtful in minutes and exports`(seed: UInt64)
    throws
  {
    let session = try Case.of(seed)
    let vitals = session.digest.vitals
    let doubtful = (0..<vitals.count).filter { vitals.range(of: .hr, minute: $0)?.isDoubtful == true }
    #expect(Set(doubtful) == session.facts.doubtfulMinutes)
    let told = try session.report["minutes"]?.array?.filter {
      $0.object?["hr"]?.object?["doubtful"]?.bool == true
    }
    #expect(told?.count == doubtful.count)
    let last = (0..<vitals.count).count { vitals.range(of: .hr, minute: $0)?.isLastDoubtful == true }
    let lines = session.segments.filter {
      $0[0] == "OBX" && $0[8] == "QUES" && !$0[3].contains("NONINV") && !$0[3].contains("_DELIV_")
        && !$0[3].hasPrefix("delivered_mg")
    }
    #expect(lines.count == last)
    #expect(
      try session.resources.count { $0["status"]?.string == "preliminary" && $0["component"] == nil } == last)
  }

  // MARK: What the ledger keeps

  /// A list and a series of a sealed session are read from the ledger's line alone: the line must tell what a
  /// replay of the whole record does.
  @Test(arguments: seeds) func `a list from the ledger is the list from the record`(seed: UInt64) throws {
    let session = try Case.of(seed)
    let told = LedgerFacts(session.digest)
    let kept = try #require(LedgerFacts(told.text, session: told.session.session))
    #expect(kept == told)
    let row = SessionRow(kept.session, "s", faults: [])
    #expect(row.json == session.row.json)
    #expect(row.line() == session.row.line())
    let series = PatientSeries(patient: "P7", [kept])
    #expect(series.text == session.series.text)
    let (one, other) = (try #require(series.rows.first), try #require(session.series.rows.first))
    #expect(one.json(row) == other.json(session.row))
  }

  /// A list that stepped over the readings lacks what only they tell, and says so.
  @Test(arguments: seeds) func `an overview leaves the worst values open`(seed: UInt64) throws {
    let session = try Case.of(seed)
    let overview = SessionReading(session.random.record.segments, .overview)
    var facts = try #require(overview.facts)
    #expect(facts.session == SessionFacts(session.digest))
    let isWhole = !session.digest.header.plan.isBySecondRules
    #expect((facts.series.extremes != nil) == (isWhole || overview.hasReadings))
    facts.series.extremes = SeriesFacts(session.digest).extremes
    #expect(facts.series == SeriesFacts(session.digest))
  }

  // MARK: People

  @Test(arguments: seeds) func `what people marked reads as it was corrected, everywhere`(seed: UInt64) throws
  {
    let session = try Case.of(seed)
    let facts = session.facts
    let row = try #require(session.series.rows.first)
    let effects = facts.symptoms.filter { !$0.isStruck && $0.value != "0" }
    #expect(row.sideEffects.map { "\($0.name) \($0.severity)" } == effects.map { "\($0.name) \($0.value)" })
    let medicines = facts.medicines.filter { !$0.isStruck }
    #expect(row.medicines.count == medicines.count)
    for (told, wanted) in zip(row.medicines, medicines) {
      #expect(told.hasPrefix("\(wanted.name) \(wanted.value)"))
      #expect(told.contains("(was ") == wanted.isCorrected || !wanted.isCorrected)
    }
    #expect(row.scores.count == facts.scores.filter { !$0.isStruck }.count)
    try expectExports(session)
  }

  private func expectExports(_ session: Case) throws {
    let facts = session.facts
    let given = try session.resources.filter {
      $0["resourceType"]?.string == "MedicationAdministration" && $0["effectiveDateTime"] != nil
    }
    #expect(
      given.map { $0["dosage"]?.object?["text"]?.string } == facts.medicines.map { "\($0.value) IV" })
    #expect(
      given.map { $0["status"]?.string }
        == facts.medicines.map { $0.isStruck ? "entered-in-error" : "completed" })
    let own = session.segments.filter { $0[0] == "OBX" && $0[3].hasSuffix("99CHAIRSIDE") }
    let told = own.filter { !$0[3].hasPrefix("delivered_mg") }
    let wanted = (facts.symptoms + facts.scores).sorted { $0.entry < $1.entry }
    let lines = wanted.map { "\($0.value) \($0.isStruck ? "D" : $0.isCorrected ? "C" : "F")" }
    #expect(told.map { "\($0[5]) \($0[11])" } == lines)
    let isTold = session.digest.header.plan.isBySecondRules && facts.end != nil
    let doses = own.filter { $0[3].hasPrefix("delivered_mg") }.map { Fixed(String($0[5])) }
    #expect(doses == (isTold ? [facts.end?.delivered.fixed] : []))
    let page = session.audit.summary ?? ""
    for mark in facts.medicines {
      let line = page.split(separator: "\n").first { $0.contains("given: \(mark.name) ") } ?? ""
      #expect(line.contains("STRUCK") == mark.isStruck)
      #expect(line.contains("\(mark.name) \(mark.value)"))
    }
  }

  /// A refused action may be listed as refused, with the reason, but no page tells it as done.
  @Test(arguments: seeds) func `what was refused stands nowhere as done`(seed: UInt64) throws {
    let session = try Case.of(seed)
    #expect(session.digest.patient == "P7" && session.row.patient == "P7")
    let pages: [String] = [
      session.row.line(), session.row.json, session.series.text, session.audit.summary ?? "",
      ReportHTML(session.digest, review: session.audit.review, chainHead: nil).text,
      String(decoding: ReportJSON(session.digest, chainHead: nil).bytes, as: UTF8.self),
      String(decoding: session.audit.vitals, as: UTF8.self),
      String(decoding: session.audit.observation, as: UTF8.self),
      String(decoding: FHIRBundle(session.digest).bytes, as: UTF8.self),
      String(decoding: FHIRTransaction(session.digest, chainHead: nil).bytes, as: UTF8.self),
      String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self),
      SessionTimeline(session.digest).entries.map(\.text).joined(),
    ]
    for page in pages {
      #expect(!page.contains("vain"))
      #expect(!page.contains("aldrete 99") && !page.contains("70/99"))
    }
  }

  private static func rows(_ table: [UInt8]) -> [[Substring]] {
    String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }
}
