import InfusionCore
import Phrases
public import Quantities

/// A patient who was here not long ago, as the archive tells the screen before anybody is named: what was
/// weighed and given then is offered again, for a person to confirm.
///
/// It decides nothing: the session judges a weight by its own input, which comes once the patient is named.
public struct KnownPatient: Hashable, Sendable {
  public var patient: String
  public var daysAgo: Int
  public var weight: Kilograms?
  public var plan: String?

  public init(_ patient: String, daysAgo: Int, weight: Kilograms?, plan: String?) {
    self.patient = patient
    self.daysAgo = daysAgo
    self.weight = weight
    self.plan = plan
  }

  /// `7 days ago`.
  var when: Phrase {
    switch daysAgo {
    case 0: "earlier today"
    case 1: "yesterday"
    default: "\(daysAgo) days ago"
    }
  }
}

extension KnownPatient {
  /// People change within a season, so older figures are asked anew.
  private static let daysMax = 90

  /// Nil where nothing was given before.
  init?(_ history: PatientHistory) {
    guard let daysAgo = history.daysSinceLast else { return nil }
    self.init(
      history.patient, daysAgo: daysAgo, weight: history.lastWeight,
      plan: history.last.lazy.compactMap(\.plan).first)
  }

  /// What of it can be offered: not long ago, and a plan that the clinic still has.
  fileprivate func offered(of plans: [String]) -> KnownPatient? {
    guard daysAgo <= Self.daysMax else { return nil }
    var offered = self
    if let plan, !plans.contains(plan) { offered.plan = nil }
    return offered
  }
}

extension Talk {
  /// Of the patient who is here or was just named: by the record of this session, or by what the archive
  /// told the screen before.
  var lastTime: KnownPatient? {
    guard let patient = self["patient"] ?? session.patient else { return nil }
    let own = session.history.flatMap { $0.patient == patient ? KnownPatient($0) : nil }
    return (own ?? model.known.first { $0.patient == patient })?.offered(of: session.planNames)
  }
}

extension Model {
  /// The one patient who was here before and whose reference has these letters in it; nil where there is
  /// none, or more than one, or these letters are all of it.
  func knownPatient(like text: String) -> String? {
    guard !text.isEmpty, !known.contains(where: { $0.patient == text }) else { return nil }
    let wanted = text.lowercased()
    let like = known.map(\.patient).filter { $0.lowercased().contains(wanted) }
    return like.count == 1 ? like[0] : nil
  }
}
