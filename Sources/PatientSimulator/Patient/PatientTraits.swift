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
  /// Draws anyone of the population. The spread of the pressure's rise is 11.2/8.45 mmHg between patients
  /// (Yale 2024, 2342 infusions), less what measuring twice adds. Resting values and the spread of the pulse
  /// are our own choice of ordinary adults.
  public static func anyone(_ chance: inout SplitMix64) -> PatientTraits {
    let rise = drawnRise(&chance)
    return PatientTraits(rest: drawnRest(&chance), rise: rise)
  }

  /// Draws somebody whose resting values leave room to the limits: the patient of a scenario that teaches
  /// only one thing.
  ///
  /// How far the drug raises pulse and pressures is drawn as in `anyone`, so that these patients, too, answer
  /// as published; one who answers strongly has lower resting values.
  public static func calm(_ chance: inout SplitMix64) -> PatientTraits {
    let rise = drawnRise(&chance)
    for _ in 0..<mostDraws {
      let traits = PatientTraits(rest: drawnRest(&chance), rise: rise)
      if traits.staysCalm { return traits }
    }
    return PatientTraits(
      rest: VitalSigns(hr: 70, sys: 118, dia: 74, spo2: 97.4, rr: 14), rise: .published)
  }

  private static let mostDraws = 100_000

  private static func drawnRise(_ chance: inout SplitMix64) -> DrugRise {
    let mean = DrugRise.published
    let shared = chance.normal()
    let own = chance.normal()
    return DrugRise(
      sys: mean.sys + 10.6 * shared, dia: mean.dia + 7.9 * (0.7 * shared + 0.714 * own),
      hr: mean.hr + 5 * chance.normal())
  }

  private static func drawnRest(_ chance: inout SplitMix64) -> VitalSigns {
    VitalSigns(
      hr: 73 + 9 * chance.normal(), sys: 121 + 11 * chance.normal(), dia: 76 + 7 * chance.normal(),
      spo2: min(99.5, 97.4 + 0.8 * chance.normal()), rr: 14 + 1.5 * chance.normal())
  }

  /// Whether rest and rise leave room to the shipped limits, on both sides, for the most that drift, noise
  /// and cuff can add.
  private var staysCalm: Bool {
    rest.sys + min(0, rise.sys) >= 99 && rest.sys + max(0, rise.sys) <= 151
      && rest.dia + min(0, rise.dia) >= 57 && rest.dia + max(0, rise.dia) <= 93
      && rest.sys - rest.dia >= 28 && rest.sys + rise.sys - rest.dia - rise.dia >= 22
      && rest.hr + min(0, rise.hr) >= 60 && rest.hr + max(0, rise.hr) <= 104
      && (96.2...99).contains(rest.spo2) && (11...18).contains(rest.rr)
  }
}
