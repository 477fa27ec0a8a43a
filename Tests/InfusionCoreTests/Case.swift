import InfusionCore
import Testing

/// A named scenario and what it must say.
struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let plan: SessionPlan
  let text: String
  let expected: [String]

  init(_ name: String, on plan: SessionPlan = .fixture, _ text: String, _ expected: [String]) {
    self.name = name
    self.plan = plan
    self.text = text
    self.expected = expected
  }

  var testDescription: String { name }

  func check() { #expect(Scenario(text, plan: plan).told == expected) }
}
