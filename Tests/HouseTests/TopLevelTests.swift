import Glibc
import Testing

/// What somebody sees first is only what they look for.
@Suite struct TopLevelTests {
  private static let names: Set = [
    "Package.swift", "Sources", "Tests", "Fixtures", "docs", "README.md", "Makefile", "LICENSE",
    "CHANGELOG.md", "CONTRIBUTING.md", ".ci", ".gitignore", ".swift-format", ".git",
  ]

  @Test func theTopLevelHoldsNothingElse() throws {
    let ignored = try #require(Repository.file(at: ".gitignore")).lines.filter { !$0.isEmpty }
    let found = Repository.everythingAtTheTop
    #expect(found.contains("Package.swift"))
    expectNone(
      found.subtracting(Self.names).filter { name in !ignored.contains { Self.matches(name, $0) } }
        .sorted().map { Finding(path: $0, what: "has no place at the top level") })
  }

  @Test(arguments: [
    (".build", ".build/", true), (".build-fuzz", ".build-*/", true), ("sessions", "/sessions/", true),
    ("Scripts", ".build/", false), ("a.swp", "*.swp", true),
  ])
  func anIgnoredNameIsNobodysBusiness(name: String, pattern: String, isIgnored: Bool) {
    #expect(Self.matches(name, Substring(pattern)) == isIgnored)
  }

  private static func matches(_ name: String, _ pattern: Substring) -> Bool {
    fnmatch(pattern.filter { $0 != "/" }, name, 0) == 0
  }
}
