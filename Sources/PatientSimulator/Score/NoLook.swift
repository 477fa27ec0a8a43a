import InfusionCore
public import Quantities

/// Why a deed of the right kind is no answer: whoever did it had not looked at this patient.
public enum NoLook: Hashable, Sendable {
  /// It had been done so often before with nothing asking for it.
  case routine(deed: String, before: Int)
  /// So many things of several kinds were done shortly before with nothing asking for them, and this one did
  /// not come promptly.
  case rounds(deed: String, before: Int, prompt: TimeSpan)
  /// The typed pressure is not the patient's.
  case untrue(typed: ArmPressure, truth: ArmPressure)
  /// A sleeping patient was scored as awake on MOAA/S.
  case asleep(score: Int)
  /// The drug was held back, and nobody looked at the patient.
  case unseen(deed: String)
}

extension NoLook {
  /// Whether nobody who looked could have typed it.
  var isUntrue: Bool {
    switch self {
    case .untrue, .asleep: true
    case .routine, .rounds, .unseen: false
    }
  }
}

/// A deed without a look, done while something called for it, and when.
public struct TimedNoLook: Hashable, Sendable {
  public var why: NoLook
  public var at: SessionTime
}

extension NoLook {
  /// The words for it, to be read after "no answer" and its time.
  public var sentence: String {
    switch self {
    case .routine(let deed, let before):
      "\(deed), done \(before) times before though nothing asked for it: what is done by the clock has seen "
        + "nobody"
    case .rounds(let deed, let before, let prompt):
      "\(deed), after \(before) things in \(Rounds.minutes) min that nothing asked for, and later than "
        + "\(prompt.words): who goes by rounds meets whatever comes, and has seen it where that is at once"
    case .untrue(let typed, let truth): "\(typed.words) typed, the patient had \(truth.words)"
    case .asleep(let score): "MOAA/S \(score) typed, the patient was asleep"
    case .unseen(let deed):
      "\(deed), and nobody looked at the patient within \(UnseenHalt.minutesToLook) min, or before it "
        + "was gone on with"
    }
  }
}

/// A pressure as it is taken at an arm, mmHg.
public struct ArmPressure: Hashable, Sendable {
  public var sys: Int
  public var dia: Int

  /// `168/96`
  public var words: String { "\(sys)/\(dia)" }
}

extension Situation {
  /// Whether a score says awake of a patient who sleeps: at MOAA/S 4 and 5 patients answer to their name.
  func belies(_ score: ScoreAction) -> Bool {
    score.scale == "moaas" && score.value >= 4 && score.at == nil && state.sedation > 0.6
  }
}

extension ArmPressure {
  init(_ signs: VitalSigns) { self.init(sys: Int(signs.sys.rounded()), dia: Int(signs.dia.rounded())) }

  init(_ typed: BloodPressureAction) {
    self.init(sys: Int(typed.sys.doubleValue.rounded()), dia: Int(typed.dia.doubleValue.rounded()))
  }
}

/// The patient's true pressures of the last minutes: somebody who measured by hand may type any of them.
///
/// 15 and 12 mmHg are about two standard deviations of the difference between careful hands and a reference
/// (8 or less: the bound of ISO 81060-2 for a cuff that may be sold). Between arm and keyboard three minutes
/// may pass.
struct PressureMemory: Hashable, Sendable {
  private var last: [ArmPressure] = []
  private var next = 0
  private var now: SessionTime?

  private static let seconds = 180
  private static let sysTolerance = 15
  private static let diaTolerance = 12

  mutating func follow(_ situation: Situation) {
    guard now.map({ $0 < situation.now }) ?? true else { return }
    now = situation.now
    if last.count < Self.seconds {
      last.append(ArmPressure(situation.signs))
    } else {
      last[next] = ArmPressure(situation.signs)
    }
    next = (next + 1) % Self.seconds
  }

  /// Whether somebody may have measured it.
  func has(_ typed: ArmPressure) -> Bool {
    Self.isNear(typed.sys, last.map(\.sys), Self.sysTolerance)
      && Self.isNear(typed.dia, last.map(\.dia), Self.diaTolerance)
  }

  private static func isNear(_ typed: Int, _ truth: [Int], _ tolerance: Int) -> Bool {
    guard let least = truth.min(), let most = truth.max() else { return false }
    return (least - tolerance...most + tolerance).contains(typed)
  }
}
