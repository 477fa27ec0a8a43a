import Glibc
import Testing

extension EndToEndTests {
  /// What happens to programs and terminals, and what must not happen to a session.
  @Suite struct AccidentTests {
    private let chair: Chair
    private let arguments: [String]

    init() throws {
      chair = Chair()
      arguments =
        ["monitor", "--simulate", "--sessions", chair.sessionsFolder] + WholeSessionTests.somebody
    }

    /// A terminal with an infusion under way.
    private func infusion() async throws -> (ChairTerminal, RunningProgram) {
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(terminal.start(arguments))
      #expect(await terminal.shows("PREPARATION"))
      terminal.type("S")
      #expect(await terminal.answer("Your initials", "KM\r"))
      #expect(await terminal.answer("mg/mL on the bag", "1\r"))
      #expect(await terminal.answer("Start all the same? Reason", "practice\r"))
      #expect(await terminal.answer("Start all the same:", "y"))
      #expect(await terminal.shows("INFUSING"))
      return (terminal, monitor)
    }

    private var session: RecordedSession? { chair.sessions.first }

    /// The whole lines of its first two segments.
    private var segments: [Substring] {
      let texts = ["journal.jsonl", "journal-2.jsonl"].map { session?.text($0) ?? "" }
      return texts.joined().split(separator: "\n")
    }

    @Test func aStationThatDiesIsBackWithItsSession() async throws {
      let (terminal, monitor) = try await infusion()
      #expect(await eventually { session?.count("reading") ?? 0 > 0 })
      let before = try #require(session).entries
      let station = try #require(monitor.children.first)
      kill(station, SIGSEGV)
      #expect(await terminal.shows("INFUSING", "not watched"))
      #expect(await eventually { session?.count("gap") ?? 0 > 0 })

      let after = try #require(session).entries
      #expect(Array(after.prefix(before.count)) == before)
      #expect(after.contains { $0.contains("SIGSEGV") })
      #expect(monitor.children != [station])
      #expect(chair.sessions.count == 1)
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
      // The gap of whoever goes on begins here.
      #expect(session?.entries.last?.contains("left open") == true)
      #expect(terminal.isSane)
    }

    @Test func threeDeathsInAMinuteKeepTheTreatment() async throws {
      let script = chair.write("@1 note text=\"seen once\" by=AB\n", to: "script")
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(terminal.start(arguments + ["--script", script]))
      #expect(await terminal.shows("PREPARATION"))
      terminal.type("S")
      #expect(await terminal.answer("Your initials", "KM\r"))
      #expect(await terminal.answer("mg/mL on the bag", "1\r"))
      #expect(await terminal.answer("Start all the same? Reason", "practice\r"))
      #expect(await terminal.answer("Start all the same:", "y"))
      #expect(await terminal.shows("INFUSING"))
      #expect(await eventually { session?.entries.contains { $0.contains("seen once") } == true })
      for deaths in 1...3 {
        let station = try #require(monitor.children.first)
        kill(station, SIGSEGV)
        // Each run that goes on with it says so with its clocks.
        #expect(await eventually { segments.count { $0.contains(#""kind":"anchor""#) } == deaths })
      }
      #expect(await terminal.shows("INFUSING", "not watched"))
      #expect(chair.sessions.count == 1)
      #expect(session?.files.contains("journal-2.jsonl") == true)
      // The first thing that goes into it is why nobody watched.
      #expect(await eventually { segments.contains { $0.contains("three times in a minute") } })
      let entries = segments
      #expect(entries.count { $0.contains("seen once") && $0.contains(#""kind":"action""#) } == 1)
      #expect(entries.count { $0.contains(#""kind":"infusion""#) } == 1)
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
      let verified = await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair)
      #expect(verified?.events.first?.hasSuffix("unsealed") == true)
    }

