import Glibc
import Testing

extension EndToEndTests {
  /// A session whose first line, the header, is damaged: nothing can be made of the rest.
  @Suite struct HeaderTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func run(_ arguments: [String], input: String = "") async throws -> HeadlessRun {
      try #require(await HeadlessRun.of(arguments, input: input, on: chair))
    }

    /// The folder of a patient's session with another format than there ever was.
    private func damagedSession() async throws -> String {
      let made = try await run(
        ["monitor", "--headless", "--clock", "source", "--device", "line@-", "--patient", "P-1"]
          + ["--sessions", chair.sessionsFolder], input: "@0 hr=72 spo2=98\n@9 hr=71\n")
      #expect(made.status == 0)
      let session = try #require(chair.sessions.first)
      let text = session.text("journal.jsonl").replacing("\"format_version\":2", with: "\"format_version\":x")
      TextFile.write(text, to: "\(session.folder)/journal.jsonl")
      return session.folder
    }

    /// A path that is wrong does not keep the damage behind it from being found.
    @Test func whatIsNotThereKeepsNothingElseFromBeingVerified() async throws {
      let folder = try await damagedSession()
      let both = try await run(["verify", chair.path("nowhere"), folder])
      #expect(both.status == 1)
      #expect(both.events.contains { $0.hasPrefix("\(folder): damaged: ") }, "\(both.events)")
      #expect(both.complaints.contains("nowhere"))
      #expect(try await run(["verify", chair.path("nowhere")]).status == 66)
    }

    /// Neither bad input nor a page: it was looked at, and is damaged.
    @Test(arguments: [
      ["report"], ["report", "--format", "json"], ["export", "--format", "csv"],
      ["export", "--format", "csv", "--damaged", "-o", "%"],
    ])
    func nothingCanBeMadeOfItAndItIsCalledDamaged(command: [String]) async throws {
      let folder = try await damagedSession()
      let marked = chair.path("DAMAGED.csv")
      let made = try await run(command.map { $0 == "%" ? marked : $0 } + [folder])
      #expect(made.status == 1)
      #expect(made.events.isEmpty && access(marked, F_OK) != 0)
      let said = "\(folder): damaged, and without a header nothing can be made of it: not JSON at byte"
      #expect(made.complaints.contains(said), "\(made.complaints)")
    }

    private func series(of patient: String) async throws -> HeadlessRun {
      try await run(["series", patient, "--sessions", chair.sessionsFolder])
    }

    @Test func whoseItWasIsNotKnown() async throws {
      let name = try await damagedSession().split(separator: "/").last ?? ""
      for patient in ["P-1", "P-2"] {
        let made = try await series(of: patient)
        #expect(made.status == 1)
        #expect(made.complaints.contains("\(name): DAMAGED, line 1: not JSON at byte"))
        #expect(
          made.complaints.contains(
            "no session of \(patient) was found; what is damaged, gone or not readable may hold one"))
      }
    }

    @Test func whoseASessionIsThatCannotBeReadIsNotKnownEither() async throws {
      let folder = try await damagedSession()
      unlink("\(folder)/journal.jsonl")
      mkdir("\(folder)/journal.jsonl", 0o700)
      let made = try await series(of: "P-1")
      #expect(made.status == 74)
      #expect(made.complaints.contains("\(folder)/journal.jsonl: open: "))
      #expect(made.complaints.contains("no session of P-1 was found;"))
    }

    @Test func whoHasNoneWhereAllCanBeReadHasNone() async throws {
      _ = try await run(
        ["monitor", "--headless", "--clock", "source", "--device", "line@-", "--patient", "P-1"]
          + ["--sessions", chair.sessionsFolder], input: "@0 hr=72 spo2=98\n")
      let made = try await series(of: "P-2")
      #expect(made.status == 66 && made.complaints.contains("no session of P-2\n"))
    }

    @Test func aFileThatIsNoSessionIsBadInput() async throws {
      let made = try await run(["report", chair.write("no journal\n", to: "notes.txt")])
      #expect(made.status == 65)
    }
  }
}
