import Foundation
import InfusionCore
import MonitorApp
import MonitorUI
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import TestBench
import Testing

/// Archives with other patients, drills, sessions left open, and damage.
@Suite struct HistorySearchTests {
  /// An archive that is gone after the test.
  final class Archive {
    let archive: SessionArchive
    private let scratch = ScratchFolder()

    init() { archive = SessionArchive(root: scratch.path) }

    static let today = WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120)

    static func wall(daysAgo days: Int64) -> WallTime {
      today.advanced(byMilliseconds: -days * 86_400_000)
    }

    /// Records a short session; returns its folder.
    @discardableResult
    func session(
      _ patient: String, daysAgo: Int64, origin: Origin = .live, isTreatment: Bool = true,
      isClosed: Bool = true, asks patientLater: Bool = false, weight: Kilograms = Kilograms(70)
    ) throws -> String {
      let clock = ReckonedClock(begins: Self.wall(daysAgo: daysAgo))
      let plan = SessionPlan(
        patient: patientLater ? nil : patient, weight: weight, plan: "trd-40", origin: origin)
      let header = SessionHeader(of: plan, by: clock)
      let recorder = Recorder(header, in: archive, clock: clock)
      var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
      runner.begin()
      func act(_ action: Action, _ second: Int64) {
        runner.receive(.action(action, by: nil), at: .seconds(second))
      }
      if patientLater { act(.setup(patient: patient), 1) }
      act(.baseline(hr: 70, sys: 118, dia: 72, spo2: 97), 2)
      if isTreatment {
        act(.start(override: "test"), 10)
        let low = Reading(source: SourceID("line"), spo2: .value(93))
        runner.receive(.reading(low), at: .seconds(20))
        act(.bloodPressure(sys: 164, dia: 92, map: nil), 30)
        act(.symptom(name: "nausea", severity: 2, at: nil), 40)
        act(.stop(reason: "complete"), 610)
      }
      if isClosed {
        act(.close(reason: nil), 700)
        #expect(recorder.seal(runner.session))
      } else {
        #expect(recorder.leaveOpen())
      }
      return try #require(recorder.folder).path
    }

