import Glibc
import Testing

extension EndToEndTests {
  /// A session from the first question to the report, with nothing but keys.
  @Suite struct WholeSessionTests {
    @Test func aNurseLeadsASessionByKeys() async throws {
      let chair = Chair()
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(
        terminal.start(["monitor", "--simulate", "--sessions", chair.sessionsFolder]))

      // What the command line did not say is asked at once, and the weight twice.
      #expect(await terminal.answer("Patient reference", "P-7\r"))
      #expect(await terminal.answer("Weight in kg:", "70\r"))
      #expect(await terminal.answer("Weight in kg, once more", "70\r"))
      #expect(await terminal.answer("1 trd-40", "1"))
      #expect(await terminal.shows("P-7", "70 kg", "trd-40", "PREPARATION", "SIMULATION"))

      terminal.type("S")
      #expect(await terminal.answer("Your initials", "KM\r"))
      #expect(await terminal.answer("mg/mL on the bag", "1\r"))
      #expect(await terminal.answer("Start all the same? Reason", "the probe comes later\r"))
      #expect(await terminal.answer("Start all the same:", "y"))
      #expect(await terminal.shows("INFUSING", "of 35 mg", "52.5 mL/h"))

      terminal.type("p")
      #expect(await terminal.answer("3 patient's wish", "3"))
      #expect(await terminal.shows("PAUSED"))
      terminal.type("p")
      #expect(await terminal.answer("Resume at 52.5 mL/h?", "y"))
      #expect(await terminal.shows("INFUSING"))

      terminal.type("b")
      #expect(await terminal.answer("lood pressure", "190/95\r"))
      #expect(await terminal.shows("Sys 190 > 180"))
      terminal.type("a")
      let session = try #require(chair.sessions.first)
      #expect(await eventually { session.count("alarm.acknowledged") == 1 })

      terminal.type("e")
      #expect(await terminal.answer("1 complete", "1"))
      #expect(await terminal.answer("end the infusion as complete?", "y"))
      #expect(await terminal.shows("OBSERVING"))
      terminal.type(":close reason=practice\r")
      #expect(await terminal.answer("close all the same?", "y"))
      #expect(await terminal.shows("SUMMARY", "P-7"))
      terminal.type("q")
      #expect(await eventually { monitor.exitStatus != nil })

      #expect(monitor.exitStatus == 0)
      #expect(terminal.isSane)
      let files: Set = ["journal.jsonl", "observation.csv", "vitals.csv", "summary.txt"]
      #expect(session.files == files)
      #expect(session.entries.last?.contains(#""kind":"seal""#) == true)
      let verified = await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair)
      #expect(verified?.status == 0)
    }

    @Test func aTerminalThatCannotPlaceItsCursorGetsLines() async throws {
      let chair = Chair()
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(
        terminal.start(
          ["monitor", "--simulate", "--sessions", chair.sessionsFolder] + Self.somebody,
          environment: ["TERM": "dumb"]))
      #expect(await terminal.shows("TERM=dumb cannot place its cursor"))
      terminal.type("\r")
      #expect(await terminal.shows("SIMULATION  PREPARATION  HR"))
      terminal.type("q")
      #expect(await terminal.answer("Leave? The session stays open", "y"))
      #expect(await eventually { monitor.exitStatus == 0 })
      #expect(terminal.isSane)
    }

    static let somebody = ["--patient", "P-7", "--weight", "70", "--plan", "trd-40"]
  }
}
