public import InfusionCore
public import OperatorLanguage
public import Quantities

/// A simulated bedside, an operator's script and perhaps a trainee made of rules as one source of inputs. The
/// patient answers to what the session makes of them.
public struct SimulatedInputs: StampedSource {
  /// How long the source goes on if nobody closes the session.
  public enum Length: Hashable, Sendable {
    /// To the script's last action; with a trainee made of rules until that one leaves.
    case script
    /// Until everything that the plan asks for can be over, since a patient does not stop when a script ends.
    case course
    /// To this instant, whatever is done: a replayed drill ends where the recorded one ended.
    case until(SessionTime)
  }

  private var script: ArraySlice<StampedInput>
  private var trainee: Trainee?
  private let length: Length
  private let scripted: SessionTime
  private var end: SessionTime
  private var waiting: ArraySlice<StampedInput>
  /// The input that came last, and its time.
  private var last: Input?
  private var time = SessionTime.start
  /// What the bedside knows of the session.
  private var flow = Flow(phase: .preparation, rate: nil)

  private struct Flow: Equatable {
    var phase: Phase
    var rate: MillilitresPerHour?
  }

  private static let longestStay = SessionTime.seconds(6 * 3600)
  private static let unstarted = SessionTime.minutes(30)
  private static let afterwards = TimeSpan.minutes(20)

  public init(
    _ bedside: CabledBedside, script: [ScriptedAction], trainee: Trainee? = nil, length: Length = .script
  ) {
    self.init(bedside, acts: script.map { StampedInput($0) }, trainee: trainee, length: length)
  }

  /// - Parameter acts: what people do, an instructor included, in the order of time.
  public init(
    _ bedside: CabledBedside, acts: [StampedInput], trainee: Trainee? = nil, length: Length = .script
  ) {
    var bedside = bedside
    waiting = bedside.begin(at: .start)[...]
    self.bedside = bedside
    script = acts[...]
    self.trainee = trainee
    self.length = length
    scripted = acts.last?.time ?? .start
    switch length {
    case .script: end = trainee == nil ? scripted : Self.longestStay
    case .course: end = max(scripted, Self.unstarted)
    case .until(let time): end = time
    }
  }

  /// As it is after the last input, so that another run can go on with it.
  public private(set) var bedside: CabledBedside

  /// The score of the drill so far.
  public var score: ScenarioScore { bedside.score }
  /// What is true now.
  public var situation: Situation { bedside.situation }

  public mutating func next() -> StampedInput? {
    while waiting.isEmpty {
      if let action = script.first, action.time < bedside.deadline {
        script.removeFirst()
        waiting = (bedside.advance(to: action.time) + [action])[...]
      } else if bedside.deadline <= end {
        // The input that a second has passed comes last, so that the session knows then what fell due
        // unheard.
        let second = bedside.deadline
        waiting = (bedside.advance(to: second) + [StampedInput(nil, at: second)])[...]
      } else {
        return nil
      }
    }
    let input = waiting.popFirst()
    time = input?.time ?? time
    last = input?.input
    return input
  }

  /// Tells the patient's devices what flows, if that has changed, and the patient what was done or tried.
  public mutating func heed(_ told: [StampedEvent], by session: Session) {
    let flow = Flow(phase: session.phase, rate: session.infusion?.flow)
    if flow != self.flow {
      self.flow = flow
      bedside.follow(session, at: time)
    }
    switch last {
    case .action(let action, _)?:
      let isRefused = told.contains { if case .refused = $0.event { true } else { false } }
      bedside.look(at: session)
      bedside.answer(to: action, isAccepted: !isRefused, at: time)
    case .instruction(let instruction)?: bedside.obey(instruction)
    case nil: passSecond(session)
    case .reading?, .link?, .identity?, .conduct?, .annotation?, .recorder?, .sound?, .publication?,
      .clockStepped?, .gap?, .history?:
      break
    }
  }

  private mutating func passSecond(_ session: Session) {
    bedside.look(at: session)
    if length == .course { end = max(scripted, course(of: session)) }
    guard var trainee, session.phase != .closed else { return }
    let acts = bedside.acts(of: &trainee, in: session)
    self.trainee = trainee
    waiting += acts.map { StampedInput(.action($0, by: trainee.by), at: time) }
  }

  private func course(of session: Session) -> SessionTime {
    guard let started = session.startedAt else { return Self.unstarted }
    return started + (session.plan.duration ?? .zero) + session.plan.observation + Self.afterwards
  }
}