    func search(
      _ patient: String = "P-1", origin: Origin = .live, own: String? = nil, began: WallTime = today
    ) -> PatientHistory {
      HistorySearch(archive: archive, patient: patient, origin: origin, own: own, began: began).run()
    }
  }

  @Test func theTreatmentsOfThePatientCountAndNothingElse() throws {
    let archive = Archive()
    try archive.session("P-1", daysAgo: 10)
    try archive.session("P-2", daysAgo: 9)
    try archive.session("P-1", daysAgo: 7, origin: .simulated)
    try archive.session("P-1", daysAgo: 5, origin: .drill)
    try archive.session("P-1", daysAgo: 4, isTreatment: false)
    try archive.session("P-1", daysAgo: 3, asks: true)
    try archive.session("P-1", daysAgo: -2)
    let found = archive.search()
    #expect(found.number == 3)
    #expect(found.daysSinceLast == 3)
    #expect(found.unread == 0)
    #expect(found.last.map(\.date) == ["2026-10-14", "2026-10-07"])
    #expect(
      found.last.first?.sentence == "8.8 mg over 10 min, baseline 118/72, highest 164/92, lowest SpO2 93, "
        + "nausea 2 of 3, closed without discharge")
  }

  /// The weight of a patient who was weighed and went home untreated counts.
  @Test func theLastWeightIsThatOfTheLastSessionATreatmentOrNot() throws {
    let archive = Archive()
    try archive.session("P-1", daysAgo: 10, weight: Kilograms(64))
    try archive.session("P-1", daysAgo: 4, isTreatment: false, weight: Kilograms(78))
    try archive.session("P-2", daysAgo: 1, weight: Kilograms(90))
    #expect(archive.search().lastWeight == Kilograms(78))
    #expect(archive.search("P-3").lastWeight == nil)
  }

  @Test func aSimulationCountsSimulations() throws {
    let archive = Archive()
    try archive.session("P-1", daysAgo: 10)
    try archive.session("P-1", daysAgo: 7, origin: .simulated)
    #expect(archive.search(origin: .simulated).daysSinceLast == 7)
    #expect(archive.search(origin: .simulated).number == 2)
  }

  @Test func onlyTheLastThreeAreToldOfAndAllAreCounted() throws {
    let archive = Archive()
    for days in [20, 15, 12, 8, 2] as [Int64] { try archive.session("P-1", daysAgo: days) }
    let found = archive.search()
    #expect(found.number == 6)
    #expect(found.last.count == 3)
  }

  @Test func aSessionThatWasNeverClosedCountsAndTheOneThatAsksDoesNot() throws {
    let archive = Archive()
    try archive.session("P-1", daysAgo: 3, isClosed: false, asks: true)
    let own = try archive.session("P-1", daysAgo: 1, isClosed: false)
    let name = try #require(own.split(separator: "/").last.map(String.init))
    #expect(archive.search(own: name).number == 2)
    #expect(archive.search().number == 3)
  }

  /// The same patient at two chairs: whoever begins a session must learn of the other one.
  @Test func aSessionThatSomebodyWatchesNowRunsAtItsChair() throws {
    let archive = Archive()
    let folder = try archive.session("P-1", daysAgo: 0, isClosed: false, asks: true)
    let name = try #require(folder.split(separator: "/").last.map(String.init))
    func last() -> EarlierTreatment? { archive.search(began: Archive.wall(daysAgo: -1)).last.first }
    #expect(last()?.runsAt == nil)
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "1", in: archive.archive) else {
      Issue.record("no lock")
      return
    }
    defer { withExtendedLifetime(lock) {} }
    // Its holder may write another session.
    lock.say(.session("2026-10-17T080000Z_1_000000"))
    #expect(last()?.runsAt == nil)
    lock.say(.session(name))
    #expect(last()?.runsAt == "1")
    #expect(last()?.sentence.hasSuffix(", running now at chair 1") == true)
  }

  @Test func aCopyIsNoSecondTreatment() throws {
    let archive = Archive()
    let folder = try archive.session("P-1", daysAgo: 3)
    try FileManager.default.copyItem(atPath: folder, toPath: folder.dropLast(6) + "000000")
    let found = archive.search()
    #expect(found.number == 2)
    #expect(found.unread == 1)
  }

  @Test func whateverIsWrongWithOldFilesThereIsAnAnswerAndItSaysSo() throws {
    let archive = Archive()
    try archive.session("P-1", daysAgo: 10)
    func damage(daysAgo: Int64, _ body: (String) throws -> Void) throws {
      try body(archive.session("P-1", daysAgo: daysAgo))
    }
    try damage(daysAgo: 9) { try Data().write(to: URL(filePath: "\($0)/journal.jsonl")) }
    try damage(daysAgo: 8) { try FileManager.default.removeItem(atPath: "\($0)/journal.jsonl") }
    try damage(daysAgo: 7) { folder in
      try FileManager.default.removeItem(atPath: "\(folder)/journal.jsonl")
      try FileManager.default.createDirectory(
        atPath: "\(folder)/journal.jsonl", withIntermediateDirectories: false)
    }
    try damage(daysAgo: 6) { folder in
      // The report is a pipe into which nobody ever writes, so that reading it would wait for good.
      try FileManager.default.removeItem(atPath: "\(folder)/summary.txt")
      #expect(mkfifo("\(folder)/summary.txt", 0o600) == 0)
    }
    try damage(daysAgo: 5) { folder in
      // The report is gone or nonsense; the journal still has the facts.
      try Data("nonsense".utf8).write(to: URL(filePath: "\(folder)/summary.txt"))
    }
    try damage(daysAgo: 4) { folder in
      let whole = try Data(contentsOf: URL(filePath: "\(folder)/journal.jsonl"))
      try whole.dropLast(200).write(to: URL(filePath: "\(folder)/journal.jsonl"))
    }
    let found = archive.search()
    #expect(found.unread == 3)
    #expect(found.number == 5)
    #expect(found.daysSinceLast == 4)
  }

  /// A journal without its beginning cannot be read, so whatever is told of the session is from the ledger.
  @Test func ofASealedSessionTheLedgerTellsAndItsJournalIsNotRead() throws {
    let archive = Archive()
    let folders = try [archive.session("P-1", daysAgo: 4), archive.session("P-2", daysAgo: 3)]
    let before = archive.search()
    for folder in folders {
      let journal = try FileHandle(forWritingTo: URL(filePath: "\(folder)/journal.jsonl"))
      try journal.write(contentsOf: Data(repeating: 0, count: 200))
      try journal.close()
      try FileManager.default.removeItem(atPath: "\(folder)/summary.txt")
    }
    #expect(archive.search() == before)
    #expect(before.last.first?.lowestSpO2 == 93)
    func known() -> [String] {
      RecentPatients(archive: archive.archive, origin: .live, began: Archive.today).run().map(\.patient)
    }
    #expect(known() == ["P-2", "P-1"])
    try FileManager.default.removeItem(atPath: "\(archive.archive.root)/ledger.jsonl")
    #expect(archive.search().unread == 2)
    #expect(known() == [])
  }

  @Test func whoWasHereNotLongAgoIsKnownByTheNewestTreatment() throws {
    let archive = Archive()
    try archive.session("P-1", daysAgo: 10)
    try archive.session("P-2", daysAgo: 9)
    try archive.session("P-1", daysAgo: 7)
    try archive.session("P-3", daysAgo: 5, origin: .simulated)
    try archive.session("P-4", daysAgo: 4, isTreatment: false)
    try archive.session("P-5", daysAgo: 3, isClosed: false)
    try archive.session("P-6", daysAgo: -2)
    let damaged = try archive.session("P-7", daysAgo: 1)
    try Data().write(to: URL(filePath: "\(damaged)/journal.jsonl"))
    func known(_ origin: Origin) -> [KnownPatient] {
      RecentPatients(archive: archive.archive, origin: origin, began: Archive.today).run()
    }
    func patient(_ name: String, _ daysAgo: Int) -> KnownPatient {
      KnownPatient(name, daysAgo: daysAgo, weight: Kilograms(70), plan: "trd-40")
    }
    #expect(known(.live) == [patient("P-5", 3), patient("P-1", 7), patient("P-2", 9)])
    #expect(known(.simulated) == [patient("P-3", 5)])
  }

  @Test func noArchiveIsNoHistory() {
    let found = HistorySearch(
      archive: SessionArchive(root: "/nowhere"), patient: "P-1", origin: .live, own: nil, began: Archive.today
    ).run()
    #expect(found == PatientHistory(patient: "P-1", number: 1, daysSinceLast: nil, last: [], unread: 0))
  }
}
