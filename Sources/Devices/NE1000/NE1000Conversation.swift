import InfusionCore
import Quantities

/// New Era NE-1000, for training only: the first question after an alarm clears it on the pump, so the alarm
/// is latched here until the pump runs again.
struct NE1000Conversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(1)
  let namesAreChecked = false
  private var turn = 0
  private var latched: NE1000Alarm?
  private var programmedRate: Fixed?
  private var infused: Fixed?
  private var target: Fixed?

  /// What is asked, one a second. The target is set once.
  private static let questions = [
    WriteAllowList.ne1000Dispensed, WriteAllowList.ne1000Rate, WriteAllowList.ne1000Dispensed,
    WriteAllowList.ne1000Rate, WriteAllowList.ne1000Dispensed, WriteAllowList.ne1000Target,
  ]

  init(source: SourceID) { self.source = source }

  /// The only number it has is an address that somebody set on it.
  func identity(in reply: NE1000Reply) -> SourceIdentity? {
    SourceIdentity(serial: "address \(reply.address)")
  }

  func greeting() -> [HarmlessFrame] { [WriteAllowList.ne1000Dispensed] }

  mutating func poll(isHeard: Bool) -> [HarmlessFrame] {
    turn = (turn + 1) % Self.questions.count
    return [Self.questions[turn]]
  }

  mutating func interpret(_ reply: NE1000Reply) -> Meaning {
    switch reply.content {
    case .dispensed(let infused, _): self.infused = infused
    case .rate(let rate): programmedRate = rate
    case .target(let volume): target = volume
    case .nothing, .refused, .other: break
    }
    let state = state(reply.state)
    let isFaulty = latched.map { $0 != .stalled && $0 != .reset } ?? false
    // It answers with the set rate, at which nothing flows while it stands.
    let rate: Fixed? = state == .running ? programmedRate : 0
    return Meaning(
      reading: Reading(
        source: source, status: isFaulty ? .error : .ok,
        pump: PumpReport(
          state: state, rate: rate.map { MillilitresPerHour($0) }, volume: infused.map { Millilitres($0) },
          vtbi: vtbi)))
  }

  /// It tells its target as it was set, and beside it what has gone in.
  private var vtbi: VolumeToBeInfused? {
    guard let target else { return nil }
    guard target > 0 else { return .unlimited }
    return infused.map { .volume(Millilitres(max(0, target - $0))) }
  }

  /// Our own question has cleared it on the pump: it is not said again.
  mutating func overhear(_ reply: NE1000Reply) { _ = state(reply.state) }

  mutating func closed() { self = NE1000Conversation(source: source) }

  private mutating func state(_ state: NE1000Reply.State) -> PumpState {
    switch state {
    case .infusing, .purging:
      latched = nil
      return .running
    case .alarm(let alarm): latched = alarm
    case .withdrawing, .stopped, .waiting, .paused, .pausedForTime: break
    }
    if latched == .stalled { return .occluded }
    return state == .paused || state == .pausedForTime ? .paused : .stopped
  }
}
