import InfusionCore
public import Quantities

/// Why something of the right kind is no answer: whoever did it had not looked at this patient.
public enum NoLook: Hashable, Sendable {
  /// It had been done so often before, though nothing asked for it.
  case routine(deed: String, before: Int)
  /// So many things of several kinds were done shortly before though nothing asked for them, and this one
  /// did not come at once.
  case rounds(deed: String, before: Int, prompt: TimeSpan)
  /// The pressure that was typed is not the patient's.
  case untrue(typed: ArmPressure, truth: ArmPressure)
  /// Who sleeps was scored as awake on MOAA/S.
  case asleep(score: Int)
  /// The drug was held back, and nobody looked at whom it flows into.
  case unseen(deed: String)
}

extension NoLook {
  /// Nobody who looked could have typed it.
  var isUntrue: Bool {
    switch self {
    case .untrue, .asleep: true
    case .routine, .rounds, .unseen: false
    }
  }
}

/// A deed that was no look while something called for it, and when it was done.
public struct TimedNoLook: Hashable, Sendable {
  public var why: NoLook
  public var at: SessionTime
}

extension NoLook {
  /// To be read behind "no answer" and its time.
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
  /// MOAA/S 4 and 5 answer to their name.
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

/// The patient's true pressures of the last minutes: whoever has measured by hand may type any of them.
///
/// 15 and 12 mmHg are about two standard deviations of what careful hands differ by from a reference (8 and
/// less: the bound of ISO 81060-2 for a cuff that may be sold). Three minutes go by between arm and keyboard.
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

  /// Somebody may have measured it.
  func has(_ typed: ArmPressure) -> Bool {
    Self.isNear(typed.sys, last.map(\.sys), Self.sysTolerance)
      && Self.isNear(typed.dia, last.map(\.dia), Self.diaTolerance)
  }

  private static func isNear(_ typed: Int, _ truth: [Int], _ tolerance: Int) -> Bool {
    guard let least = truth.min(), let most = truth.max() else { return false }
    return (least - tolerance...most + tolerance).contains(typed)
  }
}
