import Testing

/// Every `make` target starts: the build machine runs it, or at least its commands are compared with their
/// tools' own help.
@Suite(.enabled(if: ShellCommand.isInstalled("make"))) struct MakeTests {
  private let makefile: Makefile
  private let script: SourceFile

  init() throws {
    makefile = Makefile(try #require(Repository.file(at: "Makefile")))
    script = try #require(Repository.file(at: ".ci/run"))
  }

  /// Targets that the build machine does not run, and why.
  private static let onlyRead = [
    "setup-readers": "fetches half a gigabyte; the tests that need it skip themselves, and say so",
    "run": "wants somebody at a terminal; the end-to-end tests run the same program on a pseudo-terminal",
    "format": "changes what somebody is writing; `lint` runs the same tool",
    "simulation": "`test` plays the usual seeds; this plays those that somebody asks for",
    "campaign": "takes minutes and wants a quiet machine; its kinds of fault are tests by themselves",
    "population": "takes minutes; a thousand patients are drawn by a test of the same function",
    "fuzz": "takes half an hour for every kind; the damage tests try each decoder with seeded noise",
    "try-deb": "makes a whole Debian, for which it wants a mirror, root's rights and minutes",
    "try-kiosk": "boots a machine, for which it wants a mirror, root's rights and minutes",
    "check-imports": "`test` with STRICT=1 asks the compiler for the same",
    "clean": "would throw away what the build machine has just built",
  ]

  @Test func theBuildMachineRunsEveryOtherTarget() {
    let run = makefile.reached(from: MakeRule.targets(namedIn: script))
    #expect(makefile.names.subtracting(run) == Set(Self.onlyRead.keys))
  }

  @Test(arguments: ["STRICT=0", "STRICT=1"])
  func everyOptionIsKnownToItsTool(strictness: String) throws {
    var helps: [[String]: String] = [:]
    for target in makefile.targets {
      let lines = try ShellCommand.run(["make", "--dry-run", "--no-print-directory", target.name, strictness])
      #expect(lines.status == 0, "make \(target.name): \(lines.text)")
      for line in lines.text.split(separator: "\n").map(ToolLine.init) where line.tool.first == "swift" {
        let help = try helps[line.tool] ?? ShellCommand.run(line.tool + ["--help"]).text
        helps[line.tool] = help
        #expect(line.unknownOptions(help: help) == [], "make \(target.name): \(line.tool)")
      }
    }
    #expect(helps.count > 2, "the lines of make are no longer read")
  }

  @Test func everyScriptThatIsStartedIsThere() {
    let words = Repository.scripts.flatMap { $0.text.split { " \"'\n\t".contains($0) } }
    let scripts = Set(words.filter { $0.hasPrefix(".ci/") }.map(String.init))
    #expect(scripts.contains(".ci/setup"))
    expectNone(
      scripts.filter { !Repository.isExecutable($0) }.map { Finding(path: $0, what: "cannot be started") })
  }
}

enum MakeRule {
  /// The targets behind `make` at the beginning of a script's lines.
  static func targets(namedIn script: SourceFile) -> Set<String> {
    let lines = script.lines.map { $0.split(separator: " ") }.filter { $0.first == "make" }
    return Set(lines.flatMap { $0.dropFirst() }.filter { $0.first?.isLowercase == true }.map(String.init))
  }
}

@Suite struct MakeRuleTests {
  private let makefile = Makefile(
    SourceFile(
      path: "Makefile",
      text: """
        RELEASE := --configuration release
        export TERM := dumb
        .PHONY: build bench
        build: ## the release
        \tswift build $(RELEASE): all
        tools:
        bench: build tools ## what it costs
        $(BINARY):
        lint: ; swift format lint
        """))

  @Test func readsTargetsAndWhatTheyNeed() {
    #expect(makefile.targets.map(\.name) == ["build", "tools", "bench", "lint"])
    #expect(makefile.targets[2].needs == ["build", "tools"])
  }

  @Test func whatATargetNeedsIsRunWithIt() {
    let script = SourceFile(path: ".ci/run", text: "# make lint\nmake bench BENCH=--quick -s\nset -eu\n")
    #expect(makefile.reached(from: MakeRule.targets(namedIn: script)) == ["build", "tools", "bench"])
  }

  @Test(arguments: [
    ("swift build --configuration release -Xlinker -s", []),
    ("CI=1 swift build --static-swift-stdlib --configuration=debug", ["--static-swift-stdlib"]),
    ("swift build --config", ["--config"]),
  ])
  func aPlantedOptionIsFound(line: String, unknown: [String]) {
    let help = "  -c, --configuration <configuration>  Build with it\n  -Xlinker <Xlinker>  Pass on\n"
    #expect(ToolLine(line[...]).tool == ["swift", "build"])
    #expect(ToolLine(line[...]).unknownOptions(help: help) == unknown)
  }
}
