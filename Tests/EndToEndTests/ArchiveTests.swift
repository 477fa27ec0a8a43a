import CLinux
import Glibc
import Testing

extension EndToEndTests {
  /// What becomes of sessions that lie on a disk for years: somebody changes, copies, renames or removes one,
  /// and whoever reads them afterwards is told.
  @Suite struct ArchiveTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func run(_ arguments: [String], input: String = "") async throws -> HeadlessRun {
      try #require(await HeadlessRun.of(arguments, input: input, on: chair))
    }

    private static let course =
      "@5 setup patient=P-1 weight=70 plan=trd-40\n@10 start override=practice\n@40 stop reason=done\n"

    /// A patient's session, closed and sealed unless its script ends before.
    private func record(closes: Bool = true) async throws {
      let script = chair.write(Self.course + (closes ? "@50 close reason=done\n" : ""), to: "script")
      let vitals = (0...60).map { "@\($0) hr=72 spo2=98\n" }.joined()
      let made = try await run(
        ["monitor", "--headless", "--clock", "source", "--device", "line@-", "--script", script, "--new"]
          + ["--sessions", chair.sessionsFolder], input: vitals)
      #expect(made.status == 0)
    }

    private func list(_ more: String...) async throws -> HeadlessRun {
      try await run(["list", chair.sessionsFolder] + more)
    }

    private func verify(_ more: String...) async throws -> HeadlessRun {
      try await run(["verify", chair.sessionsFolder] + more)
    }

