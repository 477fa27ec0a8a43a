import Glibc
import Testing

extension EndToEndTests {
  /// What a drill's score promises to programs that read it.
  @Suite struct DrillTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func run(_ arguments: [String]) async throws -> HeadlessRun {
      try #require(await HeadlessRun.of(arguments, on: chair))
    }

    private func drilled(_ script: String, to score: String, seed: Int = 7) async throws -> String {
      let file = chair.write(script, to: "script")
      let end = try await run([
        "drill", "uneventful", "--seed", "\(seed)", "--headless", "--script", file, "--score",
        chair.path(score), "--sessions", chair.sessionsFolder,
      ])
      #expect(end.status == 0)
      return try #require(TextFile.read(chair.path(score)))
    }

    /// The bolus is refused, and stands in the score all the same.
    @Test func theScoreIsAFileAndAnAttemptStandsInIt() async throws {
      let script = """
        @3 start override=practice
        @10 bolus mg=300 reason="patient restless"
        @20 stop reason=done
        @30 close reason="gone home"

        """
      let score = try await drilled(script, to: "a.json")
      #expect(score.hasPrefix("{\"passed\":false,\"objectives\":["))
      #expect(score.contains("{\"id\":\"no-harmful-act\",\"result\":\"harmful\",\"at_s\":10}"))
      #expect(score.contains("\"harm\":0,"))
      #expect(score.contains("\"refused\":true"))
      #expect(score.hasSuffix("\"rubric\":11,\"scenario\":\"uneventful\",\"seed\":\"7\"}\n"))
      #expect(try await drilled(script, to: "b.json") == score)
      // It is in the record, and in what is made of the record.
      let session = try #require(chair.sessions.first)
      let report = try await run(["report", session.folder, "--format", "json"])
      #expect(report.events.joined().contains("\"drill\":{\"passed\":false"))
      #expect(try await run(["verify", session.folder]).status == 0)
      // And the drill can be talked about.
      let debrief = try await run(["debrief", session.folder])
      #expect(debrief.status == 0)
      #expect(debrief.events.first?.hasPrefix("CHAIRSIDE DEBRIEF") == true)
      #expect(debrief.events.contains("  harmful     no-harmful-act"))
    }

    /// On a screen, where the monitor beside the chair is simulated.
    @Test func aTraineeStartsTheCuff() async throws {
      let terminal = try #require(ChairTerminal())
      let drill = try #require(
        terminal.start([
          "drill", "uneventful", "--patient", "P-1", "--sessions", chair.sessionsFolder,
        ]))
      #expect(await terminal.shows("PREPARATION", "SIMULATION"))
      terminal.type("C")
      #expect(await terminal.shows("noted: cuff"))
      let isRecorded = await eventually {
        chair.sessions.first?.entries.contains { $0.contains("\"name\":\"cuff\"") } ?? false
      }
      #expect(isRecorded)
      drill.send(SIGTERM)
      #expect(await eventually { drill.exitStatus != nil })
      #expect(terminal.isSane)
    }

    /// Before, a whole score stood there, `not passed`; and that the same command went on with it, which
    /// draws another seed.
    @Test(arguments: [["drill", "uneventful"], ["drill", "--random", "--level", "2"]])
    func aDrillThatIsLeftIsNotOver(words: [String]) async throws {
      let terminal = try #require(ChairTerminal(columns: 200))
      let drill = try #require(
        terminal.start(words + ["--patient", "P-1", "--sessions", chair.sessionsFolder]))
      #expect(await terminal.shows("PREPARATION", "SIMULATION"))
      drill.send(SIGTERM)
      let command = "to go on: chairside \(words.joined(separator: " ")) --patient P-1"
      #expect(await terminal.shows("chair drill: nobody watches now", "the drill is not over", command))
      #expect(await eventually { drill.exitStatus != nil })
      let text = terminal.text
      #expect(!text.contains("not passed") && !text.contains("The same command"))
      #expect(text.contains("--seed "))
    }

    /// A script is there to be tried again: its seed is told, and it is the same one.
    @Test func aScriptWithoutASeedIsSeedOne() async throws {
      let script = chair.write("@3 start override=practice\n@20 stop reason=done\n", to: "script")
      let end = try await run([
        "drill", "uneventful", "--headless", "--script", script, "--sessions", chair.sessionsFolder,
      ])
      #expect(end.complaints.contains("uneventful, seed 1: not passed"))
    }

    @Test func everyErrorOfAScenarioIsTold() async throws {
      let storm = chair.write("@10 epsiode vital=spo2 to=84\n@20 rest sys=80 dia=120\n", to: "storm.txt")
      let end = try await run(["drill", "--check", storm])
      #expect(end.status == 65)
      #expect(
        end.complaints.contains("storm.txt:1:5: there is no event 'epsiode'; did you mean \"episode\"?"))
      #expect(end.complaints.contains("storm.txt:2:5: sys 80 is not above dia 120"))
      let empty = try await run(["drill", "--check", chair.write("", to: "empty.yaml")])
      #expect(empty.status == 65)
    }

    /// Before, the changed result was told, and nothing else.
    @Test func aChangedScoreCountsForNobodyAndIsNamed() async throws {
      let script = "@3 start override=practice by=RN\n@20 stop reason=done\n@30 close reason=\"gone home\"\n"
      _ = try await drilled(script, to: "a.json")
      let cohort = ["cohort", chair.sessionsFolder]
      let sound = try await run(cohort)
      #expect(sound.status == 0 && sound.events.prefix(2) == ["1 drill of 1 person", "RN"])

      let session = try #require(chair.sessions.first)
      let score = try #require(session.entries.firstIndex { $0.contains("\"kind\":\"drill.score\"") })
      let changed = session.text("journal.jsonl").replacing(
        "\"carried-through\",\"result\":\"missed\"", with: "\"carried-through\",\"result\":\"mixsed\"")
      TextFile.write(changed, to: "\(session.folder)/journal.jsonl")
      let told = try await run(cohort)
      #expect(told.status == 1)
      #expect(told.events.prefix(2) == ["0 drills of 0 people", "NOT TO BE RELIED ON:"])
      #expect(told.events.contains { $0.contains(": DAMAGED, entry \(score):") })
      #expect(told.complaints.contains("\(session.folder): DAMAGED, entry \(score):"))
      let table = try await run(cohort + ["--csv", "-"])
      #expect(table.status == 1 && table.events.count == 1)
      #expect(table.complaints.contains("DAMAGED, entry \(score):"))
    }

    @Test func aDrillWhoseJournalCannotBeReadIsNamed() async throws {
      let journal = chair.path("sessions/unread/journal.jsonl")
      for folder in [chair.sessionsFolder, chair.path("sessions/unread"), journal] { mkdir(folder, 0o700) }
      let told = try await run(["cohort", chair.path("sessions")])
      #expect(told.status == 1)
      #expect(told.events.prefix(2) == ["0 drills of 0 people", "NOT TO BE RELIED ON:"])
      #expect(told.events.last?.contains("unread/journal.jsonl: open: ") == true)
      #expect(told.complaints.contains("unread/journal.jsonl: open: "))
    }

    @Test func aPrintedScenarioCanBeReadAndTried() async throws {
      let printed = try await run(["drill", "tenfold", "--print"])
      let mine = chair.write(printed.events.joined(separator: "\n") + "\n", to: "mine.yaml")
      let again = try await run(["drill", mine, "--print"])
      #expect(again.status == 0 && again.events == printed.events)
    }
  }
}