    @Test func aDeathBeforeAnythingWasRecordedResumesNobodyElse() async throws {
      // Yesterday's session of another patient is still open; today's has no disk to be written to.
      let other = try #require(
        await HeadlessRun.of(
          ["monitor", "--headless", "--clock", "source", "--sessions", chair.sessionsFolder]
            + ["--patient", "P-1", "--weight", "70", "--plan", "trd-40", "--device", "line@-"],
          input: "@0 hr=72 spo2=98\n", on: chair))
      #expect(other.status == 0)
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(terminal.start(arguments + ["--new"]))
      #expect(await terminal.shows("PREPARATION", "P-7"))
      let mine = try #require(chair.sessions.first { $0.entries.first?.contains("P-7") == true })
      let station = try #require(monitor.children.first)
      // It would write its journal anew as soon as it noticed that it was missing.
      kill(station, SIGSTOP)
      #expect(rename(mine.folder, chair.path("elsewhere")) == 0)
      kill(station, SIGKILL)
      #expect(await terminal.shows("nothing of the session before can be read"))
      #expect(terminal.text.contains("P-7"))
    }

    @Test func keeperAndStationDieAndAPersonResumes() async throws {
      var (terminal, monitor) = try await infusion()
      #expect(await eventually { session?.count("reading") ?? 0 > 0 })
      let before = try #require(session).entries
      // The keeper is killed first, since it would start another station.
      let station = try #require(monitor.children.first)
      monitor.send(SIGKILL)
      kill(station, SIGKILL)
      #expect(await eventually { monitor.exitStatus != nil })

      terminal = try #require(ChairTerminal())
      monitor = try #require(terminal.start(arguments + ["--resume"]))
      #expect(await terminal.shows("INFUSING", "not watched"))
      terminal.type(":stop reason=practice\r")
      // The person who is here now may be another one.
      #expect(await terminal.answer("Your initials", "AB\r"))
      #expect(await terminal.answer("End the infusion (practice)", "y"))
      #expect(await terminal.shows("OBSERVING"))
      terminal.type(":close reason=practice\r")
      #expect(await terminal.answer("close all the same?", "y"))
      #expect(await terminal.shows("SUMMARY"))
      terminal.type("q")
      #expect(await eventually { monitor.exitStatus == 0 })
      #expect(session?.entries.contains { $0.contains(#""action":"stop","by":"AB""#) } == true)
      #expect(Array(try #require(session).entries.prefix(before.count)) == before)
      #expect(chair.sessions.count == 1)
      #expect(await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair)?.status == 0)
    }

    @Test func aSessionOutlivesItsTerminalAndIsTakenOver() async throws {
      let (terminal, monitor) = try await infusion()
      let station = try #require(monitor.children.first)
      terminal.hangUp()
      let count = try #require(session).entries.count
      #expect(await eventually { session?.entries.count ?? 0 > count + 1 })
      #expect(kill(station, 0) == 0)

      let next = try #require(ChairTerminal())
      let successor = try #require(next.start(arguments))
      // It does not ask, because nobody watches while it asks.
      #expect(await next.shows("INFUSING", "handed over"))
      #expect(await eventually { monitor.exitStatus == 0 })
      #expect(chair.sessions.count == 1)
      successor.send(SIGTERM)
      #expect(await eventually { successor.exitStatus == 0 })
      #expect(next.isSane)
    }

    @Test func aScreenThatLosesItsSessionToAnotherSaysSo() async throws {
      let (terminal, monitor) = try await infusion()
      let next = try #require(ChairTerminal(columns: 200))
      let successor = try #require(next.start(arguments))
      #expect(await next.shows("INFUSING", "handed over"))
      #expect(await terminal.shows("another terminal has taken the chair over"))
      #expect(await eventually { monitor.exitStatus == 0 })
      successor.send(SIGTERM)
      #expect(await next.shows("nobody watches now"))
    }

    @Test func aMistypedChairEndsNobodysWatch() async throws {
      let (terminal, monitor) = try await infusion()
      #expect(await eventually { session?.count("reading") ?? 0 > 0 })
      let next = try #require(ChairTerminal())
      let other = try #require(next.start(arguments.map { $0 == "P-7" ? "P-8" : $0 }))
      #expect(await next.shows("watched elsewhere", "P-7", "take it over here"))
      next.type("q")
      #expect(await eventually { other.exitStatus == 130 })
      #expect(monitor.exitStatus == nil)
      #expect(terminal.text.contains("INFUSING"))
      #expect(chair.sessions.count == 1)
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    @Test func whatIsNotedShowsItsNumberAndNothingElseIsCorrected() async throws {
      let (terminal, monitor) = try await infusion()
      terminal.type("nseen by the physician\r")
      #expect(await terminal.shows("note taken  #"))
      // It stands there for some seconds.
      let told = terminal.text
      let isNote: (String) -> Bool = { $0.contains("seen by the physician") }
      #expect(await eventually { session?.entries.contains(where: isNote) == true })
      let note = try #require(session?.entries.first(where: isNote))
      let number = try #require(note.split(separator: ",").first?.split(separator: ":").last)
      #expect(told.contains("#\(number)"))
      terminal.type(":amend n=\(number) text=seen by=KM\r")
      #expect(await terminal.shows("correction of #\(number) noted"))
      terminal.type(":amend n=999999 text=seen by=KM\r")
      #expect(await terminal.shows("the record has no entry 999999"))
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    @Test func aHangUpByHandGivesTheTerminalBack() async throws {
      let (terminal, monitor) = try await infusion()
      monitor.send(SIGHUP)
      #expect(await eventually { terminal.isSane })
      #expect(monitor.exitStatus == nil)
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    @Test func aKeeperThatCrashesLeavesTheTerminalSane() async throws {
      let (terminal, monitor) = try await infusion()
      let station = try #require(monitor.children.first)
      monitor.send(SIGSEGV)
      #expect(await eventually { monitor.exitStatus == 128 + SIGSEGV })
      #expect(await eventually { terminal.isSane })
      let count = try #require(session).entries.count
      #expect(await eventually { session?.entries.count ?? 0 > count })
      kill(station, SIGTERM)
      #expect(await eventually { kill(station, 0) != 0 })
    }

    @Test func aBrokenConfigurationDoesNotKeepAStationFromComingBack() async throws {
      let file = chair.write("reminder_s: 170\n", to: "clinic.yaml")
      let terminal = try #require(ChairTerminal())
      let monitor = try #require(terminal.start(arguments + ["--config", file]))
      #expect(await terminal.shows("PREPARATION"))
      chair.write("limitz: {}\n", to: "clinic.yaml")
      let station = try #require(monitor.children.first)
      kill(station, SIGKILL)
      #expect(await eventually { session?.count("gap") ?? 0 > 0 })
      #expect(session?.entries.first?.contains("170") == true)
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    @Test func aSessionThatWasClosedGetsItsSealFromTheNextMonitor() async throws {
      let closed = try #require(
        await HeadlessRun.of(
          [
            "monitor", "--headless", "--clock", "source", "--sessions", chair.sessionsFolder, "--device",
            "line@-",
          ]
            + ["--script", chair.write("@1 close reason=practice\n", to: "script")],
          input: "@0 hr=72 spo2=98\n@1 hr=72 spo2=98\n", on: chair))
      #expect(closed.status == 0)
      // As if the power had failed between the close and the seal.
      let session = try #require(session)
      let lines = session.entries.dropLast().joined(separator: "\n") + "\n"
      TextFile.write(lines, to: "\(session.folder)/journal.jsonl")
      #expect(unlink("\(session.folder)/summary.txt") == 0)
      let next = try #require(
        await HeadlessRun.of(
          ["monitor", "--headless", "--sessions", chair.sessionsFolder, "--device", "line@-", "--resume"],
          on: chair))
      #expect(next.status == 66)
      #expect(session.files.contains("summary.txt"))
      #expect(await HeadlessRun.of(["verify", session.folder], on: chair)?.status == 0)
    }

    @Test func aJournalThatIsTornOnAFullDiskIsGoneOnWithInANewSegment() async throws {
      let (terminal, monitor) = try await infusion()
      #expect(await eventually { session?.count("reading") ?? 0 > 0 })
      let folder = try #require(session).folder
      let station = try #require(monitor.children.first)
      // Nothing can be put aside: the name is a folder's.
      #expect(mkdir("\(folder)/journal.torn", 0o700) == 0)
      kill(station, SIGSTOP)
      TextFile.append(#"{"n":99,"t":"#, to: "\(folder)/journal.jsonl")
      kill(station, SIGKILL)
      #expect(await terminal.shows("INFUSING", "not watched"))
      #expect(await eventually { session?.files.contains("journal-2.jsonl") == true })
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
      #expect(chair.sessions.count == 1)
    }

    @Test func whatDiedOnAFullDiskIsSaidToBeLost() async throws {
      let (terminal, monitor) = try await infusion()
      #expect(await eventually { session?.count("reading") ?? 0 > 0 })
      let station = try #require(monitor.children.first)
      // As on a full disk no file of it grows; what it shares with its keeper is shorter than this.
      let limit = "exec prlimit --pid \(station) --fsize=4096"
      #expect(await HeadlessRun.shell(limit, input: "", on: chair)?.status == 0)
      terminal.type(":note text=\"felt sick\" by=KM\r")
      #expect(await terminal.shows("NOT REC"))
      kill(station, SIGKILL)
      #expect(await terminal.shows("INFUSING", "is lost: it was on no disk"))
      let words = "the monitor ended before what happened after"
      #expect(await eventually { session?.entries.contains { $0.contains(words) } == true })
      #expect(session?.entries.contains { $0.contains("felt sick") } == false)
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    @Test func aStationThatStoodStillSaysThatNobodyWatched() async throws {
      let (terminal, monitor) = try await infusion()
      let station = try #require(monitor.children.first)
      kill(station, SIGSTOP)
      try await Task.sleep(for: .seconds(6))
      kill(station, SIGCONT)
      #expect(await terminal.shows("not watched", "stood still"))
      #expect(await eventually { session?.count("gap") ?? 0 > 0 })
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    @Test func aSessionThatNoDiskTookSaysSoAtItsEnd() async throws {
      TextFile.write("in the way", to: chair.sessionsFolder)
      let (terminal, monitor) = try await infusion()
      #expect(terminal.text.contains("NOT REC"))
      terminal.type(":stop reason=practice by=KM\r")
      #expect(await terminal.answer("End the infusion (practice)", "y"))
      #expect(await terminal.shows("OBSERVING"))
      terminal.type(":close reason=practice by=KM\r")
      #expect(await terminal.answer("close all the same?", "y"))
      #expect(await terminal.shows("SUMMARY", "NOT ON DISK"))
      terminal.type("q")
      #expect(await eventually { monitor.exitStatus == 74 })
    }
  }
}
