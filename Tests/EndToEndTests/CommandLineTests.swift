import Glibc
import Testing

extension EndToEndTests {
  /// What the options promise, for one run after another.
  @Suite struct CommandLineTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func run(_ arguments: [String], input: String = "") async throws -> HeadlessRun {
      try #require(await HeadlessRun.of(arguments, input: input, on: chair))
    }

    private func underSourceClock(_ more: [String], input: String = "") async throws -> HeadlessRun {
      let monitor = ["monitor", "--headless", "--clock", "source", "--device", "line@-"]
      return try await run(monitor + ["--sessions", chair.sessionsFolder] + more, input: input)
    }

    private static let reading = "@0 hr=72 spo2=98\n"

    @Test func withoutAScreenANewSessionBesideAnUnsealedOneIsSaid() async throws {
      let first = try await underSourceClock([], input: Self.reading)
      #expect(first.complaints == "")
      let second = try await underSourceClock([], input: Self.reading)
      #expect(second.complaints.contains("has an unsealed session"))
      let asked = try await underSourceClock(["--new"], input: Self.reading)
      #expect(asked.complaints == "")
      #expect(chair.sessions.count == 3)
    }

    /// Of two values the parser would take the last one, without a word.
    @Test(arguments: [
      (["--weight", "70", "--weight", "80"], "--weight is given twice, with '70' and '80': say which"),
      (["--weight=70", "--weight", "70"], "--weight is given twice, with '70' and '70': say which"),
      (
        ["--chair", "a", "--plan", "trd-40", "--chair=b"],
        "--chair is given twice, with 'a' and 'b': say which"
      ),
      (
        ["--patient", "P-1", "--patient", "P-2"],
        "--patient is given twice, with 'P-1' and 'P-2': say which"
      ),
    ])
    func whoSitsThereIsSaidOnce(options: [String], said: String) async throws {
      let refused = try await underSourceClock(options, input: Self.reading)
      #expect(refused.status == 64 && refused.complaints.contains(said), "\(refused.complaints)")
      #expect(chair.sessions.isEmpty)
    }