    private func session() throws -> RecordedSession { try #require(chair.sessions.first) }
    private func name(_ session: RecordedSession) -> String {
      String(session.folder.split(separator: "/").last ?? "")
    }

    /// Writes a session's file anew, changed.
    private func change(_ file: String, _ edit: (String) -> String) throws {
      let session = try session()
      TextFile.write(edit(session.text(file)), to: "\(session.folder)/\(file)")
    }

    private func forgeTheDose() throws -> Int {
      let line = try #require(
        session().entries.firstIndex { $0.contains(#""kind":"infusion""#) && $0.contains("stopped") })
      try change("journal.jsonl") { text in
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[line] = lines[line].replacing("\"delivered_mg\":", with: "\"delivered_mg\":4")
        return lines.joined(separator: "\n")
      }
      return line
    }

    @Test func aSoundArchiveIsCalledSoundAndRemembersItself() async throws {
      try await record()
      let listed = try await list()
      #expect(listed.status == 0)
      #expect(listed.complaints == "")
      #expect(try await verify().status == 0)
      let ledger = try #require(TextFile.read("\(chair.sessionsFolder)/ledger.jsonl"))
      #expect(ledger.split(separator: "\n").count == 2)
      #expect(ledger.contains("\"session\":\"\(name(try session()))\""))
      let head = try #require(session().entries.last?.suffix(66).prefix(64))
      #expect(ledger.contains("\"head\":\"\(head)\""))
      let page = try await run(["report", session().folder])
      #expect(page.status == 0)
      #expect(page.events.contains { $0.contains(head) })
    }

    @Test(arguments: ["text", "html", "json"])
    func aChangedDoseIsSaidOnEveryPage(format: String) async throws {
      try await record()
      let head = try #require(session().entries.last?.suffix(66).prefix(64))
      let entry = try forgeTheDose()
      let page = try await run(["report", session().folder, "--format", format])
      #expect(page.status == 1)
      let text = page.events.joined(separator: "\n")
      #expect(text.contains("DAMAGED, entry \(entry):"))
      #expect(!text.contains(head) && !text.contains("RECORD     sealed"))
      #expect(page.complaints.contains("line \(entry + 1)"))
    }

    @Test func aChangedDoseIsSaidInListAndSeries() async throws {
      try await record()
      let entry = try forgeTheDose()
      let rows = try await list()
      #expect(rows.status == 1)
      #expect(rows.events.last?.contains("DAMAGED, entry \(entry):") == true)
      let objects = try await list("--json")
      #expect(objects.status == 1)
      #expect(objects.events.first?.contains("\"problems\":[\"DAMAGED, entry \(entry):") == true)
      let series = try await run(["series", "P-1", "--sessions", chair.sessionsFolder])
      #expect(series.status == 1)
      #expect(series.events.contains { $0.contains("DAMAGED, entry \(entry):") })
    }

    /// The damage is told by the exit status as by the page; what was printed and lost comes first.
    @Test(arguments: [["list"], ["list", "--json"], ["series", "P-1"], ["report", "%"], ["verify", "%"]])
    func whatWasNotWrittenComesBeforeTheDamage(words: [String]) async throws {
      try await record()
      _ = try forgeTheDose()
      let folder = try session().folder
      let named = words.map { $0 == "%" ? folder : $0 } + ["--sessions", chair.sessionsFolder]
      let complaints = OpenedAs.path(chair.path("complaints"), flags: O_WRONLY | O_CREAT | O_TRUNC)
      let full = OpenedAs.path("/dev/full", flags: O_WRONLY)
      let program = try #require(
        Program.start(named, standard: [.path("/dev/null", flags: O_RDWR), full, complaints]))
      #expect(await eventually { program.exitStatus == 74 }, "\(words)")
      let said = TextFile.read(chair.path("complaints")) ?? ""
      #expect(said.contains("standard output: No space left on device"), "\(said)")
    }

    @Test(arguments: ["csv", "fhir", "fhir-transaction", "hl7"])
    func nothingOfADamagedRecordIsExportedUnlessItIsAskedFor(format: String) async throws {
      try await record()
      _ = try forgeTheDose()
      let export = ["export", try session().folder, "--format", format]
      let plain = chair.path("out.\(format)")
      let refused = try await run(export + ["-o", plain])
      #expect(refused.status == 1)
      #expect(access(plain, F_OK) != 0)
      #expect(try await run(export).events.isEmpty)

      // The name itself must say it, not the folder it lies in.
      for target in [["-o", plain], ["-o", chair.path("DAMAGED/out")], ["-o", "-"], []] {
        #expect(try await run(export + ["--damaged"] + target).status == 64)
      }
      #expect(access(plain, F_OK) != 0)
      let marked = chair.path("out-DAMAGED.\(format)")
      #expect(try await run(export + ["--damaged", "-o", marked]).status == 1)
      let written = try #require(TextFile.read(marked))
      #expect(!written.isEmpty)
      #expect(!written.contains("\"status\":\"final\"") && !written.contains("\"status\":\"completed\""))
      #expect(written.contains("\"status\":\"unknown\"") == format.hasPrefix("fhir"))
      #expect(written.contains("|R|||") == false)
    }

    @Test func anArchiveAsTablesLeavesOutWhatIsDamagedAndSaysSo() async throws {
      try await record()
      let tables = chair.path("tables")
      let export = ["export", "--all", tables, "--simulations", "--sessions", chair.sessionsFolder]
      #expect(try await run(export).status == 0)
      let rows = { (table: String) in
        TextFile.read("\(tables)/\(table).csv")?.split(separator: "\n").count
      }
      #expect(rows("sessions") == 2 && rows("doses") == 2 && rows("minutes") == 2)
      #expect(TextFile.read("\(tables)/tables.sql")?.contains("'minute': 'BIGINT'") == true)
      let bare = try #require(
        await HeadlessRun.of(export + ["--parquet"], environment: ["PATH": "/nowhere"], on: chair))
      #expect(bare.status == 73)
      #expect(bare.complaints.contains("there is no duckdb on the PATH"))

      _ = try forgeTheDose()
      let second = try await run(export)
      #expect(second.status == 1)
      #expect(second.complaints.contains("left out"))
      #expect(rows("sessions") == 1)
    }

    struct Accident: Sendable, CustomTestStringConvertible {
      var testDescription: String
      /// What `verify` must say.
      var said: String
      var happen: @Sendable (RecordedSession) -> Void
    }

    static let accidents = [
      Accident(testDescription: "a changed page", said: "wrong: summary.txt is not what the journal gives") {
        TextFile.append("All well.\n", to: "\($0.folder)/summary.txt")
      },
      Accident(
        testDescription: "a changed table",
        said: "wrong: vitals.csv is not what the journal gives: line 2 is \"0,73,"
      ) {
        TextFile.write($0.text("vitals.csv").replacing(",72,", with: ",73,"), to: "\($0.folder)/vitals.csv")
      },
      Accident(testDescription: "a lost table", said: "wrong: observation.csv is missing") {
        unlink("\($0.folder)/observation.csv")
      },
      Accident(testDescription: "a deleted journal", said: "damaged: the journal is gone") {
        unlink("\($0.folder)/journal.jsonl")
      },
      Accident(testDescription: "a renamed folder", said: "wrong: the record is that of session") {
        rename($0.folder, $0.folder.dropLast(6) + "000000")
      },
      Accident(testDescription: "a folder named at will", said: "wrong: the record is that of session") {
        rename($0.folder, $0.folder.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/old")
      },
      Accident(testDescription: "an earlier state", said: "damaged: the ledger knows it sealed") {
        let lines = $0.entries.dropLast().map { $0 + "\n" }
        TextFile.write(lines.joined(), to: "\($0.folder)/journal.jsonl")
      },
      Accident(testDescription: "a removed session", said: "gone; the ledger knows it") { session in
        for file in session.files { unlink("\(session.folder)/\(file)") }
        rmdir(session.folder)
      },
    ]

    @Test(arguments: accidents)
    func verifyFinds(accident: Accident) async throws {
      try await record()
      accident.happen(try session())
      let found = try await verify()
      #expect(found.status == 1)
      #expect(found.events.contains { $0.contains(accident.said) }, "\(found.events)")
      #expect(!found.events.contains { $0.hasSuffix(": ok") })
    }

    /// The chain alone finds a changed byte, and says of itself that it looked at nothing else.
    @Test func theChainAloneIsFollowedWhereThatIsAskedFor() async throws {
      try await record()
      try change("summary.txt") { $0 + "All well.\n" }
      let chain = try await verify("--chain")
      #expect(chain.status == 0)
      #expect(chain.events.first?.hasSuffix(": chain ok") == true)
      #expect(chain.events.last == "note: the chain alone was followed: no replay, no tables, no summary")
      _ = try forgeTheDose()
      #expect(try await verify("--chain").status == 1)
      #expect(try await verify("--chain", "--rebuild-ledger").status == 64)
    }

    /// What the ledger tells of a session is what `list` tells, but not from a line that was changed.
    @Test func aLineOfTheLedgerThatWasChangedTellsNothing() async throws {
      try await record()
      let line = try #require(TextFile.read(ledger)?.split(separator: "\n").last)
      #expect(line.contains("\"patient\":\"P-1\""))
      TextFile.write(try #require(TextFile.read(ledger)).replacing("\"P-1\"", with: "\"P-2\""), to: ledger)
      let rows = try await list("--json")
      #expect(rows.status == 1)
      #expect(rows.events.first?.contains("\"patient\":\"P-1\"") == true)
      #expect(rows.complaints.contains("line 2 was changed after it was written"))
    }

    @Test func aCopyIsNoSecondSession() async throws {
      try await record()
      let original = try session()
      let copy = original.folder.dropLast(6) + "000000"
      mkdir(String(copy), 0o700)
      for file in original.files { TextFile.write(original.text(file), to: "\(copy)/\(file)") }
      let found = try await verify()
      #expect(found.status == 1)
      #expect(found.events.count { $0.hasSuffix(": ok") } == 1)
      #expect(found.events.contains { $0.contains("TWICE: the same session lies in ") })
      let series = try await run(["series", "P-1", "--sessions", chair.sessionsFolder])
      #expect(series.status == 1)
      #expect(series.events.first == "SERIES of P-1: 1 treatment")
    }

    /// Its chain holds, its seal counts, its inputs give its events, its tables agree: only the ledger knows.
    @Test func aSessionThatWasWrittenAnewIsNotTheLedgers() async throws {
      func simulate(_ note: String, into folder: String) async throws -> RecordedSession {
        let script = chair.write("@5 note text=\(note)\n@50 close reason=done\n", to: "script")
        let made = try await run(
          ["simulate", "--out", chair.path(folder), "--scenario", "uneventful", "--script", script])
        return RecordedSession(folder: try #require(made.events.first))
      }
      let first = try await simulate("one", into: "archive")
      let second = try await simulate("two", into: "workshop")
      #expect(name(first) == name(second))
      #expect(try await run(["verify", chair.path("archive")]).status == 0)
      for file in second.files { TextFile.write(second.text(file), to: "\(first.folder)/\(file)") }
      let found = try await run(["verify", first.folder])
      let rows = try await run(["list", chair.path("archive"), "--all", "--json"])
      let page = try await run(["report", first.folder])
      for run in [found, rows, page] {
        #expect(run.status == 1)
        let text = run.events.joined(separator: " ")
        #expect(text.contains("the record is not the one that the ledger knows"), "\(text)")
      }
      #expect(!page.events.contains { $0.contains("chain head") })
    }

    @Test func whoRunsAndWhoIsLeftAloneAreToldApart() async throws {
      try await record(closes: false)
      let left = try await list()
      #expect(left.status == 0)
      #expect(left.events.last?.hasSuffix("  unsealed, nobody watches") == true)

      let null = OpenedAs.path("/dev/null", flags: O_RDWR)
      mkfifo(chair.path("silence"), 0o600)
      let silence = open(chair.path("silence"), O_RDWR)
      defer { close(silence) }
      let holder = try #require(
        Program.start(
          ["monitor", "--headless", "--new", "--sessions", chair.sessionsFolder]
            + ["--device", "line@file:\(chair.path("silence"))"], standard: [null, null, null]))
      #expect(write(silence, "hr=71\n", 6) == 6)
      #expect(await eventually { chair.sessions.contains { $0.count("reading") == 1 } })
      let both = try await list()
      #expect(both.events.dropFirst().map { $0.hasSuffix("  unsealed, watched") } == [false, true])
      #expect(both.events[1].hasSuffix("  unsealed, nobody watches"))
      holder.send(SIGTERM)
      #expect(await eventually { holder.exitStatus == 0 })
      #expect(try await list().events.filter { $0.hasSuffix("  unsealed, nobody watches") }.count == 2)
      #expect(try await verify().events.filter { $0.hasSuffix(": unsealed") }.count == 2)
    }

    // MARK: The ledger itself

    private var ledger: String { "\(chair.sessionsFolder)/ledger.jsonl" }

    @Test func anArchiveWithoutALedgerGetsOneAndItIsSaid() async throws {
      try await record()
      unlink(ledger)
      unlink("\(chair.sessionsFolder)/.chairs/ledger.end")
      let first = try await list()
      #expect(first.status == 0)
      #expect(first.complaints.contains("a ledger is begun with 1 sealed session"))
      #expect(TextFile.read(ledger)?.contains("\"why\":\"found\"") == true)
      #expect(try await list().complaints == "")
      #expect(try await verify().status == 0)
    }

    @Test func itsOwnLossIsTold() async throws {
      try await record()
      unlink(ledger)
      let found = try await verify()
      #expect(found.status == 1)
      #expect(found.events.contains { $0.hasSuffix("it is gone, and had 2 lines") })
      // There is one again, which says so for good.
      let again = try await verify()
      #expect(again.status == 0)
      #expect(again.events.contains { $0.hasSuffix("begun anew after one of 2 lines was lost") })
    }

    @Test(arguments: ["cut back", "changed"])
    func oneThatIsNotToBeReliedOnIsToldUntilItIsRebuilt(what: String) async throws {
      try await record()
      let lines = try #require(TextFile.read(ledger)).split(separator: "\n").map { String($0) + "\n" }
      let edited =
        what == "changed" ? lines[0] + lines[1].replacing("sealed", with: "Sealed") : lines[0]
      TextFile.write(edited, to: ledger)
      for _ in 0..<2 {
        let found = try await verify()
        #expect(found.status == 1)
        #expect(found.events.contains { $0.hasPrefix("ledger: ") })
        #expect(try await list().status == 1)
      }
      #expect(TextFile.read(ledger) == edited)
      let rebuilt = try await verify("--rebuild-ledger")
      #expect(
        rebuilt.complaints.contains("begun anew with 1 sealed session; the one before is ledger-1.jsonl"))
      #expect(try await verify().status == 0)
      #expect(TextFile.read("\(chair.sessionsFolder)/ledger-1.jsonl") == edited)
    }

    @Test func whatIsGoneIsMissedUntilTheLedgerIsRebuilt() async throws {
      try await record()
      try await record()
      let session = try session()
      for file in session.files { unlink("\(session.folder)/\(file)") }
      rmdir(session.folder)
      let rows = try await list()
      #expect(rows.status == 1)
      #expect(rows.complaints.contains("\(name(session)): gone; the ledger knows it"))
      #expect(rows.events.count == 2)
      #expect(try await run(["series", "P-1", "--sessions", chair.sessionsFolder]).status == 1)
      let figures = try await run(["stats", chair.sessionsFolder])
      #expect(figures.status == 1 && figures.events[1] == "NOT TO BE RELIED ON:")
      let object = try await run(["stats", chair.sessionsFolder, "--json"]).events.first
      #expect(object?.contains("\"problems\":[\"\(name(session)): gone; the ledger knows it\"]") == true)
      #expect(try await verify("--rebuild-ledger").status == 1)
      #expect(try await verify().status == 0)
      #expect(try await list().status == 0)
    }

    @Test func anArchiveInWhichNothingIsLeftIsNotIntact() async throws {
      try await record()
      let session = try session()
      for file in session.files { unlink("\(session.folder)/\(file)") }
      rmdir(session.folder)
      #expect(try await verify("--rebuild-ledger").status == 1)
      let nothing = try await verify()
      #expect(nothing.status == 66)
      #expect(nothing.complaints.contains("no session, and none below it"))
    }

    @Test func sessionsThatLieInNoArchiveHaveNoLedger() async throws {
      try await record()
      let folder = chair.path("stick/for the chart")
      mkdir(chair.path("stick"), 0o700)
      let session = try session()
      rename(session.folder, folder)
      #expect(try await run(["verify", chair.path("stick")]).status == 0)
      #expect(try await run(["list", chair.path("stick")]).complaints == "")
      #expect(access(chair.path("stick/ledger.jsonl"), F_OK) != 0)
      #expect(try await run(["verify", "--rebuild-ledger", chair.path("stick")]).status == 64)
    }
  }
}
