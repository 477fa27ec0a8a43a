import InstructorUI
import Practice
import Quantities
import SessionJournal
import SessionRecord
import Testing

// A drill whose program ends, and that is gone on with.
extension InstructorTests {
  /// Before, it came back running, and what the trainee could not see went on.
  @Test("a frozen drill whose program ends comes back frozen, and no time has gone by")
  func interruptedFrozen() throws {
    let (drill, folders) = try run([
      Order(20, "freeze"), Order(25, .interrupts(40)), Order(100, "go"),
    ])
    #expect(folders.count == 1)
    let frozen = truths(drill).filter(\.isFrozen)
    #expect(Set(frozen.map(\.time)).count == 1, "neither while it lay still nor after")
    #expect(frozen.count > 30, "the console is told before and behind it")
    let whole = try #require(frozen.last)
    #expect(whole.done.map(\.words) == ["start override=practice", "freeze"], "as the record has it")
    let screens = drill.screens[drill.screensBefore...].prefix { !$0.contains("the drill goes on") }
    #expect(screens.count > 0)
    #expect(screens.allSatisfy { $0.contains("INFUSING  FROZEN") })
    let record = try lines(try #require(folders.first))
    #expect(!record.contains { $0.contains("\"interruption\"") })
    #expect(record.contains { $0.contains("resumed as it stood frozen: killed by signal 9") })
    #expect(record.contains { $0.contains("\"t\":60,") && $0.contains("\"stop\"") })
  }

  /// A drill that ran is resumed like a session at the chair: nobody watched meanwhile.
  @Test("a drill that goes on when its program ends comes back going on, with a gap")
  func interruptedRunning() throws {
    let (drill, folders) = try run([
      Order(10, "freeze"), Order(12, "go"), Order(25, .interrupts(10)),
    ])
    #expect(!truths(drill).contains { $0.isFrozen && $0.time > .seconds(15) })
    let record = try lines(try #require(folders.first))
    #expect(record.contains { $0.contains("\"interruption\"") })
  }

  /// Before, each resumption moved what had been done to another hour.
  @Test("a drill that has gone faster than the clock keeps its hours when it is gone on with")
  func interruptedFast() throws {
    let (_, folders) = try run([Order(10, "speed 10"), Order(12, .interrupts(5))])
    var reader = JournalReader(try #require(folders.first).read())
    var hours: Set<Int64> = []
    while let entry = reader.next() { hours.insert(entry.wall.unixMilliseconds - entry.time.milliseconds) }
    #expect(hours.count == 1, "\(hours)")
    #expect(try lines(folders[0]).contains { $0.contains("\"resumed\"") })
  }

  /// Before, it came back as slow, or as fast, as its command line said.
  /// Ten in one from 0:10 to 0:30 and 2 s behind the interruption; or two in one for 6 s behind 0:26.
  @Test(
    "a drill goes on as fast as its instructor wanted last",
    arguments: [("speed 10", 19, 44...58), ("speed 2", 23, 35...43)] as [(String, Int64, ClosedRange<Int64>)])
  func interruptedAtASpeed(last: String, frozenAt: Int64, seconds: ClosedRange<Int64>) throws {
    let (drill, _) = try run([
      Order(10, "speed 10"), Order(11, last), Order(12, .interrupts(5)), Order(frozenAt, "freeze"),
      Order(frozenAt + 3, "go"),
    ])
    let frozen = try #require(truths(drill).first { $0.isFrozen }).time
    #expect(seconds.contains(frozen.milliseconds / 1000), "\(frozen)")
  }

  /// Before, it came back at the speed of its command line, because only the record of the first drill had
  /// the speed. Ten in one from 0:15 to 0:25 and for 2 s behind the interruption; or four in one.
  @Test(
    "a drill that was taken again goes on at its speed when its program ends",
    arguments: [(nil, 38...48), ("speed 4", 26...32)] as [(String?, ClosedRange<Int64>)])
  func branchInterruptedAtASpeed(its own: String?, seconds: ClosedRange<Int64>) throws {
    let (drill, folders) = try run(
      [Order(10, "speed 10"), Order(12, "again 0:10")] + (own.map { [Order(13, $0)] } ?? []) + [
        Order(14, "go"), Order(15, .interrupts(5)), Order(22, "freeze"), Order(25, "go"),
      ])
    #expect(folders.count == 2)
    let frozen = try #require(truths(drill).last { $0.isFrozen }).time
    #expect(seconds.contains(frozen.milliseconds / 1000), "\(frozen)")
    // The instructor gave it no speed there, and so none is told.
    let segments = try folders[1].read()
    let told = try #require(RecordedDrill(segments)).instructions.map(\.words)
    #expect(told.filter { $0.hasPrefix("speed") } == [own].compactMap { $0 })
    #expect(RecordedDrill.speed(of: segments) == (own == nil ? 10 : 4))
  }
}
