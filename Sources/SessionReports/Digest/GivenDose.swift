import InfusionCore
public import Quantities

/// What was given at once at the start, of a drug that is not infused. It is never added to what a pump gave:
/// milligrams of one drug are not those of another.
public struct GivenDose: Hashable, Sendable {
  public var drug: String
  public var amount: Milligrams
  public var at: SessionTime
  /// What it read at first, and who corrected it; empty where it reads as it was written.
  public var correction: String

  /// `56 mg of esketamine (was 84 mg, AB 10:42)`.
  var words: String { "\(amount.text()) of \(drug.onOneLine)\(correction)" }
}

extension SessionDigest {
  /// Nil if nobody said how much.
  public var given: GivenDose? {
    guard let drug = plan?.drug, let (amount, mark) = chart.amountAtStart else { return nil }
    return GivenDose(drug: drug, amount: amount, at: mark.at, correction: correctionWords(mark))
  }
}
