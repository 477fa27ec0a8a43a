import InfusionCore
import Quantities
import SessionRecord

// One patient's line of the register of controlled drugs.

extension SessionDigest {
  /// What an infusion gives is ketamine; what is given at once, the plan says.
  var drugName: String? {
    plan.map { $0.hasInfusion ? "ketamine" : $0.drug ?? "" }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// With how sure it is.
  var givenWords: String? {
    if let given { return given.words }
    guard let delivered, infusionStart != nil else { return nil }
    let mass = delivered.delivered
    let upTo = doseWords.upTo(mass, delivered.basis)
    let perKilogram = delivered.deliveredPerKilogram.map { ", \($0.text())" } ?? ""
    return "\(upTo)\(mass.text(places: 2)) of ketamine\(perKilogram)\(doseWords.sureness(delivered))"
  }

  /// Zero if nothing was begun; nil if nobody said how much was given at once.
  private var givenAmount: Milligrams? {
    if let amount = given?.amount { return amount }
    return infusionStart == nil ? dosedAt == nil ? .zero : nil : delivered?.delivered
  }

  var drawnWords: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.drawn(let drawn)) = mark.what else { return nil }
      return "\(drawn.amount.text(places: 2))\(drawn.wordsOfLot)\(signature(mark))"
    }
  }

  var wastedWords: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.wasted(let wasted)) = mark.what else { return nil }
      return "\(wasted.amount.text(places: 2)), \(wasted.wordsOfWitness)\(signature(mark))"
    }
  }

  private func signature(_ mark: Mark) -> String {
    "; \(clock(mark.happenedAt)) \(mark.by ?? "")\(correctionWords(mark))"
  }

  /// `50 mg = 35 mg given + 15 mg wasted: closes`. Where what was given is an estimate, the sum is one.
  var sumWords: String? {
    let stock = chart.drugStock
    guard let drawn = stock.drawn, let given = givenAmount, let open = stock.open(given: given) else {
      return nil
    }
    let wasted = stock.wasted ?? .zero
    let sum =
      "\(drawn.text(places: 2)) = \(given.text(places: 2)) given + \(wasted.text(places: 2)) wasted"
    let isEstimate = infusionStart != nil && delivered?.isEstimated == true
    let word = isEstimate ? " (what was given is an estimate)" : ""
    if DrugStock.isClosed(open) { return "\(sum): closes\(word)" }
    let missing = Milligrams(abs(open.value)).text(places: 2)
    let verdict = open > .zero ? "\(missing) are not accounted for" : "\(missing) more than was drawn up"
    return "\(sum): DOES NOT CLOSE, \(verdict)\(word)"
  }
}
