/// What happens to a simulated patient and the devices, beyond what the drug does.
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// One line on what it teaches.
  public var title: String
  /// In the order in which they were written.
  public var events: [ScenarioEvent]

  public init(name: String, title: String = "", events: [ScenarioEvent] = []) {
    self.name = name
    self.title = title
    self.events = events
  }

  /// Whether a pump belongs to the trolley.
  public var needsPump: Bool {
    events.contains { event in
      if case .pump = event.what { true } else { false }
    }
  }
}

extension Scenario {
  /// The shipped scenarios, in the order in which they are listed.
  public static let shipped: [Scenario] = ShippedScenario.all.map(\.scenario)

  public static func named(_ name: some StringProtocol) -> Scenario? { shipped.first { $0.name == name } }

  /// What `--simulate` plays when no scenario is named.
  public static let uneventful = ShippedScenario.uneventful.scenario
}
