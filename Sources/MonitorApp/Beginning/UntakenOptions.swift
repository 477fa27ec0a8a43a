public import InfusionCore
public import Phrases
public import Quantities

/// Options of the command line that a resumed session does not take, because it keeps to its own record and
/// to what was set up in it. Whoever typed the option must be told.
public struct UntakenOptions: Hashable, Sendable {
  public var weight: Kilograms?
  public var plan: String?
  /// The configuration that is named is another than the session's, or cannot be read.
  public var isOtherwiseConfigured: Bool

  public init(weight: Kilograms?, plan: String?, isOtherwiseConfigured: Bool) {
    self.weight = weight
    self.plan = plan
    self.isOtherwiseConfigured = isOtherwiseConfigured
  }

  /// A sentence for each, by the option's name; empty if the session agrees with all of them.
  public func sentences(beside session: Session) -> [Phrase] {
    let configured: Phrase? =
      isOtherwiseConfigured ? "--config is not taken: the session goes on with what it began with" : nil
    return [weighed(session.weight), planned(session.plan.name), configured].compactMap { $0 }
  }

  private func weighed(_ known: Kilograms?) -> Phrase? {
    guard let weight, weight != known else { return nil }
    guard let known else { return "--weight \(weight.text()) is not taken: the session has no weight yet" }
    return "--weight \(weight.text()) is not taken: the session has \(known.text())"
  }

  private func planned(_ known: String) -> Phrase? {
    guard let plan, plan != known else { return nil }
    // `Plan.unchosen` has no name.
    if known.isEmpty { return "--plan \(plan) is not taken: the session has no plan yet" }
    return "--plan \(plan) is not taken: the session has \(known)"
  }
}
