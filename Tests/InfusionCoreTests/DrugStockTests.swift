import InfusionCore
import Quantities
import Testing

/// What was drawn up and wasted of a controlled drug, in the running session.
@Suite struct DrugStockTests {
  private func session(_ done: [(Action, by: String?)]) -> Session {
    var session = Session(plan: SessionPlan(weight: Kilograms(70), plan: "trd-40"))
    _ = session.begin()
    for (index, (action, by)) in done.enumerated() {
      _ = session.receive(.action(action, by: by), at: .seconds(Int64(index)), entry: index + 1)
    }
    return session
  }

  private static let fifty = Action.drawn(Milligrams(50), lot: "A1")

  static let refused: [(Action, by: String?, code: String)] = [
    (.drawn(Milligrams(0)), "KM", "value.range"),
    (fifty, nil, "initials.missing"),
    (fifty, "\t", "initials.missing"),
    (.drawn(Milligrams(50), second: " "), "KM", "witness.missing"),
    (.drawn(Milligrams(50), second: "km "), "KM", "second.same"),
    (.wasted(Milligrams(15), second: nil), "KM", "witness.missing"),
    (.wasted(Milligrams(15), second: "RT"), nil, "initials.missing"),
    (.wasted(Milligrams(15), second: "KM"), "KM", "second.same"),
    (.wasted(Milligrams(0), second: "RT"), "KM", "value.range"),
  ]

  @Test(arguments: refused) func `is refused beside 50 mg drawn up`(
    action: Action, by: String?, code: String
  ) {
    #expect(session([(Self.fifty, "KM")]).refusal(of: action, by: by)?.code == code)
  }

  @Test func `what is wasted adds up`() {
    let rest = Action.wasted(Milligrams(10), second: "RT")
    #expect(
      session([(Self.fifty, "KM"), (rest, "KM"), (rest, "KM")]).chart.drugStock.wasted == Milligrams(20))
  }

  @Test func `where nobody wrote down what was drawn up, a rest is taken as it is`() {
    #expect(session([]).refusal(of: .wasted(Milligrams(500), second: "RT"), by: "KM") == nil)
    #expect(session([]).chart.drugStock == DrugStock())
  }

  @Test func `a correction counts, and what was struck does not`() {
    let corrected = session([
      (Self.fifty, "KM"), (.drawn(Milligrams(20), lot: "A1"), "KM"),
      (.amend(entry: 1, fields: [AmendedField(key: "mg", value: "30")]), "KM"),
      (.amend(entry: 2, fields: [AmendedField(key: "struck", value: "entered twice")]), "KM"),
    ])
    #expect(corrected.chart.drugStock == DrugStock(drawn: Milligrams(30), lots: ["A1"]))
  }

  static let sums: [(drawn: Double, given: Double, wasted: Double?, open: Double, closes: Bool)] = [
    (50, 35, 15, 0, true), (50, 35, nil, 15, false), (35, 35, nil, 0, true), (50, 35, 10, 5, false),
    (50, 36, 15, -1, false), (50, 34.96, 15, 0.04, true),
  ]

  @Test(arguments: sums) func `the sum closes`(
    drawn: Double, given: Double, wasted: Double?, open: Double, closes: Bool
  ) throws {
    let stock = DrugStock(drawn: Milligrams(drawn), wasted: wasted.map { Milligrams($0) })
    let rest = try #require(stock.open(given: Milligrams(given)))
    #expect(abs(rest.value - open) < 0.001)
    #expect(DrugStock.isClosed(rest) == closes)
  }
}
