import CLinux
import Glibc
import Testing

extension EndToEndTests {
  /// Without a screen: what scripts and other programs rely on.
  @Suite struct HeadlessTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func underSourceClock(_ more: [String], input: String = "") async -> HeadlessRun? {
      await HeadlessRun.of(
        ["monitor", "--headless", "--clock", "source", "--sessions", chair.sessionsFolder] + more,
        input: input, on: chair)
    }

    /// A desaturation, a second a row, with a gap before its end.
    private static let vitals: [(second: Int, hr: Int, spo2: Int)] = (0...90).map {
      ($0, 72, $0 < 10 || $0 > 60 ? 97 : $0 < 30 ? 88 : 83)
    }

    private static let script = """
      @0 setup patient=P-7 weight=70 plan=trd-40
      @1 start override="practice"
      @30 ack
      @70 stop reason=complete
      @95 close reason=practice
      """

    @Test func recordsAndAScriptGiveTheEventsInTheOrderOfTime() async throws {
      let lines = Self.vitals.map { "@\($0.second) hr=\($0.hr) spo2=\($0.spo2)\n" }.joined()
      let script = chair.write(Self.script, to: "script")
      let run = try #require(
        await underSourceClock(["--device", "line@-", "--script", script], input: lines))
      #expect(run.status == 0)
      let expected = [
        #"{"t":1,"event":"phase","phase":"infusing"}"#,
        #"{"t":25,"event":"alarm.raised","id":"spo2.low","priority":"medium","value":88,"limit":90"#,
        #"{"t":30,"event":"alarm.acknowledged","id":"spo2.low""#,
        #"{"t":35,"event":"alarm.priority","id":"spo2.low","priority":"high","value":83,"limit":85"#,
        #"{"t":66,"event":"alarm.ended","id":"spo2.low","reason":"cleared""#,
        #"{"t":70,"event":"phase","phase":"observing"}"#,
        #"{"t":95,"event":"closed","outcome":"abandoned""#,
      ]
      let places = expected.map { start in run.events.firstIndex { $0.hasPrefix(start) } }
      for (event, place) in zip(expected, places) { #expect(place != nil, "\(event)") }
      let found = places.compactMap { $0 }
      #expect(found == found.sorted())
      #expect(await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair)?.status == 0)
    }

