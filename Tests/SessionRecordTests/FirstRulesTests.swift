import Foundation
import InfusionCore
import Quantities
import SessionRecord
import Testing

/// Records of format 1, as the programs of before wrote them: a treatment with a desaturation, a glitch of
/// the pump's counter, corrections, refusals, a crash and a discharge with an override.
/// `Records/rules-1.jsonl` was decided by the first rules, `rules-2.jsonl` by the second, which tell of hold
/// rules and check marks.
@Suite struct FirstRulesTests {
  private static func record(_ rules: Int) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Records")
    return Array(try Data(contentsOf: folder.appending(path: "rules-\(rules).jsonl")))
  }

  private static func entries(_ bytes: [UInt8]) -> [JournalEntry] {
    var reader = JournalReader(bytes)
    return Samples.readAll(&reader)
  }

  @Test(arguments: [1, 2])
  func aRecordOfFormat1IsReadWhole(rules: Int) throws {
    var reader = JournalReader(try Self.record(rules))
    let entries = Samples.readAll(&reader)
    #expect(reader.problems == [])
    #expect(reader.isSealed)
    #expect(reader.header?.formatVersion == 1)
    #expect(reader.header?.plan.rulesVersion == rules)
    #expect(reader.header?.plan.isBySecondRules == false)
    #expect(!entries.contains { if case .other = $0.content { true } else { false } })
  }

  @Test(arguments: [1, 2])
  func itReplaysToItsOwnEvents(rules: Int) throws {
    let bytes = try Self.record(rules)
    let retold = Retold(bytes)
    let recorded = Self.entries(bytes).count { if case .event = $0.content { true } else { false } }
    #expect(retold.replay.difference == nil)
    #expect(retold.replay.comparedEvents == recorded)
    #expect(recorded > 70)
    #expect(retold.beyond == [])
    #expect(retold.replay.session.outcome == .overridden)
  }

  /// Every entry is written again as it was, so that a session of that time can be gone on with. A refusal's
  /// sentence may have better words, and more evidence, since.
  @Test(arguments: [1, 2])
  func itsEntriesAreWrittenAgainByteForByte(rules: Int) throws {
    let bytes = try Self.record(rules)
    let lines = bytes.split(separator: 0x0A).dropFirst()
    let header = try #require(JournalReader.header(of: bytes)?.header)
    var encoder = JournalEncoder(header: header, lastNumber: 0, lastHash: .genesis(of: []))
    var compared = 0
    for (line, entry) in zip(lines, Self.entries(bytes)) {
      let again = encoder.line(entry.content, at: entry.time, wall: entry.wall)
      if case .event(.refused) = entry.content { continue }
      #expect(again.dropLast(73).elementsEqual(line.dropLast(72)), "\(String(decoding: line, as: UTF8.self))")
      compared += 1
    }
    #expect(compared > 330)
  }

  /// The engine adds the events that an old record lacks, so that followers of old and new records are told
  /// the same.
  @Test(arguments: [1, 2])
  func whoFollowsHearsWhatItsEventsLack(rules: Int) throws {
    let bytes = try Self.record(rules)
    let retold = Retold(bytes)
    let recorded = Self.entries(bytes).compactMap { entry -> Event? in
      if case .event(let event) = entry.content { event } else { nil }
    }
    #expect(retold.events.filter { !$0.isOfSecondRules } == recorded)
    let further = Set(retold.events.filter(\.isOfSecondRules).map(\.name))
    #expect(further.isSuperset(of: ["accepted", "nibp", "remarked", "corrected"]))
    let refused = retold.events.count { if case .refused = $0 { true } else { false } }
    let accepted = retold.events.count { if case .accepted = $0 { true } else { false } }
    let actions = Self.entries(bytes).count { if case .input(.action) = $0.content { true } else { false } }
    #expect(accepted + refused == actions)
  }

  @Test(arguments: [1, 2])
  func itsTablesTellTheCorrectedValuesToo(rules: Int) throws {
    let retold = Retold(try Self.record(rules))
    #expect(retold.row(165).hasPrefix("165,,,169,90,116,"))
    #expect(retold.row(165).hasSuffix(",\"nibp was 196/90/125 (CD, 204.75 s)\""))
    #expect(retold.row(213).contains(",'=cmd|' /C calc'!A0,"))
    #expect(retold.row(300).contains(",pt. moved,"))
    #expect(retold.row(240).hasSuffix(",hr,"))
    #expect(retold.observation.last?.hasPrefix("560.75,") == true)
    #expect(retold.observation.contains { $0.contains(",score moaas 5 AB; check AB,") })
  }

  /// The pump's counter jumped to 56 mL and came back. By the first rules both rises counted, and in this
  /// record they still do.
  @Test func itsDoseIsWhatItWasReckonedToBe() throws {
    let retold = Retold(try Self.record(2))
    #expect(
      retold.replay.session.infusion?.figures(at: .seconds(560)).delivered.fixed == Fixed(thousandths: 64_667)
    )
    #expect(retold.row(400).contains(",observing,0,64.667,"))
  }

  /// A resumed session goes on by its own rules.
  @Test func aLaterSegmentIsOfTheSameFormatAndHasTheSameEvents() throws {
    let bytes = try Self.record(2)
    let header = try #require(JournalReader.header(of: bytes)?.header)
    let encoder = JournalEncoder(header: header, lastNumber: 10, lastHash: .genesis(of: []))
    let segment = encoder.segmentLine(
      2, after: 10, .genesis(of: []), at: .seconds(9), wall: header.anchorWall, why: "fdatasync: EIO")
    #expect(JournalReader.header(of: segment)?.header.formatVersion == 1)
    #expect(JournalReader.header(of: segment)?.header.plan == header.plan)
    #expect(Samples.events.filter { !header.plan.records($0) } == Samples.events.filter(\.isOfSecondRules))
    #expect(Samples.events.allSatisfy(Samples.header.plan.records))
  }

  @Test func aSessionThatGoesOnByThemIsRecordedAsThen() throws {
    var plan = SessionPlan.bedside
    plan.rulesVersion = 2
    var recording = Recording(plan)
    recording.hear(1, hr: .value(70), spo2: .value(97), nibp: .measured(.pressure(sys: 124, dia: 78)))
    try recording.act("@2 start override=\"on paper\" by=AB\n@90 stop reason=done by=AB")
    recording.seal()
    let retold = Retold(recording.bytes)
    #expect(retold.replay.difference == nil)
    #expect(retold.replay.comparedEvents == recording.events)
    #expect(
      Self.entries(recording.bytes).allSatisfy { entry in
        if case .event(let event) = entry.content { !event.isOfSecondRules } else { true }
      })
  }

  /// A header without a version of the rules was written by a program before them.
  @Test func aHeaderWithoutARulesVersionIsByTheFirstRules() throws {
    let line = try Self.record(2).prefix { $0 != 0x0A }
    let text = String(decoding: line, as: UTF8.self).replacing("\"rules_version\":2,", with: "")
    #expect(JournalReader.header(of: Array((text + "\n").utf8))?.header.plan.rulesVersion == 1)
  }
}
