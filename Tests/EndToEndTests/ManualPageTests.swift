import Foundation
import Testing

extension EndToEndTests {
  /// The manual pages are made of what this very program says of itself.
  @Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "needs Python 3"))
  struct ManualPageTests {
    private let chair: Chair
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../.ci/manual").standardized.path

    init() throws { chair = Chair() }

    private func run(_ arguments: [String], program: String = Program.path) async throws -> HeadlessRun {
      try #require(await HeadlessRun.of(arguments, program: program, on: chair))
    }

    private func page(_ name: String) throws -> String {
      try #require(TextFile.read(chair.path("share/man/man1/\(name).1")), "no page \(name)")
    }

    @Test func everyCommandHasItsPageAndEveryOptionItsPlace() async throws {
      let made = try await run(
        [Self.script, Program.path, chair.path("share")], program: "/usr/bin/python3")
      #expect(made.status == 0, "\(made.complaints)")
      let help = try await run(["--help"])
      let commands = help.events.drop { $0 != "SUBCOMMANDS:" }.dropFirst()
        .compactMap { $0.wholeMatch(of: /\ {2}([a-z-]+) +\S.*/).map { String($0.output.1) } }
      #expect(commands.count > 12)
      let first = try page("chairside")
      for command in commands {
        #expect(first.contains("chairside\\-\(command.escaped)(1)"), "\(command)")
        let text = try page("chairside-\(command)")
        // A line of roff that begins with a dot is a request: none is known by chance.
        let requests = text.split(separator: "\n").filter { $0.hasPrefix(".") }.map {
          $0.prefix { $0 != " " }
        }
        #expect(Set(requests).isSubset(of: Self.requests), "\(command)")
      }
      let monitor = try page("chairside-monitor")
      let options = try await run(["monitor", "--help"]).events.flatMap { $0.matches(of: /^ +(--[a-z-]+)/) }
      #expect(options.count > 15)
      for option in options where option.output.1 != "--version" {
        #expect(monitor.contains("\\fB\(String(option.output.1).escaped)\\fR"), "\(option.output.1)")
      }
      #expect(try page("chairside-config").contains(".SH \"CONFIG INIT\""))
      for shell in Self.completions {
        #expect(TextFile.read(chair.path("share/\(shell)"))?.contains("sound-check") == true, "\(shell)")
      }
    }

    private static let requests: Set<Substring> = [
      ".TH", ".SH", ".PP", ".TP", ".IP", ".RS", ".RE", ".EX", ".EE", ".br",
    ]
    private static let completions = [
      "bash-completion/completions/chairside", "zsh/site-functions/_chairside",
      "fish/vendor_completions.d/chairside.fish",
    ]
  }
}

extension String {
  /// As roff has it.
  fileprivate var escaped: String { replacing("-", with: "\\-") }
}
