/// One patient as drawn from a population: where the vitals rest, and how they answer to the drug.
public struct PatientTraits: Hashable, Sendable {
  public var rest: VitalSigns
  public var rise: DrugRise

  public init(rest: VitalSigns, rise: DrugRise) {
    self.rest = rest
    self.rise = rise
  }
}

extension PatientTraits {
  /// Anyone of the population. Spread of the pressure's rise: 11.2/8.45 mmHg between patients (Yale 2024,
  /// 2342 infusions), less what measuring twice adds. Resting values and the spread of the pulse are our own
  /// choice of ordinary adults.
  public static func anyone(_ chance: inout SplitMix64) -> PatientTraits {
    let shared = chance.normal()
    let own = chance.normal()
    let mean = DrugRise.published
    return PatientTraits(
      rest: VitalSigns(
        hr: 73 + 9 * chance.normal(), sys: 121 + 11 * chance.normal(), dia: 76 + 7 * chance.normal(),
        spo2: min(99.5, 97.4 + 0.8 * chance.normal()), rr: 14 + 1.5 * chance.normal()),
      rise: DrugRise(
        sys: mean.sys + 10.6 * shared, dia: mean.dia + 7.9 * (0.7 * shared + 0.714 * own),
        hr: mean.hr + 5 * chance.normal()))
  }

  /// Somebody of the population whose vitals stay inside the shipped limits through 0.5 mg/kg, whatever the
  /// noise draws: the patient of a scenario that is to teach one thing only.
  public static func calm(_ chance: inout SplitMix64) -> PatientTraits {
    while true {
      let traits = anyone(&chance)
      if traits.staysCalm { return traits }
    }
  }

  /// Rest and rise leave room on both sides of the shipped limits for the most that drift, noise and cuff can
  /// add.
  private var staysCalm: Bool {
    let sysTop = rest.sys + max(0, rise.sys)
    let diaTop = rest.dia + max(0, rise.dia)
    return rest.sys >= 106 && sysTop <= 145 && (-4...22).contains(rise.sys)
      && rest.dia >= 66 && diaTop <= 90 && (-4...18).contains(rise.dia) && rest.sys - rest.dia >= 32
      && (61...92).contains(rest.hr) && (-1...14).contains(rise.hr)
      && (96.2...99).contains(rest.spo2) && (11...18).contains(rest.rr)
  }
}
