import Testing

/// A fixture that no test names and no page describes is only weight.
@Suite struct FixtureTests {
  @Test func everyFixtureIsUsedOrDescribed() {
    let readers =
      Repository.tests.filter { $0.target != "HouseTests" }
      + Repository.markdown.filter { $0.path.hasPrefix("Fixtures/") || $0.path.hasPrefix("Tests/") }
    expectNone(
      FixtureRule.forgotten(among: Repository.fixturePaths, readers: readers.map(\.text)))
  }

  @Test(arguments: [
    (["Fixtures/a.hex"], ["decode(\"a.hex\")"], []),
    (["Fixtures/a.hex"], ["decode(\"b.hex\")"], ["Fixtures/a.hex"]),
    (["Fixtures/devices/a.case"], [], []),
    (["Tests/XTests/Fixtures/torn.jsonl"], ["read(\"torn\")"], []),
    (["Fixtures/calm/journal.jsonl", "Fixtures/calm/vitals.csv"], ["`calm`: nothing happens"], []),
    (["Fixtures/calm/journal.jsonl"], ["`storm`: everything happens"], ["Fixtures/calm"]),
  ])
  func aForgottenFixtureIsFound(paths: [String], readers: [String], forgotten: [String]) {
    #expect(FixtureRule.forgotten(among: paths, readers: readers).map(\.path) == forgotten)
  }
}
