import Glibc
import Testing

extension EndToEndTests {
  /// What lies on a chair when a monitor begins there, and what a person reaches from its first screen.
  @Suite struct BeginningTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func monitor(_ patient: String, _ more: String...) -> [String] {
      ["monitor", "--simulate", "--sessions", chair.sessionsFolder, "--weight", "70", "--plan", "trd-40"]
        + ["--patient", patient] + more
    }

    private func session(of patient: String) -> RecordedSession? {
      chair.sessions.first { $0.entries.first?.contains(#""patient":"\#(patient)""#) == true }
    }

    /// A terminal on which somebody's infusion runs.
    private func infusion(_ patient: String) async throws -> (ChairTerminal, RunningProgram) {
      let script = chair.write("@1 start override=\"practice\" by=KM\n", to: "script")
      let terminal = try #require(ChairTerminal())
      let program = try #require(terminal.start(monitor(patient, "--script", script)))
      #expect(await terminal.shows("INFUSING", patient))
      return (terminal, program)
    }

    @Test func anInfusionBesideWhichAnotherSessionWasBegunIsSaidAndReached() async throws {
      let (_, first) = try await infusion("P-7")
      let second = try #require(ChairTerminal())
      let other = try #require(second.start(monitor("P-8")))
      #expect(await second.answer("watched elsewhere", "n"))
      #expect(await second.answer("nobody watches this patient any more then", "another patient sits here\r"))
      #expect(await second.answer("Your initials", "KM\r"))
      #expect(await second.answer("Leave P-7 unwatched", "y"))
      #expect(await second.shows("PREPARATION", "P-8", "chair 1, nobody watches: P-7 INFUSING"))
      #expect(await eventually { first.exitStatus == 0 })

      // Nobody named: the watched one stands first, the infusion below it.
      let third = try #require(ChairTerminal())
      let last = try #require(
        third.start(["monitor", "--simulate", "--sessions", chair.sessionsFolder]))
      #expect(await third.shows("P-8", "another terminal", "P-7", "nobody"))
      third.type("2\r")
      #expect(await third.shows("INFUSING", "P-7", "not watched"))
      #expect(await eventually { other.exitStatus == 0 })
      #expect(chair.sessions.count == 2)
      #expect(session(of: "P-7")?.count("gap") == 1)
      #expect(session(of: "P-8")?.count("gap") == 0)
      let begun = session(of: "P-8")?.entries.joined() ?? ""
      #expect(begun.contains("left unwatched by KM (another patient sits here): P-7, infusing"))
      last.send(SIGTERM)
      #expect(await eventually { last.exitStatus == 0 })
    }

    @Test func anotherChairSaysThatNobodyWatchesThisOne() async throws {
      let (_, program) = try await infusion("P-7")
      let beside = try #require(ChairTerminal())
      let other = try #require(beside.start(monitor("P-8", "--chair", "2")))
      #expect(await beside.shows("PREPARATION", "P-8"))
      #expect(!beside.text.contains("nobody watches"))
      other.send(SIGTERM)
      #expect(await eventually { other.exitStatus == 0 })
      program.send(SIGTERM)
      #expect(await eventually { program.exitStatus == 0 })
      let again = try #require(ChairTerminal())
      let last = try #require(again.start(monitor("P-9", "--chair", "3")))
      #expect(await again.shows("PREPARATION", "P-9", "chair 1, nobody watches: P-7 INFUSING, last entry"))
      last.send(SIGTERM)
      #expect(await eventually { last.exitStatus == 0 })
    }

    @Test func aResumeOfANamedPatientIsOfThatPatient() async throws {
      for patient in ["P-1", "P-2"] { #expect(try await headless(patient, "--new").status == 0) }
      let resumed = try await headless("P-1", "--resume")
      #expect(resumed.status == 0)
      #expect(session(of: "P-1")?.count("reading") == 2)
      #expect(session(of: "P-2")?.count("reading") == 1)
      let other = try await headless("P-3", "--resume")
      #expect(other.status == 64)
      #expect(other.complaints.contains("another patient's"))
      #expect(chair.sessions.count == 2)
    }

    @Test func anOptionThatASessionWhichGoesOnDoesNotTakeIsNamed() async throws {
      _ = try await headless("P-1", "--new")
      #expect(try await headless("P-1", "--resume").complaints == "")
      let weighed = try #require(
        await HeadlessRun.of(
          ["monitor", "--headless", "--clock", "source", "--sessions", chair.sessionsFolder]
            + ["--weight", "80", "--resume", "--device", "line@-"],
          input: "@19 hr=73\n", on: chair))
      #expect(weighed.complaints == "chairside: --weight 80 kg is not taken: the session has 70 kg\n")
      #expect(weighed.status == 0)
    }

    @Test func withoutAScreenEverySessionThatStaysOpenIsSaid() async throws {
      for patient in ["P-1", "P-2"] { _ = try await headless(patient, "--new") }
      let run = try await headless("P-3")
      #expect(run.complaints.contains("P-1, preparation, last entry"))
      #expect(run.complaints.contains("P-2, preparation, last entry"))
      #expect(chair.sessions.count == 3)
    }

    /// As a screen does, in its words; at another chair the same patient's infusion is soon forgotten.
    @Test(arguments: [true, false])
    func withoutAScreenWhoIsWatchedByNobodyElsewhereIsSaid(bySourceClock: Bool) async throws {
      let script = chair.write("@0 start override=practice\n", to: "script")
      let begun = try await headless("P-1", "--new", "--script", script)
      #expect(begun.status == 0 && begun.complaints == "")
      let out = chair.path("second")
      let complaints = OpenedAs.path(out, flags: O_WRONLY | O_CREAT | O_TRUNC)
      let null = OpenedAs.path("/dev/null", flags: O_RDWR)
      let clock = bySourceClock ? ["--clock", "source"] : []
      let second = try #require(
        Program.start(
          ["monitor", "--headless", "--new", "--chair", "2", "--patient", "P-1", "--device", "line@-"]
            + ["--sessions", chair.sessionsFolder] + clock, standard: [null, null, complaints]))
      let said = "chairside: chair 1, nobody watches: P-1 INFUSING, last entry "
      #expect(await eventually { TextFile.read(out)?.hasPrefix(said) == true }, "\(TextFile.read(out) ?? "")")
      second.send(SIGTERM)
      #expect(await eventually { second.exitStatus == 0 })
      #expect(TextFile.read(out)?.split(separator: "\n").count { $0.contains("nobody watches: P-1") } == 1)
    }

    private func headless(_ patient: String, _ more: String...) async throws -> HeadlessRun {
      try #require(
        await HeadlessRun.of(
          ["monitor", "--headless", "--clock", "source", "--sessions", chair.sessionsFolder]
            + ["--weight", "70", "--plan", "trd-40", "--patient", patient, "--device", "line@-"] + more,
          input: more == ["--resume"] ? "@9 hr=73\n" : "@0 hr=72 spo2=98\n", on: chair))
    }
  }
}
