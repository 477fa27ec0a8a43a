public import PatientSimulator
import Quantities

/// The results of many sessions with one kind of trainee, and the reasons.
///
///     leaving: 0 of 100 pass, as none should; 0 weighted min of harm in the middle, 0 at most
///       why not: airway-opened not called 100, saturation-back not called 100, treatment-given missed 100
public struct ScenarioTally: Hashable, Sendable {
  public let kind: Trainee.Kind
  public let scores: [ScenarioScore]

  public init(kind: Trainee.Kind, scores: [ScenarioScore]) {
    self.kind = kind
    self.scores = scores
  }

  public var passes: Int { scores.count { $0.passed } }

  /// How many of a kind's sessions should pass.
  private enum Hope { case all, none, few, any }

  /// A good trainee should pass; one who harms or never starts should not; one who does nothing that helps
  /// should pass only if nothing is to be done. One who goes by the clock, or does everything, happens to
  /// meet something now and then.
  private func hope(_ scenario: Scenario) -> Hope {
    switch kind {
    case .good: .all
    case .nobody, .harmful, .unwilling, .leaving, .scattering: .none
    case .acknowledging, .late, .mistaken, .early, .sweeping, .pausing: scenario.hasDanger ? .none : .any
    case .clockwork, .flooding: scenario.hasDanger ? .few : .any
    }
  }

  /// One in five: a trouble that comes at any minute of twenty is within four minutes of some clockwork act.
  private var isFew: Bool { passes * 5 <= scores.count }

  public func isAsHoped(_ scenario: Scenario) -> Bool {
    switch hope(scenario) {
    case .all: passes == scores.count
    case .none: passes == 0
    case .few: isFew
    case .any: true
    }
  }

  public func lines(_ scenario: Scenario) -> [String] {
    let harms = scores.map { $0.harm.inMinutes }.sorted()
    let middle = harms.isEmpty ? 0 : harms[harms.count / 2]
    let harm = "\(Fixed(rounding: middle).rounded(places: 1)) weighted min of harm in the middle, "
    let most = "\(Fixed(rounding: harms.last ?? 0).rounded(places: 1)) at most"
    return ["\(kind.rawValue): \(passes) of \(scores.count) pass, \(verdict(scenario)); \(harm)\(most)"] + why
  }

  private func verdict(_ scenario: Scenario) -> String {
    switch hope(scenario) {
    case .all: isAsHoped(scenario) ? "as all should" : "AND ALL SHOULD"
    case .none: isAsHoped(scenario) ? "as none should" : "AND NONE SHOULD"
    case .few: isAsHoped(scenario) ? "as few should" : "AND FEW SHOULD"
    case .any: "where nothing has to be done"
    }
  }

  /// For sessions that passed, what was asked of them; for those that did not, what was lacking.
  private var why: [String] {
    let passed = scores.filter(\.passed)
    let failed = scores.filter { !$0.passed }
    var lines: [String] = []
    if !passed.isEmpty { lines.append("  why: " + Self.counts(passed.flatMap(\.objectives))) }
    if !failed.isEmpty {
      let lacking = failed.flatMap(\.objectives).filter { [.missed, .harmful].contains($0.result) }
      lines.append("  why not: " + Self.counts(lacking))
      if let act = Self.commonest(failed.compactMap { $0.harmfulActs.first?.act.sentence }) {
        lines.append("  harmful, most often first: \(act)")
      }
    }
    return lines
  }

  /// `airway-opened met 99, late 1; unharmed met 100`, in the order of the objectives.
  private static func counts(_ entries: [ScenarioScore.Entry]) -> String {
    var ids: [String] = []
    for entry in entries where !ids.contains(entry.id) { ids.append(entry.id) }
    return ids.map { id in
      let tellings = entries.filter { $0.id == id }.map(\.telling)
      let counted = ScenarioScore.Entry.tellings.compactMap { telling -> String? in
        let count = tellings.count { $0 == telling }
        return count > 0 ? "\(telling) \(count)" : nil
      }
      return "\(id) \(counted.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private static func commonest(_ sentences: [String]) -> String? {
    let counts = Dictionary(grouping: sentences, by: { $0 }).mapValues(\.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
