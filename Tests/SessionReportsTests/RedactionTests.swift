import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// A copy for teaching: nobody is found in it, and it still replays to the same alarms.
@Suite struct RedactionTests {
  private static let script = """
    @2 setup patient=P-0142 weight=70 plan=trd-40 by=KM
    @3 drawn mg=50 lot=A1204 second="R T" by=KM
    @10 start override="Dr Lang said so" by=KM
    @20 bp sys=202 dia=105 by=KM
    @30 note text="Mrs Smith smiles" by=RT
    @50 bolus mg=0 reason=x by=RT
    @60 bolus mg=5 reason="ok" by=RT
    @70 stop reason="Mrs Smith wants home" by=KM
    @75 wasted mg=10 second=KM by=km
    @80 close reason="gone with Mr Smith" by=KM

    """

  private static func session() throws -> RecordedSession {
    try RecordedSession(script: script, until: 90) { second in
      [Course.reading(spo2: second > 30 && second < 60 ? 84 : 97)]
    }
  }

  private static let id = "2025-10-04T073000Z_2_00ff00"

  private static func copy(_ session: RecordedSession, keepsWords: Bool = false) throws -> [SegmentBytes] {
    var redaction = Redaction(days: -378, session: id, keepsWords: keepsWords)
    let bytes = try redaction.journal(of: session.segments, sealedBy: nil)
    return [SegmentBytes(name: "journal.jsonl", bytes: bytes)]
  }

  @Test func `the copy is intact, sealed, and says what it is`() throws {
    let audit = SessionAudit(try Self.copy(Self.session()), engineVersion: "1")
    #expect(audit.faults == [])
    #expect(audit.verdict == .intact)
    #expect(audit.digest?.header.session == Self.id)
    #expect(audit.digest?.header.plan.origin == .replay)
    #expect(audit.summary?.hasPrefix("CHAIRSIDE SESSION SUMMARY   *** REDACTED FOR TEACHING ***") == true)
  }

  @Test func `no name, no word, no lot and no real day is left`() throws {
    let copy = try Self.copy(Self.session())
    let audit = SessionAudit(copy, engineVersion: "1")
    let files = String(decoding: copy[0].bytes + audit.vitals + audit.observation, as: UTF8.self)
    let all = files + (audit.summary ?? "")
    for trace in ["P7", "P-0142", "Smith", "Lang", "A1204", "2026-", "\"KM\"", "\"km\"", "\"RT\"", "\"R T\""]
    {
      #expect(!all.contains(trace), "\(trace)")
    }
    #expect(all.contains("2025-10-04T09:30:"), "the day is another, the time of the day is not")
  }

  @Test func `alarms, doses and entries are those of the record`() throws {
    let session = try Self.session()
    let copy = try #require(SessionAudit(try Self.copy(session), engineVersion: "1").digest)
    #expect(copy.alarms.map(\.id) == session.digest.alarms.map(\.id))
    #expect(copy.alarms.map(\.raisedAt) == session.digest.alarms.map(\.raisedAt))
    #expect(copy.delivered == session.digest.delivered)
    #expect(copy.marks.map(\.entry) == session.digest.marks.map(\.entry))
    #expect(copy.refusals.map(\.refusal.code) == session.digest.refusals.map(\.refusal.code))
  }

  @Test func `one person stays one, however the initials were typed`() throws {
    let copy = try #require(SessionAudit(try Self.copy(Self.session()), engineVersion: "1").digest)
    let signed = copy.marks.map { $0.by ?? "" }
    #expect(Set(signed) == ["AA", "AB"])
    #expect(copy.refusals.map(\.refusal.code).contains("second.same"), "KM is km")
  }

  @Test func `words stay where somebody wants them`() throws {
    let bytes = try Self.copy(Self.session(), keepsWords: true)[0].bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("Mrs Smith smiles"))
    #expect(!text.contains("P-0142"))
  }

  @Test(arguments: UInt64(1)...6) func `a session of accidents holds after it`(seed: UInt64) throws {
    let random = RandomSession(seed: seed, rulesVersion: RulesVersion.current)
    let audit = SessionAudit(try Self.copy(random.record), engineVersion: "1")
    #expect(audit.faults == [])
  }

  @Test func `an open session, and one that does not hold, are not copied`() throws {
    let open = try RecordedSession(script: "@10 note text=a by=KM\n", until: 20, isSealed: false)
    #expect(throws: RedactionError.notIntact) { try Self.copy(open) }
    var torn = Redaction(days: -7, session: Self.id)
    let bytes = Array(try Self.session().bytes.dropLast(30))
    #expect(throws: RedactionError.notIntact) {
      try torn.journal(of: [SegmentBytes(name: "journal.jsonl", bytes: bytes)], sealedBy: nil)
    }
  }
}