    @Test func aResumeUnderASourcesClockTakesTheChairOverFirst() async throws {
      let null = OpenedAs.path("/dev/null", flags: O_RDWR)
      // Its device is a pipe in which nothing comes.
      mkfifo(chair.path("silence"), 0o600)
      let silence = open(chair.path("silence"), O_RDWR)
      defer { close(silence) }
      let holder = try #require(
        Program.start(
          ["monitor", "--headless", "--sessions", chair.sessionsFolder]
            + ["--device", "line@file:\(chair.path("silence"))"],
          standard: [null, null, null]))
      #expect(write(silence, "hr=71\n", 6) == 6)
      #expect(await eventually { chair.sessions.first?.count("reading") == 1 })
      let later = try await underSourceClock(["--resume"], input: "@9000 hr=72\n")
      #expect(later.status == 0)
      #expect(await eventually { holder.exitStatus == 0 })
      #expect(chair.sessions.count == 1)
      #expect(chair.sessions.first?.count("reading") == 2)
      // Two writers would have left a second segment that contradicts the first.
      #expect(try await run(["verify", chair.sessionsFolder]).events.first?.hasSuffix("unsealed") == true)
    }

    @Test func whatIsVerifiedWithoutAPathIsTheArchive() async throws {
      _ = try await underSourceClock([], input: Self.reading)
      let verified = try await run(["verify", "--sessions", chair.sessionsFolder])
      #expect(verified.events.first?.hasSuffix("unsealed") == true, "\(verified.complaints)")
      #expect(verified.status == 1)
    }

    /// A terminal would not help.
    @Test func aNameThatNothingHasIsSaidBeforeATerminalIsAskedFor() async throws {
      let replay = try await run(["replay", "nosuch", "--sessions", chair.sessionsFolder])
      #expect(replay.status == 66)
      #expect(replay.complaints.contains("nosuch") && !replay.complaints.contains("terminal"))
    }

    /// The parser breaks a paragraph to the width; one that was broken before left a word on its own line.
    @Test func noParagraphOfTheHelpIsBrokenTwice() async throws {
      let commands = try await run(["--help"]).events.drop { $0 != "SUBCOMMANDS:" }.dropFirst()
        .compactMap { $0.wholeMatch(of: /\ {2}([a-z-]+) +\S.*/).map { String($0.output.1) } }
      #expect(commands.count > 12)
      for command in commands {
        _ = try await run([command, "--help"])
        let page = try #require(TextFile.read(chair.path("out")))
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
          .prefix { !$0.hasPrefix("USAGE:") }
        for (line, next) in zip(lines, lines.dropFirst()) where Self.isProse(line) && Self.isProse(next) {
          #expect(line.count >= 40 || next.hasPrefix("Example"), "\(command): \(line)")
        }
      }
    }

    private static func isProse(_ line: Substring) -> Bool {
      !line.isEmpty && !line.hasPrefix(" ") && !line.hasPrefix("- ")
    }

    @Test func aFifoAmongTheSessionsHoldsNobodyUp() async throws {
      var folder = chair.sessionsFolder
      mkdir(folder, 0o700)
      for name in ["2026", "01", "2026-01-05T080000Z_1_abcdef"] {
        folder += "/\(name)"
        mkdir(folder, 0o700)
      }
      mkfifo("\(folder)/journal.jsonl", 0o600)
      #expect(try await underSourceClock([], input: Self.reading).status == 0)
      #expect(try await run(["list", chair.sessionsFolder]).status == 1)
    }

    @Test func aResumedSessionNeedsNoFileAndANewOneDoes() async throws {
      let broken = chair.write("x: 1\n", to: "clinic.yaml")
      _ = try await underSourceClock([], input: Self.reading)
      let new = try await underSourceClock(["--config", broken], input: "@10 hr=72\n")
      #expect(new.status == 65)
      let resumed = try await underSourceClock(["--config", broken, "--resume"], input: "@10 hr=72\n")
      #expect(resumed.status == 0)
      #expect(chair.sessions.count == 1)
    }

    @Test(arguments: [
      ["config", "show"], ["devices"], ["predict", "--weight", "70"],
      ["replay", "%/vitals.csv", "--headless"], ["--help"], ["--version"], ["list", "--help"],
      ["--generate-completion-script", "bash"],
      ["monitor", "--headless", "--clock", "source", "--device", "line@file:%/line", "--sessions", "%/s"],
    ])
    func whatCannotBeWrittenIsNoSuccess(arguments: [String]) async throws {
      chair.write("time_s,hr_bpm\n0,72\n", to: "vitals.csv")
      chair.write(Self.reading, to: "line")
      let complaints = OpenedAs.path(chair.path("complaints"), flags: O_WRONLY | O_CREAT | O_TRUNC)
      let program = try #require(
        Program.start(
          arguments.map {
            $0.split(separator: "%", omittingEmptySubsequences: false).joined(separator: chair.folder)
          },
          standard: [
            .path("/dev/null", flags: O_RDWR), .path("/dev/full", flags: O_WRONLY), complaints,
          ]))
      #expect(await eventually { program.exitStatus == 74 })
      #expect(TextFile.read(chair.path("complaints"))?.contains("standard output") == true)
    }

    /// A file is there or not; it does not come back as a cable does.
    @Test(arguments: [["--watch", "file:%/none", "--device", "line"], ["--probe", "file:%/none"]])
    func aFileThatIsNotThereIsNoInput(arguments: [String]) async throws {
      let words = arguments.map {
        $0.split(separator: "%", omittingEmptySubsequences: false).joined(separator: chair.folder)
      }
      #expect(try await run(["devices"] + words).status == 66)
    }

    @Test func aFileThatCannotBeReadIsNoBadInput() async throws {
      let words = ["--headless", "--clock", "source", "--device", "line@file:/proc/self/mem"]
      let run = try await run(["monitor", "--sessions", chair.sessionsFolder] + words)
      #expect(run.status == 74)
      #expect(run.complaints.contains("/proc/self/mem"))
    }

    @Test(arguments: [
      ["--every", "9223372036854775807"], ["--until", "604801"], ["--ke0", "nan"], ["--ke0", "inf"],
    ])
    func aCourseThatNobodyHasIsNotPredicted(options: [String]) async throws {
      #expect(try await run(["predict", "--weight", "70"] + options).status == 64)
    }

    @Test func aSpeedChangesWhenAndNotWhat() async throws {
      let table = chair.write("time_s,hr_bpm\n0,72\n20,73\n", to: "vitals.csv")
      let whole = try await run(["replay", table, "--headless"])
      #expect(whole.events.count > 1)
      let paced = try await run(["replay", table, "--headless", "--speed", "1000"])
      #expect(paced.events == whole.events)

      let script = chair.write(
        "@3 start override=practice\n@20 stop reason=done\n@30 close reason=done\n", to: "script")
      let drill = ["drill", "desaturation", "--headless", "--weight", "70", "--plan", "trd-40"]
      func drilled(_ speed: [String]) async throws -> HeadlessRun {
        try await run(drill + ["--sessions", chair.sessionsFolder, "--script", script] + speed)
      }
      let unhurried = try await drilled(["--speed", "1000"])
      #expect(unhurried.status == 0)
      #expect(unhurried.events("infusion").count == 2)
      #expect(try await drilled([]).events == unhurried.events)
    }

    @Test func aSlowReplayIsStillGoingOnWhenItIsStopped() async throws {
      let table = chair.write("time_s,hr_bpm\n0,72\n86400,73\n", to: "vitals.csv")
      let (null, out) = (OpenedAs.path("/dev/null", flags: O_RDWR), chair.path("out"))
      let program = try #require(
        Program.start(
          ["replay", table, "--headless", "--speed", "1"],
          standard: [null, .path(out, flags: O_WRONLY | O_CREAT | O_TRUNC), null]))
      #expect(await eventually { TextFile.read(out)?.contains("preparation") == true })
      #expect(program.exitStatus == nil)
      program.send(SIGINT)
      #expect(await eventually { program.exitStatus == 0 })
      // Tomorrow's reading ends the alarm for its absence.
      #expect(TextFile.read(out)?.contains("alarm.ended") == false)
    }

    @Test func theConfigurationShownIsAFileAndMayBeShownAgain() async throws {
      let clinic = chair.write("limits:\n  spo2: { low: 92 }\n", to: "clinic.yaml")
      let shown = try await run(["config", "show", clinic])
      let again = chair.write(shown.events.joined(separator: "\n") + "\n", to: "again.yaml")
      #expect(try await run(["config", "check", again]).status == 0)
      let twice = try await run(["config", "show", "--config", again])
      #expect(twice.events.dropFirst() == shown.events.dropFirst())
      #expect(shown.events.contains { $0.contains("low: 92") })
    }

    @Test func whatAPredictionLeavesOutIsSaid() async throws {
      let script = chair.write("@0 start\n@5 rate mlh=900\n", to: "script")
      let run = try await run(["predict", "--weight", "70", "--script", script, "--until", "60"])
      #expect(run.complaints.contains("line 2: rate is refused"))
    }
  }
}
