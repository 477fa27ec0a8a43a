import Testing

@Suite struct MannersTests {
  @Test func theCodeKeepsItsManners() {
    expectNone(Repository.swift.flatMap(MannersRule.findings))
  }

  @Test func everyExceptionIsStillNeeded() {
    expectNone(
      MannersRule.exceptions.compactMap { exception in
        let isUsed = Repository.swift.contains {
          $0.path == exception.path && !$0.linesOfCode(saying: exception.word).isEmpty
        }
        return isUsed
          ? nil : Finding(path: exception.path, what: "no longer says `\(exception.word)`")
      })
  }

  @Test func nothingIsLeftForLater() {
    expectNone(
      (Repository.swift + Repository.cSources + Repository.markdown + Repository.scripts)
        .flatMap(Leftovers.findings))
  }

  @Test func nothingKnowsTheMachineItWasWrittenOn() {
    expectNone(
      (Repository.swift + Repository.cSources + Repository.markdown + Repository.scripts)
        .flatMap(MachinePaths.findings))
  }

  @Test(arguments: [
    ("Sources/InfusionCore/A.swift", "let now = Date()", true),
    ("Sources/InfusionCore/A.swift", "let now = UpDate()", false),
    ("Sources/InfusionCore/A.swift", "// let now = Date()", false),
    ("Sources/InfusionCore/A.swift", "let text = \"Date()\"", false),
    ("Sources/InfusionCore/A.swift", "let text = \"at \\(Date())\"", true),
    ("Sources/InfusionCore/A.swift", "print(value)", true),
    ("Sources/InfusionCore/A.swift", "fingerprint(value)", false),
    ("Sources/InfusionCore/A.swift", "let n = Int.random(in: 0...9)", true),
    ("Sources/chairside/A.swift", "print(value)", true),
    ("Sources/chairside/A.swift", "say(value)", false),
    ("Sources/chairside/A.swift", "_ = write(STDERR_FILENO, text, 3)", true),
    ("Sources/chairside/A.swift", "let x = y as! Int", true),
    ("Sources/SerialPort/A.swift", "while poll(&entry, 1, -1) < 0 {}", true),
    ("Tests/InfusionCoreTests/A.swift", "let x = try! read()", true),
    ("Tests/InfusionCoreTests/A.swift", "fatalError(\"in a test\")", false),
  ])
  func aPlantedWordIsFound(path: String, line: String, isFound: Bool) {
    let findings = MannersRule.findings(in: SourceFile(path: path, text: "\n\(line)\n"))
    #expect(findings.map(\.line) == (isFound ? [2] : []))
  }

  @Test func aPlantedLeftoverIsFoundInAComment() {
    let later = "TO" + "DO"
    let file = SourceFile(path: "Sources/InfusionCore/A.swift", text: "\n// \(later): later\n")
    #expect(Leftovers.findings(in: file).map(\.line) == [2])
  }

  @Test func aPlantedPathIsFoundInAString() {
    let path = "/" + "root/there"
    let file = SourceFile(path: "Tests/InfusionCoreTests/A.swift", text: "let path = \"\(path)\"\n")
    #expect(MachinePaths.findings(in: file).map(\.line) == [1])
  }
}
