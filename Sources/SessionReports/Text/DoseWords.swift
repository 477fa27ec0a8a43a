import InfusionCore
public import Quantities
import SessionRecord

/// How sure a delivered dose is, in the words that every page shares. Pages of the first rules' records keep
/// theirs.
///
///     up to 39.23 mg                                   no pump told it, and what was ordered was in
///     17.98 mg, estimated: 12.98 to 17.98 mL (12.98 to 17.98 mg)
///     ~18                                              where there is room for a figure alone
struct DoseWords: Hashable, Sendable {
  /// What was ordered, as far as it is known, and how strong it is.
  let ordered: Milligrams?
  let concentration: MilligramsPerMillilitre?
  /// False for the first rules, which had no bounds.
  let tellsSureness: Bool

  static let legend = "  ~ estimated"

  /// A mark before a figure without room for words; `legend` explains it.
  func mark(isEstimated: Bool?) -> String { tellsSureness && isEstimated == true ? "~" : "" }

  /// Before a dose that nobody counted: with the order in, a pump has perhaps stopped by itself.
  func upTo(_ delivered: Milligrams, _ basis: DoseBasis?) -> String {
    guard tellsSureness, let ordered, basis?.tellsUpTo(delivered, of: ordered) == true else { return "" }
    return "up to "
  }

  /// Behind it: `, estimated: 33.1 to 36 mL (33.1 to 36 mg)`.
  func sureness(_ dose: DoseFigures) -> String {
    guard dose.isEstimated else { return "" }
    guard dose.low < dose.high else { return ", estimated" }
    let mass = concentration.map { concentration in
      let (low, high) = (dose.low * concentration, dose.high * concentration)
      return " (\(low.fixed.rounded(places: 2)) to \(high.text(places: 2)))"
    }
    let volume = "\(dose.low.fixed.rounded(places: 2)) to \(dose.high.text(places: 2))"
    return ", estimated: \(volume)\(mass ?? "")"
  }

  /// A remark behind a row whose column has room for a figure only; nil if there is nothing more to say of
  /// the dose.
  func remark(_ dose: DoseFigures?) -> String? {
    guard tellsSureness, let dose else { return nil }
    let (before, behind) = (upTo(dose.delivered, dose.basis), sureness(dose))
    return before.isEmpty && behind.isEmpty ? nil : "dose \(before)\(dose.delivered.text(places: 2))\(behind)"
  }
}

extension SessionDigest {
  var doseWords: DoseWords {
    DoseWords(ordered: order?.dose, concentration: order?.concentration, tellsSureness: tellsSureness)
  }

  /// The first rules knew no bounds, and told everything by the set rate.
  var tellsSureness: Bool { header.plan.isBySecondRules }

  /// `~` where the dose was an estimate at that time.
  public func doseMark(at time: SessionTime) -> String {
    doseWords.mark(isEstimated: dose(at: time)?.isEstimated)
  }

  /// How long the pump may have run uncounted between an end and its being taken back. Nil if a pump told
  /// what it gave, or once a person has said how much was given.
  var notCounted: TimeSpan? {
    tellsSureness && delivered?.basis == .set ? chart.notCounted : nil
  }

  /// The engine's dose at a time; nil before the infusion.
  func dose(at time: SessionTime) -> DoseFigures? { course.sample(at: time)?.dose }
}
