import Quantities

/// A mammillary compartment model of ketamine: a central volume in proportion to weight, and what leaves and
/// returns.
///
/// The constants are those of published models as public programs carry them. Each is a typical adult, never
/// this patient: measured peaks after 0.5 mg/kg over 40 min lie near 185 ng/mL (Zarate 2006, in Zanos,
/// Pharmacol Rev 2018;70:621), where these predict 177 to 240.
public struct CompartmentModel: Hashable, Sendable {
  /// One peripheral compartment: the rate constants into it and back.
  public struct Peripheral: Hashable, Sendable {
    public var inward: PerMinute
    public var outward: PerMinute

    public init(inward: PerMinute, outward: PerMinute) {
      self.inward = inward
      self.outward = outward
    }
  }

  /// As `predict --model` names it.
  public var name: String
  /// Central volume, L/kg.
  public var centralLitresPerKilogram: Double
  public var elimination: PerMinute
  public var peripherals: [Peripheral]
  /// The effect-site rate constant that this model uses unless another is asked for.
  public var ke0: PerMinute

  public init(
    name: String, centralLitresPerKilogram: Double, elimination: PerMinute, peripherals: [Peripheral],
    ke0: PerMinute
  ) {
    self.name = name
    self.centralLitresPerKilogram = centralLitresPerKilogram
    self.elimination = elimination
    self.peripherals = peripherals
    self.ke0 = ke0
  }
}

extension CompartmentModel {
  /// Domino 1984 (Clin Pharmacol Ther 36:645), three compartments, constants as in stanpumpR: the default.
  ///
  /// ke0 0.652/min puts the effect of a bolus at its peak after 1 min (opentiva). No ke0 of ketamine is
  /// agreed: public programs use 0.086 (a peak at 3 min, "just a guess" in its source), 0.65, 1.0 and 3.0.
  public static let domino = CompartmentModel(
    name: "domino", centralLitresPerKilogram: 0.063, elimination: .init(0.438),
    peripherals: [
      Peripheral(inward: .init(0.592), outward: .init(0.247)),
      Peripheral(inward: .init(0.590), outward: .init(0.0146)),
    ], ke0: .init(0.652))

  /// Domino's constants with the effect site of Navarrete 2025 (J Clin Monit Comput 39:349), ke0 0.238/min:
  /// the effect of a bolus is at its peak after 1.6 min. As SimTIVA carries it; the paper was not read.
  public static let dominoNavarrete = CompartmentModel(
    name: "domino-navarrete", centralLitresPerKilogram: domino.centralLitresPerKilogram,
    elimination: domino.elimination, peripherals: domino.peripherals, ke0: .init(0.238))

  /// Clements and Nimmo 1981 (Br J Anaesth 53:27), the 250 mcg/kg group, two compartments, as in opentiva.
  public static let clements = CompartmentModel(
    name: "clements", centralLitresPerKilogram: 1.7522, elimination: .init(0.0109),
    peripherals: [Peripheral(inward: .init(0.0186), outward: .init(0.0137))], ke0: .init(5.2))

  /// Hijazi 2003, adults in intensive care, two compartments, as in opentiva (which calls them children; we
  /// doubt that).
  public static let hijazi = CompartmentModel(
    name: "hijazi", centralLitresPerKilogram: 1.08, elimination: .init(0.0333),
    peripherals: [Peripheral(inward: .init(0.0088), outward: .init(0.0030))], ke0: .init(4.773))

  /// The default first.
  public static let all: [CompartmentModel] = [.domino, .dominoNavarrete, .clements, .hijazi]

  public static func named(_ name: some StringProtocol) -> CompartmentModel? { all.first { $0.name == name } }
}
