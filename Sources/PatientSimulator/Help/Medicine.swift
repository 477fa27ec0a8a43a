/// A medicine, as far as the simulated patient answers to it.
///
/// Sizes are for an adult, at the usual single dose, after its onset. They are our own round figures, in the
/// direction and of the size that product labels give; they teach which way a vital goes, about how far, and
/// when.
public struct Medicine: Hashable, Sendable {
  /// Generic, in lower case.
  public var name: String
  /// The usual dose given at once, mg.
  public var usualMilligrams: Double
  /// Seconds until most of it acts when it is given into a vein.
  var onsetSeconds: Double
  /// Seconds after which a third of it is left.
  var lastingSeconds: Double
  var effect: MedicineEffect

  /// More than this at once is a mistake: three times the usual dose.
  public var mostMilligrams: Double { 3 * usualMilligrams }

  public static func named(_ name: some StringProtocol) -> Medicine? {
    let wanted = name.lowercased()
    return all.first { $0.name == wanted }
  }
}

/// What a medicine does at its usual dose; zero where it does nothing.
struct MedicineEffect: Hashable, Sendable {
  /// How much of the pressure above an ordinary one it takes away, 0 to 1.
  var relievesPressure = 0.0
  /// How much it adds, in mmHg and /min.
  var raisesSys = 0.0
  var raisesPulse = 0.0
  /// How much of a vagal slowing, of anxiety, of nausea it takes away, 0 to 1.
  var opposesVagus = 0.0
  var calms = 0.0
  var settlesNausea = 0.0
  /// The odds that it adds of being asleep, and of not breathing; twice the dose is four times the odds.
  var sedates = 0.0
  var depressesBreathing = 0.0
  var isBenzodiazepine = false
  /// How much of a benzodiazepine it undoes, 0 to 1.
  var undoesBenzodiazepine = 0.0
  /// What every usual dose beyond the third adds, in mmHg and /min.
  var excessSys = 0.0
  var excessPulse = 0.0
}

extension Medicine {
  public static let all: [Medicine] = [
    Medicine(
      name: "labetalol", usualMilligrams: 10, onsetSeconds: 100, lastingSeconds: 10_000,
      effect: .init(relievesPressure: 0.45, raisesPulse: -3, excessSys: -5, excessPulse: -3)),
    Medicine(
      name: "hydralazine", usualMilligrams: 10, onsetSeconds: 400, lastingSeconds: 10_000,
      effect: .init(relievesPressure: 0.45, raisesPulse: 4, excessSys: -6, excessPulse: 3)),
    Medicine(
      name: "clonidine", usualMilligrams: 0.15, onsetSeconds: 400, lastingSeconds: 20_000,
      effect: .init(
        relievesPressure: 0.4, raisesPulse: -3, sedates: 0.05, excessSys: -5, excessPulse: -3)),
    Medicine(
      name: "metoprolol", usualMilligrams: 5, onsetSeconds: 150, lastingSeconds: 10_000,
      effect: .init(relievesPressure: 0.3, raisesPulse: -6, excessSys: -4, excessPulse: -4)),
    Medicine(
      name: "esmolol", usualMilligrams: 30, onsetSeconds: 40, lastingSeconds: 600,
      effect: .init(relievesPressure: 0.35, raisesPulse: -6, excessSys: -4, excessPulse: -4)),
    Medicine(
      name: "ephedrine", usualMilligrams: 10, onsetSeconds: 50, lastingSeconds: 2_400,
      effect: .init(raisesSys: 18, raisesPulse: 8, excessSys: 4, excessPulse: 3)),
    Medicine(
      name: "phenylephrine", usualMilligrams: 0.1, onsetSeconds: 30, lastingSeconds: 700,
      effect: .init(raisesSys: 20, raisesPulse: -5, excessSys: 5, excessPulse: -1)),
    Medicine(
      name: "atropine", usualMilligrams: 0.5, onsetSeconds: 30, lastingSeconds: 3_600,
      effect: .init(raisesPulse: 10, opposesVagus: 0.75, excessPulse: 3)),
    Medicine(
      name: "glycopyrrolate", usualMilligrams: 0.2, onsetSeconds: 50, lastingSeconds: 7_200,
      effect: .init(raisesPulse: 7, opposesVagus: 0.7, excessPulse: 3)),
    Medicine(
      name: "midazolam", usualMilligrams: 2, onsetSeconds: 80, lastingSeconds: 3_600,
      effect: .init(calms: 0.6, sedates: 0.15, depressesBreathing: 0.03, isBenzodiazepine: true)),
    Medicine(
      name: "lorazepam", usualMilligrams: 1, onsetSeconds: 200, lastingSeconds: 20_000,
      effect: .init(calms: 0.6, sedates: 0.15, depressesBreathing: 0.03, isBenzodiazepine: true)),
    Medicine(
      name: "diazepam", usualMilligrams: 5, onsetSeconds: 80, lastingSeconds: 20_000,
      effect: .init(calms: 0.6, sedates: 0.15, depressesBreathing: 0.03, isBenzodiazepine: true)),
    Medicine(
      name: "propofol", usualMilligrams: 30, onsetSeconds: 30, lastingSeconds: 400,
      effect: .init(
        calms: 0.6, sedates: 0.6, depressesBreathing: 0.15, excessSys: -5)),
    Medicine(
      name: "ondansetron", usualMilligrams: 4, onsetSeconds: 120, lastingSeconds: 14_000,
      effect: .init(settlesNausea: 0.75, excessSys: -3, excessPulse: -2)),
    Medicine(
      name: "metoclopramide", usualMilligrams: 10, onsetSeconds: 120, lastingSeconds: 14_000,
      effect: .init(settlesNausea: 0.6, excessSys: -3, excessPulse: -2)),
    // Ketamine is no opioid: at the usual dose there is nothing to undo.
    Medicine(
      name: "naloxone", usualMilligrams: 0.4, onsetSeconds: 60, lastingSeconds: 3_000,
      effect: .init(excessSys: 2, excessPulse: 2)),
    Medicine(
      name: "flumazenil", usualMilligrams: 0.2, onsetSeconds: 60, lastingSeconds: 3_000,
      effect: .init(undoesBenzodiazepine: 0.75, excessSys: 2, excessPulse: 2)),
  ]
}
