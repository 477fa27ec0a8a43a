import Testing

/// The documents name only what exists.
@Suite struct DocumentTests {
  @Test func everyDocumentHasOneTitle() {
    expectNone(Repository.markdown.flatMap(DocumentRule.titleFindings))
  }

  @Test func everyLinkLeadsSomewhere() {
    expectNone(
      Repository.markdown.flatMap { DocumentRule.deadLinks(in: $0, exists: Repository.exists) })
  }

  @Test func everyFixtureThatIsNamedExists() {
    expectNone(
      Repository.markdown.flatMap {
        DocumentRule.missingFixtures(in: $0, exists: Repository.exists)
      })
  }

  @Test func everyMakeTargetThatIsNamedExists() throws {
    let makefile = try #require(Repository.file(at: "Makefile"))
    let targets = makefile.lines.filter { !$0.hasPrefix("\t") && $0.contains(":") }
      .flatMap { $0.prefix { $0 != ":" }.split(separator: " ").map(String.init) }
    expectNone(unknown(after: "make", known: Set(targets)))
  }

  @Test func everyCommandThatIsNamedExists() {
    let program = Repository.sources.filter { $0.target == "chairside" }
    let commands = Set(program.flatMap(DocumentRule.commands))
    expectNone(unknown(after: "chairside", known: commands))
  }

  /// The changelog tells of what was, too.
  private func unknown(after command: String, known: Set<String>) -> [Finding] {
    Repository.markdown.filter { $0.name != "CHANGELOG.md" }.flatMap { file in
      DocumentRule.words(after: command, in: file).filter { !known.contains($0.word) }
        .map {
          Finding(path: file.path, line: $0.line, what: "there is no `\(command) \($0.word)`")
        }
    }
  }
}

@Suite struct DocumentRuleTests {
  private func document(_ text: String) -> SourceFile { SourceFile(path: "docs/a.md", text: text) }

  @Test(arguments: [
    ("# One\n\ntext\n", []), ("text\n\n# One\n", [1]), ("# One\n## Part\n# Two\n", [3]),
    ("# One\n```\n# a comment\n```\n", []), ("", [1]),
  ])
  func aPlantedTitleIsFound(text: String, lines: [Int]) {
    #expect(DocumentRule.titleFindings(in: document(text)).map(\.line) == lines)
  }

  @Test(arguments: [
    ("see [b](b.md) and [c](../c.md#part)", ["docs/b.md", "c.md"]),
    ("see [the part](#part) and [there](https://example.org/x)", []),
  ])
  func aLinkIsLookedForFromItsDocument(text: String, looked: [String]) {
    var asked: [String] = []
    let dead = DocumentRule.deadLinks(in: document(text)) {
      asked.append($0)
      return false
    }
    #expect(asked == looked)
    #expect(dead.count == looked.count)
  }

  @Test func aFixtureIsNamedByItsPath() {
    let file = document(
      "# T\n\n    chairside replay Fixtures/calm\n\nSee `Fixtures/` and Fixtures/... and `Fixtures/storm`.\n"
    )
    let missing = DocumentRule.missingFixtures(in: file) { $0 == "Fixtures/calm" }
    #expect(missing == [Finding(path: "docs/a.md", line: 5, what: "there is no Fixtures/storm")])
  }

  @Test func aCommandIsKnownByItsNameOrItsTypes() {
    let text = """
      struct SoundCheck: ParsableCommand {
      struct Config: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "settings")
      struct ConfigurationOptions: ParsableArguments {
      """
    let file = SourceFile(path: "Sources/chairside/A.swift", text: text)
    #expect(Set(DocumentRule.commands(in: file)) == ["sound-check", "config", "settings"])
  }

  @Test func aCommandIsReadInCodeOnly() {
    let text = """
      # T
      The chairside nurse runs `chairside list` or `chairside` alone or

          chairside verify x
      ```
      chairside --help
      ```

      """
    #expect(
      DocumentRule.words(after: "chairside", in: document(text)).map(\.word) == ["list", "verify"])
  }
}
