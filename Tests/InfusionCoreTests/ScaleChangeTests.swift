import InfusionCore
import Quantities
import Testing

/// A later total against the first one, by the scale's own rule.
@Suite struct ScaleChangeTests {
  static let table: [(scale: String, first: Int, total: Int, Fixed?, response: Bool?, remission: Bool?)] = [
    ("phq9", 19, 8, Fixed(thousandths: 57_900), true, false),
    ("phq9", 20, 10, 50, true, false),
    ("phq9", 20, 11, 45, false, false),
    ("phq9", 8, 4, 50, true, true),
    ("phq9", 12, 15, -25, false, false),
    ("phq9", 0, 0, nil, nil, true),
    ("madrs", 32, 10, Fixed(thousandths: 68_800), true, true),
    ("madrs", 32, 11, Fixed(thousandths: 65_600), true, false),
    ("qids", 16, 5, Fixed(thousandths: 68_800), true, true),
    ("cssrs", 4, 1, 75, nil, nil),
  ]

  @Test(arguments: table) func `against the first`(
    scale: String, first: Int, total: Int, fallen: Fixed?, response: Bool?, remission: Bool?
  ) throws {
    let scale = try #require(Clinic.shipped.scale(named: scale))
    let change = ScaleChange(of: total, since: first, by: scale)
    #expect(change.fallenPercent == fallen)
    #expect(change.isResponse == response)
    #expect(change.isRemission == remission)
  }

  @Test func `a fall is counted from the scale's least`() {
    let scale = Scale(
      name: "ten", title: "Ten to sixty", source: "ours", least: 10, most: 60, responsePercent: 50)
    #expect(ScaleChange(of: 25, since: 40, by: scale).isResponse == true)
    #expect(ScaleChange(of: 26, since: 40, by: scale).isResponse == false)
  }

  @Test func `what the checks of a session ask says nothing of the illness`() {
    let illness = Scale.shipped.filter { !Scale.isOfChecks($0.name) }
    #expect(illness.map(\.name) == ["phq9", "madrs", "qids", "cssrs"])
    #expect(illness.allSatisfy { $0.anchors.isEmpty && $0.parts.isEmpty }, "items are their authors'")
  }
}
