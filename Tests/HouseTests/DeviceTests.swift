import Testing

/// A new device needs its folder, a place in the catalogue and its page: none of them can be forgotten.
@Suite struct DeviceTests {
  private static let catalogue = "Sources/Devices/Kit/Catalogue/DeviceCatalogue.swift"

  private let kinds = Repository.sources.filter { $0.target == "Devices" }.flatMap(DeclaredKind.all)

  @Test func everyKindThatIsDeclaredIsInTheCatalogue() throws {
    #expect(!kinds.isEmpty)
    expectNone(DeviceRule.notListed(kinds, in: try #require(Repository.file(at: Self.catalogue))))
  }

  @Test func everyKindHasAPage() throws {
    let devices = try #require(Repository.file(at: "docs/devices/README.md"))
    let rows = try #require(Table.rows(below: ["kind", "gives", "believed from"], in: devices))
    expectNone(DeviceRule.withoutPage(kinds, in: rows))
    #expect(rows.count == kinds.count, "a page without a kind")
  }

  @Test func aForgottenKindIsFound() {
    let text = """
      public static let known = DeviceKind(
        name: "a-known", title: "Known")
      static let usual = Reported.missing
      public static let lost = DeviceKind(
        name: "a-lost", title: "Lost")
      """
    let kinds = DeclaredKind.all(in: SourceFile(path: "Sources/Devices/A/A.swift", text: text))
    let catalogue = SourceFile(
      path: "C.swift", text: "let all: [DeviceKind] = [\n  known,\n]\nlet lost = 1\n")
    #expect(kinds.map(\.name) == ["a-known", "a-lost"])
    #expect(DeviceRule.notListed(kinds, in: catalogue).map(\.what) == ["lost is not among `DeviceKind.all`"])
    #expect(
      DeviceRule.withoutPage(kinds, in: [["[a-known](a-known.md)", "SpO2"]]).map(\.what)
        == ["a-lost has no page in docs/devices"])
  }
}
