import Testing

extension EndToEndTests {
  /// The machine's file, the user's over it, and the file to begin with.
  @Suite struct ConfigTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> HeadlessRun
    {
      try #require(await HeadlessRun.of(arguments, environment: environment, on: chair))
    }

    @Test func theUsersFileLiesOverTheMachines() async throws {
      let machine = chair.write("limits:\n  spo2: { low: 92 }\n  hr: { low: 45 }\n", to: "machine.yaml")
      let user = chair.write("limits:\n  spo2: { low: 93 }\n", to: "user.yaml")
      let environment = ["CHAIRSIDE_MACHINE_CONFIG": machine]
      let shown = try await run(["config", "show", "--config", user], environment)
      #expect(shown.events.prefix(2) == ["# from: \(machine)", "# from: \(user)"])
      let table = try await run(["config", "show", "--sources", "--config", user], environment)
      func row(_ value: String) -> [Substring]? {
        table.events.first { $0.hasSuffix(" \(value)") }?.split(separator: " ")
      }
      #expect(row("limits.spo2.low: 93")?.first == "\(user):2:16")
      #expect(row("limits.hr.low: 45")?.first == "\(machine):3:14")
      #expect(row("limits.hr.high: 120")?.first == "shipped")
    }

    @Test func aMistakeInTheMachinesFileStopsANewSession() async throws {
      let machine = chair.write("limits:\n  spo2: { lwo: 92 }\n", to: "machine.yaml")
      let user = chair.write("quiet: true\n", to: "user.yaml")
      let monitor = ["monitor", "--headless", "--clock", "source", "--device", "line@-"]
      for arguments in [
        monitor + ["--sessions", chair.sessionsFolder, "--config", user], ["config", "show"],
      ] {
        let run = try await run(arguments, ["CHAIRSIDE_MACHINE_CONFIG": machine])
        #expect(run.status == 65)
        #expect(run.complaints.contains("\(machine):2:11: limits.spo2: there is no key \"lwo\""))
      }
      #expect(chair.sessions.isEmpty)
    }

    @Test func aFileToBeginWithIsWrittenOnce() async throws {
      let home = ["XDG_CONFIG_HOME": chair.path("settings")]
      let file = chair.path("settings/chairside/chairside.yaml")
      #expect(try await run(["config", "init"], home).status == 0)
      #expect(try await run(["config", "check", file]).status == 0)
      let shown = try await run(["config", "show"], home)
      #expect(shown.events.first == "# from: \(file)")
      #expect(shown.events.dropFirst() == (try await run(["config", "show"])).events.dropFirst())

      chair.write("quiet: true\n", to: "settings/chairside/chairside.yaml")
      let again = try await run(["config", "init"], home)
      #expect(again.status == 73)
      #expect(again.complaints.contains("\(file): it is there already"))
      #expect(TextFile.read(file) == "quiet: true\n")
      #expect(try await run(["config", "init", "--force"], home).status == 0)
      #expect(TextFile.read(file)?.hasPrefix("## Chairside's configuration.") == true)
    }
  }
}
