public import Quantities

/// Something that is wrong with the patient for a reason of its own, until it wears off, is treated, or the
/// drug that caused it is gone.
public struct Trouble: Hashable, Sendable {
  /// What goes wrong with the patient, and what its strength means.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The airway closes: 0 open, 1 shut.
    case airway
    /// Sedation by another drug than ketamine: a benzodiazepine taken at home.
    case sedation
    /// A vagal slowing of the heart.
    case vagus
    case anxiety
    case nausea
  }
  public var kind: Kind
  /// 0 to 1.
  public var level: Double
  public var onset: TimeSpan
  /// How long it stays if nobody does anything.
  public var lasts: TimeSpan
  /// The drug causes it, so it goes when the drug does.
  public var isByDrug: Bool

  public init(
    _ kind: Kind, level: Double, onset: TimeSpan = .seconds(45), lasts: TimeSpan = .minutes(20),
    isByDrug: Bool = true
  ) {
    self.kind = kind
    self.level = level
    self.onset = onset
    self.lasts = lasts
    self.isByDrug = isByDrug
  }
}

extension Trouble.Kind {
  /// The figures that it changes.
  var figures: Set<Condition.Subject> {
    switch self {
    case .airway: [.spo2, .rr]
    case .sedation: [.sedation, .spo2, .rr]
    case .vagus: [.hr, .sys, .dia]
    case .anxiety: [.anxiety, .hr, .sys, .dia, .rr]
    case .nausea: [.nausea]
    }
  }
}

/// A trouble on its way: rising, standing, going.
struct RunningTrouble: Hashable, Sendable {
  let trouble: Trouble
  /// True if it was set or injected at a console, false if the scenario set it.
  let isByInstructor: Bool
  /// The drug's effect when the trouble began, ng/mL.
  private let causingEffect: Double
  private var seconds = 0.0
  /// The share that treatment has left of it, for good.
  private var left = 1.0

  private static let goesSeconds = 180.0

  init(_ trouble: Trouble, effect: Double, byInstructor: Bool) {
    self.trouble = trouble
    isByInstructor = byInstructor
    causingEffect = max(1, effect)
  }

  var isOver: Bool { seconds > onset + lasting + Self.goesSeconds || left < 0.02 }

  private var onset: Double { max(1, Double(trouble.onset.milliseconds) / 1000) }
  private var lasting: Double { Double(trouble.lasts.milliseconds) / 1000 }

  mutating func step() { seconds += 1 }

  /// Takes away a share of it for good.
  mutating func relieve(_ share: Double) { left *= 1 - share }

  /// How strong it is now. A trouble that the drug causes is whole while four fifths of the drug that began
  /// it are there.
  func level(effect: Double) -> Double {
    let rising = min(1, seconds / onset)
    let going = min(1, max(0, 1 - (seconds - onset - lasting) / Self.goesSeconds))
    let drug = trouble.isByDrug ? min(1, effect / (0.8 * causingEffect)) : 1
    let eased = rising * rising * (3 - 2 * rising)
    // Squared: half of the drug is a quarter of the reason.
    return trouble.level * eased * going * left * drug * drug
  }
}
