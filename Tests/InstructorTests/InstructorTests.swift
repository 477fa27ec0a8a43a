import Foundation
import InfusionCore
import InstructorUI
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import TestBench
import Testing

@Suite("A drill with an instructor", .serialized)
struct InstructorTests {
  private let scratch: ScratchFolder

  init() throws { scratch = ScratchFolder() }

  typealias Order = InstructedDrill.Order

  /// A closed drill: whatever the instructor does, the trainee ends it here.
  static let whole = """
    @5 start override=practice by=KM
    @60 stop reason="it is enough" by=KM
    @64 close reason=done by=KM

    """

  func run(
    _ orders: [Order], _ script: String = whole, in name: String = "a"
  ) throws -> (drill: InstructedDrill, folders: [SessionFolder]) {
    let drill = try InstructedDrill(orders, script: script, in: scratch.file(name))
    return (drill, try drill.run())
  }

  func lines(_ folder: SessionFolder) throws -> [String] {
    try folder.read().flatMap { segment in
      String(decoding: segment.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  func truths(_ drill: InstructedDrill) -> [ToldTruth] {
    drill.heard.compactMap { if case .truth(let truth)? = DeskLine($0) { truth } else { nil } }
  }

  private func answers(_ drill: InstructedDrill) -> [DeskAnswer] {
    drill.heard.compactMap { if case .answer(let answer)? = DeskLine($0) { answer } else { nil } }
  }

  // MARK: The patient

  @Test("what the instructor sets comes to the trainee by the devices, and by nothing else")
  func set() throws {
    let (drill, folders) = try run([Order(10, "set spo2=80"), Order(30, "say I feel odd")])
    let last = try #require(truths(drill).last { $0.time > .seconds(35) && $0.time < .seconds(60) })
    #expect(abs(last.spo2 - 80) <= 1)
    #expect(last.done.contains(ToldDeed(at: .seconds(10), words: "set spo2=80", isInstructors: true)))
    #expect(last.imposed == [ToldTrouble(name: "spo2", level: 80)])
    #expect(drill.screens.contains { $0.contains("SpO2 80 < 85") || $0.contains("SpO2 81 < 85") })
    #expect(drill.screens.contains { $0.contains("I feel odd") })
    #expect(!drill.screens.contains { $0.contains("set spo2") || $0.contains("instructor") })
    // It is in the record as an input, and no event tells of it.
    let record = try lines(try #require(folders.first))
    let kept = record.filter { $0.contains("\"kind\":\"instruction\"") }
    #expect(kept.count == 2)
    #expect(kept[0].contains("\"kind\":\"instruction\",\"what\":\"patient\",\"words\":\"set spo2=80\""))
  }

  @Test("what is no order is refused with what was perhaps meant, and does nothing")
  func refused() throws {
    let orders = ["set spo=80", "airwy level=1", "again 3", "go"].enumerated()
      .map { Order(1 + Int64($0.offset), $0.element) }
    let (drill, folders) = try run(orders)
    #expect(
      answers(drill).map(\.words) == [
        "'spo' cannot be set; did you mean \"spo2\"? Known are: hr, spo2, sys, dia, rr, airway, sedation, vagus, anxiety, nausea",
        "there is no 'airwy'; did you mean \"airway\"?",
        "the infusion was not started: there is no minute 3:00", "it is not frozen",
      ])
    #expect(answers(drill).filter(\.isRefusal).count == 4)
    let record = try lines(try #require(folders.first))
    #expect(record.allSatisfy { !$0.contains("\"kind\":\"instruction\"") })
  }

  // MARK: Determinism

  private static let busy = [
    Order(10, "airway level=0.7 onset=5"), Order(15, "set sys=190 dia=105"), Order(20, "freeze"),
    Order(28, "go"), Order(35, "vagus level=0.6"), Order(50, "set sys=free airway=0"),
  ]

  @Test("the same seed, script and orders give the same bytes")
  func sameBytes() throws {
    let first = try run(Self.busy, in: "a").folders
    let second = try run(Self.busy, in: "b").folders
    let (one, other) = (try lines(try #require(first.first)), try lines(try #require(second.first)))
    #expect(one == other)
  }

  @Test("the record replays to its events, and the drill played again to its score and its truth")
  func replays() throws {
    let (drill, folders) = try run(Self.busy)
    let segments = try #require(folders.first).read()
    var reader = JournalReader(segments)
    let header = try #require(reader.header)
    var replay = Replay(plan: header.plan)
    while let entry = reader.next() { replay.feed(entry, body: reader.body) }
    _ = replay.finish(at: reader.lastTime, isSealed: true)
    #expect(replay.difference == nil)
    #expect(reader.problems == [])

    let recorded = try #require(RecordedDrill(segments))
    let played = DrillRerun(recorded, of: InstructedDrill.scenario).played()
    let told = truths(drill).filter { $0.time.milliseconds % 1000 == 0 && $0.time > .start }
    #expect(told.count > 40)
    for truth in told where truth.time < .seconds(60) {
      let second = played.seconds[Int(truth.time.milliseconds / 1000)]
      #expect(second.now == truth.time)
      #expect(Int(second.signs.spo2.rounded()) == truth.spo2 && Int(second.signs.sys.rounded()) == truth.sys)
    }
    #expect(recorded.instructions.count == Self.busy.count)
  }

  // MARK: Freezing

  @Test("frozen, session time stands still, the screen says so, and nothing is done")
  func frozen() throws {
    let (drill, folders) = try run([Order(20, "freeze"), Order(25, "freeze"), Order(40, "go")])
    let frozen = truths(drill).filter(\.isFrozen)
    #expect(Set(frozen.map(\.time)).count == 1, "time stands still")
    #expect(frozen.count > 12, "and is told all the same")
    #expect(answers(drill)[1] == DeskAnswer("it is frozen already", isRefusal: true))
    let screens = drill.screens.filter { $0.contains("FROZEN by the instructor") }
    #expect(!screens.isEmpty)
    #expect(screens.allSatisfy { $0.contains("INFUSING  FROZEN") && !$0.contains("PAUSED") })
    // Its last line has the keys that work, and none that does not.
    let footers = Set(screens.compactMap { $0.split(separator: "\n").last }.map(String.init))
    #expect(footers == [" FROZEN by the instructor  l limits  t trends  A alarm log  q leave      ? help"])
    // Twenty seconds that were none: neither a gap, nor an alarm, nor a pause of the infusion.
    let record = try lines(try #require(folders.first))
    #expect(!record.contains { $0.contains("\"interruption\"") || $0.contains("alarm.raised") })
    #expect(record.contains { $0.contains("\"t\":60,") && $0.contains("\"stop\"") })
    #expect(record.contains { $0.contains("\"kind\":\"anchor\"") && $0.contains("the drill was frozen") })
  }

  /// Before, it stood still for ever.
  @Test("a frozen drill that its instructor leaves says so, and goes on by itself")
  func left() throws {
    let (drill, folders) = try run([Order(20, "freeze"), Order(25, .leaves)])
    let said = drill.screens.filter { $0.contains("FROZEN, the instructor has left: goes on in 0:") }
    #expect(said.count > 30, "every second anew")
    #expect(drill.screens.contains { $0.contains("the drill goes on") })
    let record = try lines(try #require(folders.first))
    #expect(record.contains { $0.contains("\"t\":60,") && $0.contains("\"stop\"") })
    #expect(record.contains { $0.contains("\"what\":\"go\"") })
  }

  @Test("who comes back within the minute finds it frozen")
  func cameBack() throws {
    let (drill, _) = try run([
      Order(20, "freeze"), Order(25, .leaves), Order(60, .comes), Order(140, "go"),
    ])
    #expect(truths(drill).filter(\.isFrozen).count > 70)
    #expect(answers(drill).last?.words == "it goes on")
  }

  /// The same hour in less time: nothing of the session is another for it.
  @Test("the instructor makes the drill go faster and slower")
  func speed() throws {
    let (drill, folders) = try run([Order(10, "speed 10"), Order(12, "speed 1"), Order(15, "speed 600")])
    #expect(
      answers(drill).map(\.words) == [
        "10 s in a second from now on", "1 s in a second from now on", "'600' is no speed: 1 to 60",
      ])
    let record = try lines(try #require(folders.first))
    #expect(record.contains { $0.contains("the drill goes at 10 s in a second") })
    // Its wall clock goes as the session does, as in every report of it.
    let stop = try #require(record.first { $0.contains("\"t\":60,") && $0.contains("\"stop\"") })
    let start = try #require(record.first { $0.contains("\"t\":5,") && $0.contains("\"start\"") })
    func second(_ line: String) -> Int? {
      line.firstMatch(of: /T\d\d:(\d\d):(\d\d)/).flatMap { match in
        guard let minute = Int(match.1), let second = Int(match.2) else { return nil }
        return 60 * minute + second
      }
    }
    let (from, to) = (try #require(second(start)), try #require(second(stop)))
    #expect((54...56).contains(to - from), "\(to - from)")
  }

  /// While a screen is drawn a minute of such a drill goes by: the devices spoke in it as in any other.
  @Test("in a drill that goes a thousand times as fast no value is missing")
  func noPhantoms() throws {
    let script = """
      @5 start override=practice by=KM
      @900 stop reason="it is enough" by=KM
      @960 close reason=done by=KM

      """
    let drill = try InstructedDrill([], script: script, speed: 1000, work: 3, in: scratch.file("fast"))
    let record = try lines(try #require(drill.run().first))
    #expect(record.count { $0.contains("\"kind\":\"reading\"") } > 800)
    #expect(record.filter { $0.contains("alarm.raised") && $0.contains("novalue") } == [])
  }

  // MARK: Several consoles

  @Test("a second console is told to the first, and the first to the second")
  func two() throws {
    let (drill, _) = try run([Order(20, .bringsAnother), Order(30, .leaves)])
    func notices(_ heard: [[UInt8]]) -> [String] {
      heard.compactMap { if case .notice(let words)? = DeskLine($0) { words } else { nil } }
    }
    let both = "2 consoles listen to this drill, and each of them may type"
    #expect(notices(drill.heard) == [both])
    #expect(notices(drill.heardByAnother) == [both, "the other console has left: this one is alone"])
  }

  // MARK: Taken again

  @Test("again: the same to there, then another branch, and both are kept")
  func again() throws {
    let (drill, folders) = try run(
      [
        Order(10, "airway level=0.9 onset=3"), Order(40, "again 0:20"), Order(45, "set hr=44"),
        Order(50, "go"),
      ])
    #expect(folders.count == 2)
    let (first, second) = (try lines(folders[0]), try lines(folders[1]))
    let end = "\"t\":25"  // 20 s of an infusion that was started at 5 s.
    let shared = { (lines: [String]) in
      lines.dropFirst().prefix { !$0.contains("\"what\":\"freeze\"") && !$0.contains(end + ".") }
        .map(Self.withoutClocks)
    }
    let (before, again) = (shared(first), shared(second))
    #expect(again.count > 30)
    #expect(Array(before.prefix(again.count)) == again, "to there both have the same lines")
    #expect(first.contains { $0.contains("the drill was taken again from 0:25") })
    #expect(second[0].contains("\"again_of\":\"\(folders[0].name)\",\"again_from_s\":25"))
    for folder in folders { #expect(folder.isSealed) }
    // The patient of the branch is the one of that minute: the airway is closed there, too.
    let truth = try #require(truths(drill).last { $0.isFrozen })
    #expect(truth.time == .seconds(25))
    #expect(truth.troubles.first?.name == "airway")
    #expect(!truth.done.contains { $0.words == "again" })
    let last = try #require(truths(drill).last { $0.phase == .infusing })
    #expect(abs(last.hr - 44) <= 4)
  }

  /// A branch is named for when its minute 0 would have been: names do not say which drill is the last.
  @Test("at the end the score is that of the branch, and the first one is named as kept")
  func scoreOfTheBranch() throws {
    // Only who comes to 0:50 gives it: the branch does, and there it harms.
    let script = "@50 medication name=naloxone dose=\"0.4 mg\" route=IV by=KM\n"
    let whole = Self.whole.replacing("@60", with: script + "@60")
    let (drill, folders) = try run([Order(40, "again 0:20"), Order(45, "go")], whole)
    #expect(folders.count == 2)
    let wanted = DrillEnding.Wanted(
      scenario: InstructedDrill.scenario.name, seed: InstructedDrill.seed, chair: "drill", since: 0)
    let ending = try #require(DrillEnding(wanted, in: drill.archive))
    #expect(ending.last.folder.path == folders[1].path)
    let lines = ending.lines()
    #expect(lines.first == "drill desaturation, recorded in \(folders[1].path)")
    let kept = try #require(lines.firstIndex { $0.hasPrefix("taken again from") })
    #expect(lines[kept] == "taken again from, and kept: \(folders[0].path)")
    #expect(lines[..<kept].contains { $0.contains("harm at 0:50: naloxone") })
    #expect(!lines[kept...].contains { $0.contains("naloxone") })
    #expect(lines[kept + 1].hasPrefix("  desaturation, seed 7: not passed"))
  }

  /// Before, whoever left it read that it was not passed.
  @Test("of a drill that was left no score is told, but how to go on")
  func leftOpen() throws {
    let (drill, folders) = try run([])
    let wanted = DrillEnding.Wanted(
      scenario: InstructedDrill.scenario.name, seed: InstructedDrill.seed, chair: "drill", since: 0)
    let command = "chairside drill desaturation"
    let over = try #require(DrillEnding(wanted, in: drill.archive))
    #expect(over.lines(goingOnBy: command) == over.lines())
    // The same record up to its last minute.
    let recorded = try lines(folders[0])
    let open = recorded.prefix(1) + recorded.dropFirst().prefix { !$0.contains("\"close") }
    #expect(open.count > 20 && open.count < recorded.count)
    try Data((open.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(fileURLWithPath: folders[0].file("journal.jsonl")))
    let left = try #require(DrillEnding(wanted, in: drill.archive))
    #expect(
      left.lines(goingOnBy: command) == [
        "the drill is not over, recorded in \(folders[0].path)", "to go on: \(command)",
      ])
    #expect(left.lines().contains("  not closed"))
  }

  /// What was done from there on, and what came of it, in both: whichever of the two is told of.
  @Test("the debrief has both ways side by side", arguments: [0, 1])
  func sideBySide(told: Int) throws {
    let (_, folders) = try run(
      [
        Order(10, "speed 10"), Order(12, "speed 1"), Order(40, "again 0:20"), Order(45, "set spo2=80"),
        Order(50, "go"),
      ])
    let (session, other) = (folders[told], folders[1 - told])
    func making(_ folder: SessionFolder) throws -> (DrillDebrief, SessionDigest) {
      let segments = try folder.read()
      let digest = try #require(SessionReading(segments, .whole).digest)
      return (DrillDebrief(try #require(RecordedDrill(segments)), of: InstructedDrill.scenario), digest)
    }
    let (debrief, digest) = try making(session)
    let (beside, digestBeside) = try making(other)
    var page = try debrief.page(of: digest, path: "one", pausedAt: nil)
    page.branches = [beside.branch(digestBeside)]
    let text = DebriefText(page).text
    #expect(text.contains("parting at 0:25"))
    // Both met the same patient: what the seed drew stands at the head of either.
    #expect(text.contains("  Drawn      when infusing and effect > 150 ng/mL, 10:44 long, drawn"))
    #expect(text.contains("the first             taken again"))
    #expect(text.contains("What was done from there on"))
    #expect(text.contains("  again  ended") || text.contains("  again  infusion stopped"))
    let html = DebriefHTML(page).text
    #expect(html.contains("Side by side with \(other.name), parting at 0:25"))
    // Both ways as curves, minute by minute, and whose harm it was.
    #expect(html.contains("dashed as it was taken again from 0:25</text>"))
    #expect(html.contains("<th>the first: SpO2</th>") && html.contains("<th>again: NIBP</th>"))
    // The first one says what its instructor did to its time; what was done in either way from there on
    // stands beside what trainees did, in the page of both.
    #expect(text.contains("speed 10") == (told == 0))
    #expect(text.contains("  first  instructor: again, from 0:25"))
    #expect(text.contains("  again  instructor: set spo2=80"))
    // What the instructor cut off is asked about nobody.
    #expect(text.contains("  The instructor ended it at ") == (told == 0))
    if told == 0 { #expect(!text.contains("It never came to ")) }
  }

  /// The saturation falls and comes back, and nobody at the chair has done anything.
  @Test("what the instructor's hand brought about is told as that, in record and debrief")
  func merit() throws {
    let (_, folders) = try run([Order(10, "set spo2=80"), Order(30, "set spo2=97")])
    let segments = try #require(folders.first).read()
    let digest = try #require(SessionReading(segments, .whole).digest)
    let back = try #require(digest.drillResult?.objectives.first { $0.id == "saturation-back" })
    #expect(back.result == "missed" && back.isByInstructor)
    let drill = try #require(RecordedDrill(segments))
    let text = DebriefText(
      try DrillDebrief(drill, of: InstructedDrill.scenario).page(of: digest, path: "one", pausedAt: nil)
    ).text
    #expect(text.contains("  instructor  saturation-back"))
    #expect(text.contains("saturation-back came here by the instructor's hand."))
  }

  /// The speed stands in the record of the first one alone.
  @Test("of a branch all is told that the instructor did, also before it parts")
  func instructedBefore() throws {
    let (_, folders) = try run(
      [Order(10, "speed 10"), Order(12, "speed 1"), Order(40, "again 0:20"), Order(45, "go")])
    let drills = try folders.map { try #require(RecordedDrill(try $0.read())) }
    let parting = try #require(drills.last?.setting.branch?.at)
    let told = drills[1].instructed.preceded(by: drills[0].instructed, upTo: parting)
    #expect(told.map(\.words) == ["speed 10", "freeze", "go"])
    #expect(drills.map { $0.cutOffAt != nil } == [true, false])
  }

  @Test("a branch can be talked about like any drill, and taken again itself")
  func twice() throws {
    let (_, folders) = try run(
      [Order(20, "again 0:10"), Order(25, "go"), Order(35, "again 0:05"), Order(40, "go")])
    #expect(folders.count == 3)
    for folder in folders {
      let recorded = try #require(RecordedDrill(try folder.read()))
      #expect(!DrillRerun(recorded, of: InstructedDrill.scenario).played().seconds.isEmpty)
    }
    let branch = try #require(RecordedDrill(try folders[2].read())?.setting.branch)
    #expect(branch == DrillBranch(of: folders[1].name, at: .seconds(10)))
  }

  @Test("a minute that has not come is refused")
  func tooEarly() throws {
    let (drill, folders) = try run([Order(10, "again 45")])
    #expect(folders.count == 1)
    #expect(answers(drill).map(\.words) == ["minute 45:00 has not come yet"])
  }

  /// The wall's time and the chain are each record's own.
  private static func withoutClocks(_ line: String) -> String {
    let body = line.replacing(/"wall":"[^"]*"/, with: "").replacing(/"h":"[^"]*"/, with: "")
    return String(body)
  }
}