    @Test func linesBehindTheEndOfASessionAreNamed() async throws {
      let late = "\n@95 check\n# all went home\n@99 note text=late\n"
      let script = chair.write(Self.script + late, to: "script")
      let run = try #require(
        await underSourceClock(["--device", "line@-", "--script", script], input: "@0 hr=72\n@120 hr=72\n"))
      #expect(run.status == 0)
      let sentence = "not done: the session was closed before this line"
      #expect(
        run.complaints.split(separator: "\n").filter { $0.contains("not done") }
          == ["chairside: \(script):6: \(sentence)", "chairside: \(script):8: \(sentence)"])
    }

    @Test func aTableAndLinesOfTheSameReadingsGiveTheSameAlarms() async throws {
      let lines = Self.vitals.map { "@\($0.second) hr=\($0.hr) spo2=\($0.spo2)\n" }.joined()
      let rows = Self.vitals.map { "\($0.second),\($0.hr),\($0.spo2)\n" }.joined()
      let table = chair.write("time_s,hr_bpm,spo2_pct\n" + rows, to: "vitals.csv")
      let live = try #require(await underSourceClock(["--device", "line@-"], input: lines))
      let again = try #require(await HeadlessRun.of(["replay", table, "--headless"], on: chair))
      #expect(live.events("alarm").count == 3)
      #expect(live.events("alarm") == again.events("alarm"))
    }

    /// Lines of something else in the midst of good ones: their values are lost as after `-`.
    @Test func linesThatDoNotFollowTheProtocolAreAnAlarm() async throws {
      let good = { (seconds: ClosedRange<Int>) in seconds.map { "@\($0) hr=72 spo2=9\($0 % 9)\n" }.joined() }
      let bad = String(repeating: "SPO2=098% BPM=101\n", count: 7)
      let run = try #require(
        await underSourceClock(["--device", "line@-"], input: good(0...9) + bad + good(30...40)))
      #expect(run.status == 0)
      let expected = [
        #"{"t":9,"event":"alarm.raised","id":"line.garbled","priority":"medium""#,
        #"{"t":14,"event":"alarm.raised","id":"hr.novalue""#,
        #"{"t":33,"event":"alarm.ended","id":"line.garbled","reason":"cleared""#,
        #"{"t":33,"event":"alarm.ended","id":"hr.novalue""#,
      ]
      for start in expected { #expect(run.events.contains { $0.hasPrefix(start) }, "\(start)") }
      #expect(await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair)?.status == 1, "not sealed")
    }

    /// One garbled time, 136 years ahead.
    @Test func aJumpInTimeIsABadLine() async throws {
      let jump = "@4294967296 hr=70 spo2=97\n@4294967297 hr=70\n"
      let lines = "@0 hr=70 spo2=97\n@1 hr=71 spo2=97\n" + jump + "@2 hr=72\n"
      let run = try #require(await underSourceClock(["--device", "line@-"], input: lines))
      #expect(run.status == 0)
      #expect(run.events("alarm").isEmpty)
      let said = "chairside: -, line 3: not read: @4294967296 is more than a day after @1; 1 more bad line"
      #expect(run.complaints.contains(said))
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
      var what: String
      var arguments: [String]
      /// Files beside, by name.
      var files: [String: String] = [:]
      var status: Int32
      /// What the sentence must tell.
      var evidence: String
      var testDescription: String { what }
    }

    /// A `%` stands for the chair's folder.
    private static let headless = ["monitor", "--headless", "--clock", "source", "--sessions", "%/sessions"]

    @Test(arguments: [
      Mistake(
        what: "a device kind that nobody knows", arguments: headless + ["--device", "nonesuch@-"], status: 64,
        evidence: "nonesuch"),
      Mistake(
        what: "a device without a place", arguments: headless + ["--device", "line"], status: 64,
        evidence: "line@-"),
      Mistake(what: "nothing to monitor", arguments: headless, status: 64, evidence: "--device"),
      Mistake(
        what: "no terminal", arguments: ["monitor", "--device", "line@-", "--sessions", "%/sessions"],
        status: 64, evidence: "--headless"),
      Mistake(
        what: "an input that is not there", arguments: headless + ["--device", "line@file:%/missing"],
        status: 66, evidence: "missing"),
      Mistake(
        what: "an input that is a folder", arguments: headless + ["--device", "line@file:%"],
        status: 66, evidence: "directory"),
      Mistake(
        what: "a chair whose name no folder can have",
        arguments: headless + ["--device", "line@-", "--chair", String(repeating: "x", count: 300)],
        status: 64, evidence: "at most 60"),
      Mistake(
        what: "three wishes for what is unsealed",
        arguments: headless + ["--device", "line@-", "--new", "--resume-if-any"], status: 64,
        evidence: "exclude each other"),
      Mistake(
        what: "a script that is not there",
        arguments: headless + ["--device", "line@-", "--script", "%/missing"], status: 66,
        evidence: "missing"),
      Mistake(
        what: "a script with an unknown action",
        arguments: headless + ["--device", "line@-", "--script", "%/script"],
        files: ["script": "@0 check\n@1 frobnicate\n"], status: 65, evidence: "script:2"),
      Mistake(
        what: "an unknown key", arguments: headless + ["--device", "line@-", "--config", "%/clinic.yaml"],
        files: ["clinic.yaml": "reminder_s: 180\nlimitz: {}\n"], status: 65, evidence: "clinic.yaml:2:1"),
      Mistake(
        what: "a low limit that is not below the high one",
        arguments: headless + ["--device", "line@-", "--config", "%/clinic.yaml"],
        files: ["clinic.yaml": "limits:\n  hr: { low: 120, high: 120 }\n"], status: 65,
        evidence: "clinic.yaml:2"),
      Mistake(
        what: "a table with a cell that is no number", arguments: ["replay", "%/vitals.csv", "--headless"],
        files: ["vitals.csv": "time_s,hr_bpm\n0,72\n1,fast\n"], status: 65,
        evidence: "line 3, column 2 (hr_bpm)"),
      Mistake(what: "a misspelt command", arguments: ["monitr"], status: 64, evidence: "\"monitor\""),
      Mistake(
        what: "a misspelt command of a command", arguments: ["config", "chek", "x"], status: 64,
        evidence: "\"check\""),
      Mistake(
        what: "a misspelt option", arguments: ["monitor", "--simlate"], status: 64, evidence: "--simulate"),
      Mistake(
        what: "a misspelt device kind", arguments: headless + ["--device", "nonin-df3@-"], status: 64,
        evidence: "\"nonin-df2\""),
      Mistake(
        what: "a misspelt scenario", arguments: headless + ["--simulate", "vomitting"], status: 64,
        evidence: "\"vomiting\""),
      Mistake(
        what: "a scenario's file that is not there", arguments: headless + ["--simulate", "%/storm.txt"],
        status: 66, evidence: "storm.txt"),
      Mistake(
        what: "a drill's file that is not there", arguments: ["drill", "%/storm.yaml", "--headless"],
        status: 66, evidence: "storm.yaml: No such file"),
      Mistake(
        what: "a drill's file without a folder", arguments: ["drill", "storm.yaml", "--headless"],
        status: 66, evidence: "storm.yaml: No such file"),
      Mistake(
        what: "a drill by its name and at random", arguments: ["drill", "desaturation", "--random"],
        status: 64, evidence: "exclude each other"),
      Mistake(
        what: "a table without a time", arguments: ["replay", "%/vitals.csv", "--headless"],
        files: ["vitals.csv": "hr_bpm\n72\n"], status: 65, evidence: "line 1, column 1"),
      Mistake(
        what: "a session of a newer format", arguments: ["replay", "%/journal.jsonl", "--headless"],
        files: [
          "journal.jsonl":
            #"{"n":0,"t":0,"wall":"2026-01-05T08:00:00.000Z","kind":"header","format_version":3,"h":""#
            + String(repeating: "0", count: 64) + "\"}\n"
        ],
        status: 65, evidence: "format version 3 is newer"),
      Mistake(
        what: "a plan that there is not", arguments: headless + ["--simulate", "--plan", "nope"], status: 64,
        evidence: "known are: trd-40, trd-45"),
      Mistake(
        what: "a weight with its unit", arguments: headless + ["--simulate", "--weight", "70kg"], status: 64,
        evidence: "from 20 to 300 kg, without the unit"),
      Mistake(
        what: "a folder without a session", arguments: ["replay", "%", "--headless"], status: 66,
        evidence: "no session, and none below it"),
      Mistake(
        what: "every error of a configuration with its place",
        arguments: ["config", "check", "%/clinic.yaml"],
        files: ["clinic.yaml": "limitz: {}\nplanz: {}\n"], status: 1,
        evidence: "/clinic.yaml:2:1: there is no key \"planz\""),
      Mistake(
        what: "nothing to resume", arguments: headless + ["--resume", "--device", "line@-"], status: 66,
        evidence: "no unsealed session"),
    ])
    func aMistakeIsToldBeforeASessionBegins(mistake: Mistake) async throws {
      for (name, text) in mistake.files { chair.write(text, to: name) }
      let arguments = mistake.arguments.map {
        $0.split(separator: "%", omittingEmptySubsequences: false).joined(separator: chair.folder)
      }
      let run = try #require(await HeadlessRun.of(arguments, on: chair))
      #expect(run.status == mistake.status)
      #expect(run.complaints.contains(mistake.evidence), "\(run.complaints)")
      #expect(run.events == [])
      #expect(chair.sessions.isEmpty)
    }

    @Test func aFolderOfSessionsThatIsReplayedNamesThem() async throws {
      for name in ["a", "b"] {
        mkdir(chair.path(name), 0o700)
        chair.write("", to: "\(name)/journal.jsonl")
      }
      let run = try #require(await HeadlessRun.of(["replay", chair.folder, "--headless"], on: chair))
      #expect(run.status == 66)
      #expect(
        run.complaints.contains("a folder of 2:\nchairside:   \(chair.path("a"))\n"), "\(run.complaints)")
    }

    @Test func aStoppedRunStandsWhereItStoodAndGoesOnLater() async throws {
      let script = chair.write("@0 start override=practice\n@50 stop reason=complete\n", to: "script")
      let somebody = WholeSessionTests.somebody + ["--script", script]
      // Only half of the input has come when somebody asks the run to stop.
      var ends: [Int32] = [-1, -1]
      #expect(cl_pipe(&ends) == 0)
      let half = "@0 hr=72 spo2=98\n@10 hr=72 spo2=98\n"
      #expect(write(ends[1], half, half.utf8.count) == half.utf8.count)
      let fresh = O_WRONLY | O_CREAT | O_TRUNC
      let program = try #require(
        Program.start(
          ["monitor", "--headless", "--clock", "source", "--sessions", chair.sessionsFolder]
            + somebody + ["--device", "line@-"],
          standard: [
            .descriptor(ends[0]), .path(chair.path("out"), flags: fresh),
            .path(chair.path("complaints"), flags: fresh),
          ]))
      #expect(await eventually { chair.sessions.first?.count("reading") == 2 })
      program.send(SIGTERM)
      #expect(await eventually { program.exitStatus == 0 })
      for end in ends { close(end) }
      let session = try #require(chair.sessions.first)
      #expect(session.count("phase") == 2)

      let rest = "@0 hr=72 spo2=98\n@10 hr=72 spo2=98\n@20 hr=73 spo2=98\n@60 hr=73 spo2=98\n"
      let resumed = try #require(
        await underSourceClock(somebody + ["--device", "line@-", "--resume"], input: rest))
      #expect(resumed.status == 0)
      #expect(
        resumed.events.first
          == #"{"t":20,"event":"gap","from":10,"reason":"the monitor was stopped","estimated":false}"#)
      #expect(
        resumed.events("infusion").first?.hasPrefix(#"{"t":50,"event":"infusion","state":"stopped""#) == true)
      #expect(session.count("infusion") == 2)
      #expect(chair.sessions.count == 1)
    }

    /// What it sent before the restart was garbled; from then on it is good.
    @Test func aSourceThatIsGoodAgainAfterARestartIsHeardAgain() async throws {
      let somebody = WholeSessionTests.somebody + ["--device", "line@-"]
      let bad = (0...20).map { "@\($0) hr=7\($0 % 10) spo2=97\n" + ($0 < 10 ? "" : "hr=abc\n") }.joined()
      let before = try #require(await underSourceClock(somebody, input: bad))
      #expect(before.events("alarm.raised").contains { $0.contains("line.garbled") })
      let good = (21...40).map { "@\($0) hr=7\($0 % 10) spo2=97\n" }.joined()
      let after = try #require(await underSourceClock(somebody + ["--resume"], input: good))
      #expect(after.events("alarm.ended").contains { $0.contains("line.garbled") })
      #expect(after.events("alarm.ended").contains { $0.contains("spo2.novalue") })
    }

    /// It was said to be off for all that comes: numbers alone do not make it well, a restart between or not.
    @Test func aSensorThatWasOffBeforeARestartIsOffUntilItSaysAnotherWord() async throws {
      let somebody = WholeSessionTests.somebody + ["--device", "line@-"]
      let before = (0...5).map { "@\($0) hr=72 spo2=98\n" }.joined() + "@6 status=off\n"
      _ = try #require(await underSourceClock(somebody, input: before))
      let after = try #require(
        await underSourceClock(
          somebody + ["--resume"], input: "@20 hr=73 spo2=97\n@30 status=ok\n@31 hr=74 spo2=98\n"))
      let ended = after.events("alarm.ended")
      #expect(ended.first == #"{"t":30,"event":"alarm.ended","id":"line.sensoroff","reason":"cleared"}"#)
      #expect(
        ended.filter { $0.contains("spo2.novalue") }
          == [#"{"t":31,"event":"alarm.ended","id":"spo2.novalue","reason":"cleared"}"#])
    }

    @Test func anotherPatientsSessionIsNotGoneOnWith() async throws {
      let one = ["--weight", "70", "--plan", "trd-40", "--device", "line@-"]
      _ = await underSourceClock(["--patient", "P-1"] + one, input: "@0 hr=72 spo2=98\n")
      let other = try #require(
        await HeadlessRun.of(
          ["monitor", "--headless", "--sessions", chair.sessionsFolder, "--resume", "--patient", "P-2"] + one,
          on: chair))
      #expect(other.status == 64)
      #expect(other.complaints.contains("another patient's"))
    }

    struct Gone: Sendable, CustomTestStringConvertible {
      var words: [String]
      var status: Int32
      var testDescription: String { words.joined(separator: " ") }
    }

    /// What is recorded goes on, and is no success: whoever reads has not heard of all of it. What only
    /// prints is its reader's to end.
    @Test(arguments: [
      Gone(words: headless + ["--device", "line@file:%/line"], status: 74),
      Gone(
        words: ["drill", "vomiting", "--script", "%/script", "--score", "%/score", "--headless"], status: 74),
      Gone(words: ["replay", "%/vitals.csv", "--headless", "--record"], status: 74),
      Gone(words: ["replay", "%/vitals.csv", "--headless", "--speed", "1000"], status: 0),
      Gone(words: ["config", "show"], status: 128 + SIGPIPE),
    ])
    func whereTheReaderWentAwayTheRecordGoesOn(run: Gone) async throws {
      chair.write("time_s,hr_bpm\n0,72\n1,73\n", to: "vitals.csv")
      chair.write("@0 hr=72\n@1 hr=73\n", to: "line")
      chair.write("@1 start override=practice\n@2 stop reason=done\n@3 close reason=done\n", to: "script")
      let words = run.words.map {
        $0.split(separator: "%", omittingEmptySubsequences: false).joined(separator: chair.folder)
      }
      var ends: [Int32] = [-1, -1]
      #expect(cl_pipe(&ends) == 0)
      close(ends[0])
      let complaints = OpenedAs.path(chair.path("complaints"), flags: O_WRONLY | O_CREAT | O_TRUNC)
      let program = try #require(
        Program.start(
          words, standard: [.path("/dev/null", flags: O_RDWR), .descriptor(ends[1]), complaints],
          environment: ["CHAIRSIDE_SESSIONS": chair.sessionsFolder]))
      close(ends[1])
      #expect(await eventually { program.exitStatus != nil } && program.exitStatus == run.status)
      let said = TextFile.read(chair.path("complaints")) ?? ""
      let sentence = "chairside: standard output: its reader went away, and has not heard of every event\n"
      #expect(said.contains(sentence) == (run.status == 74), "\(said)")
      #expect(chair.sessions.count == (run.status == 74 ? 1 : 0))
      #expect((TextFile.read(chair.path("score")) != nil) == run.words.contains("--score"))
    }

    @Test func aReaderThatStopsDoesNotStopTheMonitoring() async throws {
      // The reader's pipe is full before the session begins.
      var ends: [Int32] = [-1, -1]
      #expect(cl_pipe(&ends) == 0)
      _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
      let filler = [UInt8](repeating: 0x23, count: 4096)
      while write(ends[1], filler, filler.count) > 0 {}
      _ = fcntl(ends[1], F_SETFL, 0)
      let null = OpenedAs.path("/dev/null", flags: O_RDWR)
      let complaints = OpenedAs.path(chair.path("complaints"), flags: O_WRONLY | O_CREAT | O_TRUNC)
      let program = try #require(
        Program.start(
          ["monitor", "--headless", "--simulate", "--sessions", chair.sessionsFolder],
          standard: [null, .descriptor(ends[1]), complaints]))
      #expect(await eventually { chair.sessions.first?.count("reading") ?? 0 > 0 })
      program.send(SIGTERM)
      #expect(await eventually { program.exitStatus == 0 })
      #expect(
        TextFile.read(chair.path("complaints"))?.contains("its reader has not taken every event") == true)
      for end in ends { close(end) }
    }
  }
}
