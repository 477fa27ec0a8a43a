import Testing

/// `Package.swift` says what the plan says, and what the files really do.
@Suite struct ManifestTests {
  private let manifest = Manifest(Repository.package, rooms: HousePlan.rooms)

  @Test func itsTargetsAreTheRoomsOfThePlan() {
    #expect(Set(manifest.rooms.map(\.name)).symmetricDifference(HousePlan.rooms) == [])
  }

  @Test func everyFolderIsATarget() {
    let targets = Set(manifest.entries.map(\.name))
    let folders = Set(["Sources", "Tests"].flatMap(Repository.foldersWithFiles))
    let notBuilt = folders.subtracting(targets).sorted()
    #expect(notBuilt == [], "nobody builds these folders")
    let missing = targets.subtracting(folders).sorted()
    #expect(missing == [], "these targets have no folder")
  }

  @Test func itsArrowsPointDown() {
    expectNone(ManifestRule.arrowsNotPointingDown(in: manifest))
  }

  @Test func whatIsImportedIsDeclared() {
    expectNone(
      ManifestRule.undeclaredImports(in: Repository.sources + Repository.tests, against: manifest))
  }

  @Test func whatIsDeclaredIsImported() {
    expectNone(
      ManifestRule.idleDependencies(in: Repository.sources + Repository.tests, against: manifest))
  }
}

@Suite struct ManifestRuleTests {
  private let manifest = Manifest(
    SourceFile(
      path: "Package.swift",
      text: """
        func room(_ name: String, on below: [Target.Dependency] = []) -> Target { .target(name: name) }
        // room("Quantities", on: ["MonitorUI"])
        let all = [
          room("Quantities"),
          room("TextScreen", on: ["Quantities"]),
          room("InfusionCore", on: ["TextScreen", .product(name: "Yams", package: "Yams")]),
          .executableTarget(name: "chairside", dependencies: ["InfusionCore"]),
          tests("InfusionCoreTests", of: ["InfusionCore"]),
        ]
        """), rooms: HousePlan.rooms)

  @Test func readsTargetsAndTheirArrows() {
    #expect(
      manifest.rooms.map(\.name) == ["Quantities", "TextScreen", "InfusionCore", "chairside"])
    #expect(manifest.rooms.map(\.below) == [[], ["Quantities"], ["TextScreen"], ["InfusionCore"]])
    #expect(manifest.rooms.map(\.line) == [4, 5, 6, 7])
    #expect(manifest.tests.map(\.name) == ["InfusionCoreTests"])
  }

  @Test func findsAnArrowBetweenNeighbours() {
    #expect(
      ManifestRule.arrowsNotPointingDown(in: manifest) == [
        Finding(
          path: "Package.swift", line: 6,
          what: "InfusionCore stands on TextScreen, which is not below it")
      ])
  }

  @Test func findsAnImportNobodyDeclaredAndADependencyNobodyImports() {
    let file = SourceFile(path: "Sources/TextScreen/A.swift", text: "import InfusionCore\n")
    #expect(
      ManifestRule.undeclaredImports(in: [file], against: manifest) == [
        Finding(
          path: "Sources/TextScreen/A.swift", line: 1,
          what: "InfusionCore is not among TextScreen's dependencies in Package.swift")
      ])
    #expect(
      ManifestRule.idleDependencies(in: [file], against: manifest).map(\.line) == [5, 6, 7, 8])
  }

  @Test func aProgramIsBuiltAndNotImported() {
    let line = "tests(\"EndToEndTests\", of: [\"chairside\"])"
    let manifest = Manifest(SourceFile(path: "Package.swift", text: line), rooms: HousePlan.rooms)
    #expect(manifest.tests.map(\.below) == [["chairside"]])
    #expect(ManifestRule.idleDependencies(in: [], against: manifest) == [])
  }
}
