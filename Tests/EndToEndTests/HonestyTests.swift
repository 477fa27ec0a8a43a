import Glibc
import Testing

extension EndToEndTests {
  /// The program tells nothing that it did not read or did not write, and changes nothing without a word.
  @Suite struct HonestyTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private var monitor: [String] { ["monitor", "--headless", "--clock", "source", "--device", "line@-"] }

    @Test(arguments: [("", "HOME is not set"), ("mine", "HOME is 'mine', and not a path that begins with /")])
    func withoutAHomeNothingLandsWhereTheShellHappenedToBe(home: String, why: String) async throws {
      let run = try #require(
        await HeadlessRun.of(monitor, input: "@0 hr=72\n", environment: ["HOME": home], on: chair))
      #expect(run.status == 64)
      #expect(run.complaints.contains("\(why): name the folder with --sessions"))
      let named = try #require(
        await HeadlessRun.of(
          monitor + ["--sessions", chair.sessionsFolder], input: "@0 hr=72\n", environment: ["HOME": home],
          on: chair))
      #expect(named.status == 0)
    }

    @Test func aFileWithoutAnEndIsRefused() async throws {
      for command in [["config", "check", "/dev/zero"], ["config", "show", "/dev/zero"]] {
        let run = try #require(await HeadlessRun.of(command, on: chair))
        #expect(run.status == 1 || run.status == 65)
        #expect(run.complaints.contains("/dev/zero: more than 4194304 bytes"))
      }
    }

    @Test func aPipeInWhichNothingComesIsRefused() async throws {
      mkfifo(chair.path("silence"), 0o600)
      let run = try #require(await HeadlessRun.of(["config", "check", chair.path("silence")], on: chair))
      #expect(run.status == 74)
      #expect(run.complaints.contains("silence: nothing comes from it"))
    }

    @Test func aPatientThatIsNoTextIsRefusedAndNotChanged() async throws {
      let command = """
        exec "$0" \(monitor.joined(separator: " ")) --sessions \(chair.sessionsFolder) --patient "$(printf 'P-\\377')"
        """
      let run = try #require(await HeadlessRun.shell(command, input: "@0 hr=72\n", on: chair))
      #expect(run.status == 64)
      #expect(run.complaints.contains("word 10 of the command line is not UTF-8"))
      #expect(chair.sessions.isEmpty)
    }

    @Test func anInputThatBreaksOffIsNotAtItsEnd() async throws {
      // A folder in place of standard input: every read of it fails.
      mkdir(chair.path("folder"), 0o700)
      let command = """
        exec "$0" \(monitor.joined(separator: " ")) --sessions \(chair.sessionsFolder) <\(chair.path("folder"))
        """
      let run = try #require(await HeadlessRun.shell(command, on: chair))
      #expect(run.status == 74)
      #expect(run.complaints.contains("read: Is a directory; what follows byte 0 is lost"))
      #expect(chair.sessions.first?.entries.contains { $0.contains("read: Is a directory") } == true)
    }

    /// Whoever started the program has closed it, and no file of the program's own takes its place.
    @Test func aClosedStandardInputIsAtItsEnd() async throws {
      let command = """
        exec "$0" \(monitor.joined(separator: " ")) --sessions \(chair.sessionsFolder) <&-
        """
      let run = try #require(await HeadlessRun.shell(command, on: chair))
      #expect(run.status == 0)
      #expect(chair.sessions.count == 1)
    }

    @Test func aClosedStandardOutputIsToldAndTheSessionRecorded() async throws {
      let command = """
        exec "$0" \(monitor.joined(separator: " ")) --sessions \(chair.sessionsFolder) >&-
        """
      let run = try #require(await HeadlessRun.shell(command, input: "@0 hr=72\n@5 hr=73\n", on: chair))
      #expect(run.status == 74)
      #expect(chair.sessions.first?.entries.contains { $0.contains("\"hr\":73") } == true)
    }

    @Test func anExportThatALimitCutsOffIsToldAndDoesNotStay() async throws {
      let recorded = try #require(
        await HeadlessRun.of(
          monitor + ["--sessions", chair.sessionsFolder], input: "@0 hr=72\n@5 hr=73\n", on: chair))
      #expect(recorded.status == 0)
      let session = try #require(chair.sessions.first).folder
      // No file may grow beyond half a kilobyte.
      let command = "ulimit -f 1; exec \"$0\" export \(session) --format fhir -o \(chair.path("cut.fhir"))"
      let run = try #require(await HeadlessRun.shell(command, on: chair))
      #expect(run.status == 73)
      #expect(run.complaints.contains("cut.fhir: File too large"))
      #expect(access(chair.path("cut.fhir"), F_OK) != 0)
    }

    @Test func aDiskThatTakesNoHeaderKeepsNoFolder() async throws {
      // No file may grow beyond a kilobyte: the header does not fit.
      let command = """
        ulimit -f 1; exec "$0" \(monitor.joined(separator: " ")) --sessions \(chair.sessionsFolder)
        """
      let run = try #require(await HeadlessRun.shell(command, input: "@0 hr=72\n", on: chair))
      #expect(run.status == 74)
      #expect(run.complaints.contains("file size limit"))
      #expect(chair.sessions.isEmpty)
    }

    @Test func aJournalThatNeverBeganIsEmptyAndNotDamaged() async throws {
      var folder = chair.sessionsFolder
      mkdir(folder, 0o700)
      for name in ["2026", "01", "2026-01-05T080000Z_1_abcdef"] {
        folder += "/\(name)"
        mkdir(folder, 0o700)
      }
      TextFile.write(#"{"n":0,"t":0,"wall":"2026-01"#, to: "\(folder)/journal.jsonl")
      let verified = try #require(await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair))
      #expect(verified.status == 1)
      #expect(
        verified.events.first?.hasSuffix(
          "empty: nothing was recorded: it ended before its first line was on the disk") == true)
      let listed = try #require(await HeadlessRun.of(["list", chair.sessionsFolder], on: chair))
      #expect(listed.status == 0)
      #expect(listed.events.contains { $0.contains("EMPTY") })
      // A table beside it was made of a journal.
      TextFile.write("time_s\n", to: "\(folder)/vitals.csv")
      let emptied = try #require(await HeadlessRun.of(["verify", chair.sessionsFolder], on: chair))
      #expect(emptied.events.first?.contains("the journal is gone") == true)
    }

    @Test func whatAnInputHoldsDoesNotReachATerminal() async throws {
      let escape = "\u{1B}[31m\u{9B}2J\u{202E}x"
      mkdir(chair.path("sessions"), 0o700)
      for arguments in [
        ["list", chair.path(escape)], ["verify", chair.path(escape)], ["report", escape],
        ["monitor", escape],
        ["list", "--\(escape)"], [escape], ["config", "check", chair.path(escape)],
        ["replay", chair.path(escape)],
        ["series", escape, "--sessions", chair.path(escape)],
      ] {
        let run = try #require(await HeadlessRun.of(arguments, on: chair))
        #expect(run.status != 0)
        let told = run.complaints + run.events.joined(separator: "\n")
        let unseen = told.unicodeScalars.filter {
          $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
        }
        #expect(unseen.isEmpty, "\(arguments[0])")
      }
    }
  }
}
