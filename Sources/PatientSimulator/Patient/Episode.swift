/// An imposed course of one vital: it goes to a value, stays there for a while, and comes back.
struct Episode: Hashable, Sendable {
  let vital: SimulatedVital
  let target: Double
  /// The vital's value without it, when it began.
  let restValue: Double
  /// True if it was set at a console, false if the scenario set it.
  let isByInstructor: Bool
  private let onsetSeconds: Double
  private var holdSeconds: Double
  private let recoverySeconds: Double
  private var stage = Stage.onset
  /// Help that fits ended it, so what comes of it is no longer the console's doing.
  private var isHelped = false
  /// 0 is the patient's own value, 1 the target.
  private var level = 0.0

  private enum Stage: Hashable { case onset, hold, recovery }

  init(
    vital: SimulatedVital, target: Double, restValue: Double, onset: Double, hold: Double, recovery: Double,
    isByInstructor: Bool = false
  ) {
    self.vital = vital
    self.isByInstructor = isByInstructor
    self.target = target
    self.restValue = restValue
    onsetSeconds = max(1, onset)
    holdSeconds = hold
    recoverySeconds = max(1, recovery)
  }

  var isLettingGo: Bool { stage == .recovery }
  var isOver: Bool { stage == .recovery && level <= 0 }

  /// Lets go of the vital: recovery begins now.
  mutating func relieve() { stage = .recovery }

  /// Ends the episode because help has come.
  mutating func help() {
    isHelped = true
    relieve()
  }

  /// Whether the vital's value is an instructor's doing: it was set, or set free, and nobody has helped.
  var isInHand: Bool { isByInstructor && !isHelped }

  mutating func step() {
    switch stage {
    case .onset:
      level = min(1, level + 1 / onsetSeconds)
      if level >= 1 { stage = .hold }
    case .hold:
      holdSeconds -= 1
      if holdSeconds <= 0 { stage = .recovery }
    case .recovery:
      level = max(0, level - 1 / recoverySeconds)
    }
  }

  /// Moves a value towards the target, gently at both ends.
  func applied(to value: Double) -> Double {
    let eased = level * level * (3 - 2 * level)
    return value + eased * (target - value)
  }
}
