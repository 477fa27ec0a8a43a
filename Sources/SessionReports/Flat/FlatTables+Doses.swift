import InfusionCore
import Quantities
import SessionRecord

/// A step of the infusion, or what was given at once.
struct FlatDose: FlatRow {
  let session: FlatSession
  let number: Int
  let drug: String
  let step: DoseStep
}

extension FlatSession {
  var doses: [FlatDose] {
    let steps = digest.doseSteps.map { (drug: "ketamine", step: $0) }
    let given = digest.given.map { given -> (drug: String, step: DoseStep) in
      (given.drug, DoseStep(key: "given", kind: .atOnce, from: given.at, dose: given.amount.fixed))
    }
    return (steps + [given].compactMap { $0 }).enumerated().map {
      FlatDose(session: self, number: $0.offset + 1, drug: $0.element.drug, step: $0.element.step)
    }
  }
}

extension FlatTables {
  static let doses = FlatTable<FlatDose>(
    columns: FlatColumn.whose + [
      .count("n") { $0.number },
      .text("drug") { $0.drug },
      .text("step") { $0.step.kind.rawValue },
      .instant("began") { $0.session.digest.wall(at: $0.step.from) },
      .span("from_s") { $0.step.from.sinceStart },
      .span("to_s") { $0.step.to?.sinceStart },
      .number("rate_ml_h") { $0.step.rate?.fixed },
      .number("dose_mg") { $0.step.dose },
      .truth("estimated") { $0.step.isEstimated },
      .text("words") { $0.step.words },
      .text("by") { $0.step.by },
    ])
}
