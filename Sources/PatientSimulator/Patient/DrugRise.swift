public import Pharmacokinetics

/// How far one patient's pulse and pressures rise by the end of 0.5 mg/kg over 40 min: the figure that
/// studies publish.
public struct DrugRise: Hashable, Sendable {
  /// mmHg
  public var sys: Double
  /// mmHg
  public var dia: Double
  /// /min
  public var hr: Double

  public init(sys: Double, dia: Double, hr: Double) {
    self.sys = sys
    self.dia = dia
    self.hr = hr
  }

  /// +12.61/+8.49 mmHg and +4.09 /min over 2252 treatments (Vankawala, Front Psychiatry 2021;12:549080).
  public static let published = DrugRise(sys: 12.61, dia: 8.49, hr: 4.09)

  /// The part of the rise that a concentration brings, 1 at the end of that infusion: effect = Emax * Ce /
  /// (EC50 + Ce) with EC50 750 ng/mL (BioGears' ketamine).
  public static func fraction(at effect: NanogramsPerMillilitre) -> Double {
    let whole = referenceEffect / (halfMaximum + referenceEffect)
    return effect.value / (halfMaximum + effect.value) / whole
  }

  private static let halfMaximum = 750.0
  /// Domino's effect site at 40 min, ng/mL.
  private static let referenceEffect = 238.3
}
