import Testing

/// What the documents say of the package stands in it.
@Suite struct PackageTests {
  private static let ports = "docs/devices/ports.md"
  private static let rules = ".ci/deb/70-chairside.rules"

  @Test func theAdaptersThatAreNamedAreThoseOfTheRules() throws {
    let ports = try #require(Repository.file(at: Self.ports))
    let rules = try #require(Repository.file(at: Self.rules))
    let ruled = Set(Self.adapters(inRules: rules.text))
    #expect(ruled.count > 2)
    #expect(Set(Self.adapters(named: ports.text)) == ruled)
  }

  @Test func anAdapterIsReadInBothForms() {
    let rule = "ATTRS{idVendor}==\"0403\", ATTRS{idProduct}==\"6001\", ENV{A}=\"1\"\n"
    #expect(Self.adapters(inRules: rule) == ["0403:6001"])
    #expect(Self.adapters(named: "an FT232R (`0403:6001`) at pci-0000:00:14.0-usb") == ["0403:6001"])
  }

  private static func adapters(named text: String) -> [String] {
    text.matches(of: /\b[0-9a-f]{4}:[0-9a-f]{4}\b/).map { String($0.output) }
  }

  private static func adapters(inRules text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("ATTRS{idVendor}==") }
      .map { $0.split(separator: "\"") }.map { "\($0[1]):\($0[3])" }
  }
}
