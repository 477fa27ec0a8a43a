import InfusionCore
import Testing

/// A named scenario and what it must say.
///
/// Every case runs twice: by the rules in force, and by those before, which old records still need. A case
/// with `before` says what the second version of the rules changed.
struct Case: CustomTestStringConvertible, Sendable {
  /// What the session said by the rules of before.
  enum Before: Sendable {
    case same
    case told([String])
    /// Whether it asks for something that did not exist then.
    case nothing
  }

  let name: String
  let plan: SessionPlan
  let text: String
  let expected: [String]
  let before: Before

  init(
    _ name: String, on plan: SessionPlan = .fixture, _ text: String, _ expected: [String],
    before: Before = .same
  ) {
    self.name = name
    self.plan = plan
    self.text = text
    self.expected = expected
    self.before = before
  }

  /// Of what came with the second version of the rules.
  static func second(
    _ name: String, on plan: SessionPlan = .quiet, _ text: String, _ expected: [String]
  ) -> Case { Case(name, on: plan, text, expected, before: .nothing) }

  var testDescription: String { name }

  func check() {
    #expect(Scenario(text, plan: plan).told == expected)
    guard plan.isBySecondRules else { return }
    let toldBefore = Scenario(text, plan: plan.byRulesOfBefore).toldByFirstRules
    switch before {
    case .same: #expect(toldBefore == expected, "by the rules of before")
    case .told(let lines): #expect(toldBefore == lines, "by the rules of before")
    case .nothing: break
    }
  }
}
