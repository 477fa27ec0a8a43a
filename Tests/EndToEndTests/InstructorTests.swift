import Glibc
import Testing

extension EndToEndTests {
  /// A trainee on one terminal, an instructor on another.
  @Suite struct InstructorTests {
    @Test func aDrillAndItsConsoleInTwoTerminals() async throws {
      let chair = Chair()
      let atChair = try #require(ChairTerminal())
      let drill = try #require(
        atChair.start([
          "drill", "uneventful", "--seed", "7", "--patient", "P-1", "--instructor", "--sessions",
          chair.sessionsFolder,
        ]))
      #expect(await atChair.shows("PREPARATION", "SIMULATION"))

      let atDesk = try #require(ChairTerminal())
      let console = try #require(atDesk.start(["instruct", "--sessions", chair.sessionsFolder]))
      #expect(await atDesk.shows("INSTRUCTOR  uneventful, seed 7", "what is true", "hoped for"))

      // Frozen, the trainee's screen says so, and does nothing.
      atDesk.type("freeze\r")
      #expect(await atChair.shows("FROZEN by the instructor", "A alarm log", "q leave"))
      atChair.type(":note text=hello by=KM\r")
      #expect(await atChair.shows("nothing is done while the drill is frozen"))
      atDesk.type("go\r")
      #expect(await atDesk.shows("it goes on"))

      // What the patient says comes to the trainee; who had it said does not.
      atDesk.type("say I feel odd\r")
      #expect(await atChair.shows("I feel odd"))
      #expect(await atDesk.shows("instructor  say I feel odd"))

      atChair.type(":start override=practice by=KM\r")
      #expect(await atChair.answer("all the same: the pump runs?", "y"))
      #expect(await atChair.shows("INFUSING"))
      #expect(await atDesk.shows("trainee     start override=practice"))
      atDesk.type("again 0\r")
      #expect(await atChair.shows("INFUSING", "FROZEN by the instructor"))
      #expect(await eventually { chair.sessions.count == 2 })

      atDesk.type("q\r")
      #expect(await eventually { console.exitStatus == 0 })
      #expect(atDesk.isSane)
      drill.send(SIGTERM)
      #expect(await eventually { drill.exitStatus != nil })
      #expect(atChair.isSane)
      let records = chair.sessions.map { $0.entries.joined() }
      #expect(
        records.contains { $0.contains("\"outcome\":\"abandoned\",\"reason\":\"the drill was taken again") })
      #expect(records.contains { $0.contains("\"again_of\":") })
      #expect(records.allSatisfy { !$0.contains("hello") })
    }
  }
}
