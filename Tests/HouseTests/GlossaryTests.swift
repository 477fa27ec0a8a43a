import Testing

/// The glossary's names are those of the code, and the code has none of the words that it rejects.
@Suite struct GlossaryTests {
  private let glossary: SourceFile
  private let code = Declarations(Repository.sources)

  /// Only the engine takes: an input, a reading, an event. All other code says what it does.
  private static let ofTheEngine: Set = ["take"]

  init() throws { glossary = try #require(Repository.file(at: "docs/glossary.md")) }

  @Test func everyNameIsThere() {
    let names = GlossaryRule.names(in: glossary)
    #expect(names.count > 60)
    expectNone(
      names.filter { !code.has($0.name) }.map {
        Finding(path: glossary.path, line: $0.line, what: "nothing is called \($0.name)")
      })
  }

  @Test func everyTermStandsOnce() {
    let terms = GlossaryRule.terms(in: glossary)
    #expect(Set(terms).count == terms.count, "\(terms)")
  }

  @Test func noNameSaysAWordThatIsNotUsed() {
    let unused = GlossaryRule.unusedWords(in: glossary)
    #expect(unused.count > 15)
    expectNone(
      GlossaryRule.findings(
        code.types.union(code.functions), saying: unused.subtracting(Self.ofTheEngine)))
    let outside = Declarations(Repository.sources.filter { $0.target != "InfusionCore" })
    expectNone(GlossaryRule.findings(outside.types.union(outside.functions), saying: Self.ofTheEngine))
  }
}

enum GlossaryRule {
  static func terms(in file: SourceFile) -> [String] {
    rows(of: file, columns: 3).flatMap { $0.cells[0].split(separator: ", ").map(String.init) }
  }

  static func names(in file: SourceFile) -> [(name: String, line: Int)] {
    rows(of: file, columns: 3).flatMap { row in
      row.cells[2].split(separator: ", ").map { (String($0.filter { $0 != "`" }), row.line) }
    }
  }

  static func unusedWords(in file: SourceFile) -> Set<String> {
    Set(rows(of: file, columns: 2).flatMap { $0.cells[0].split(separator: ", ").map(String.init) })
  }

  static func findings(_ names: Set<String>, saying unused: Set<String>) -> [Finding] {
    names.sorted().flatMap { name in
      Declarations.words(of: name).filter(unused.contains).map {
        Finding(path: "Sources", what: "\(name) says \"\($0)\", which the glossary does not use")
      }
    }
  }

  /// The rows of every table with so many columns, without its heading.
  private static func rows(of file: SourceFile, columns: Int) -> [(cells: [String], line: Int)] {
    let rows = file.lines.enumerated().filter { $0.element.hasPrefix("|") }.map { index, line in
      (cells: line.split(separator: "|").map(\.trimmingSpaces), line: index + 1)
    }
    let rules = Set(rows.filter { $0.cells[0].hasPrefix("---") }.map(\.line))
    return rows.filter { row in
      row.cells.count == columns && !rules.contains(row.line) && !rules.contains(row.line + 1)
    }
  }
}

@Suite struct GlossaryRuleTests {
  private let code = Declarations([
    SourceFile(
      path: "Sources/A/A.swift",
      text: """
        public struct Alarm: Hashable { var isLatched: Bool { true } }
        public enum Phase: String { case infusing, paused }
        extension Phase { func sayAlert() {} }
        """),
    SourceFile(path: "Sources/A/B.swift", text: "struct AlertBoard { let alarms: [Alarm] }"),
  ])

  @Test(arguments: [
    ("Alarm", true), ("Alarm.isLatched", true), ("Phase.paused", true), ("Phase.sayAlert", true),
    ("Alert", false), ("Alarm.alarms", false), ("Phase.closed", false), ("isLatched", false),
  ])
  func aNameIsFoundWhereItIsDeclared(name: String, isThere: Bool) {
    #expect(code.has(name) == isThere)
  }

  @Test func aWordIsFoundInsideANameAndNotInsideAWord() {
    #expect(Declarations.words(of: "nibpOverduePriority") == ["nibp", "overdue", "priority"])
    let findings = GlossaryRule.findings(code.types.union(code.functions), saying: ["alert", "art"])
    #expect(findings.map(\.what.first) == ["A", "s"])
  }

  @Test func tablesAreReadByTheirColumns() {
    let file = SourceFile(
      path: "docs/glossary.md",
      text: """
        | term | means | in the code |
        | --- | --- | --- |
        | low, high | sides | `Side.low`, `Side.high` |

        | not used | say |
        | --- | --- |
        | alert, warning | alarm |
        """)
    #expect(GlossaryRule.terms(in: file) == ["low", "high"])
    #expect(GlossaryRule.names(in: file).map(\.name) == ["Side.low", "Side.high"])
    #expect(GlossaryRule.unusedWords(in: file) == ["alert", "warning"])
  }
}
