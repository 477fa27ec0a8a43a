import Devices
import InfusionCore
import Quantities

/// The pump: it does what the nurse has set, unless the scenario makes it stop.
struct PumpUnit: Hashable, Sendable {
  private(set) var signal = PumpSignal.idle
  private var setState = PumpState.stopped
  private var setRate = MillilitresPerHour.zero
  private var forced: PumpState?
  private var now = SessionTime.start
  /// The volume that it is set to give; nil if it goes on without end.
  private var wanted: Millilitres?

  /// A keep-vein-open trickle; pumps offer 0.1 to 2.5 mL/h.
  private static let kvoRate = MillilitresPerHour(1)

  /// What flows now.
  var flow: MillilitresPerHour { signal.rate }

  /// Sets the volume to be infused. Once that is in, the pump stops by itself and keeps the vein open.
  mutating func want(_ volume: Millilitres?) { wanted = volume }

  mutating func follow(_ phase: Phase, rate: MillilitresPerHour, at time: SessionTime) {
    advance(to: time)
    setState = phase.pumpState
    setRate = rate
    settle()
  }

  /// Holds the pump in a state; nil lets it go.
  mutating func force(_ state: PumpState?, at time: SessionTime) {
    advance(to: time)
    forced = state
    settle()
  }

  mutating func advance(to time: SessionTime) {
    guard time > now else { return }
    signal.volume = signal.volume + signal.rate * (time - now)
    now = time
    if isDone { settle() }
  }

  private var isDone: Bool {
    guard let wanted, setState == .running else { return false }
    return signal.volume.value >= wanted.value + Self.margin
  }

  /// How much the rounding of a volume and the seconds until a person stops the pump may add, mL.
  private static let margin = 1.0

  private mutating func settle() {
    let state = forced ?? (isDone ? .kvo : setState)
    signal.state = state
    signal.setRate = setRate
    switch state {
    case .running: signal.rate = setRate
    case .kvo: signal.rate = Self.kvoRate
    case .paused, .stopped, .occluded, .empty, .air: signal.rate = .zero
    }
  }
}

extension Phase {
  fileprivate var pumpState: PumpState {
    switch self {
    case .infusing: .running
    case .paused: .paused
    case .preparation, .observing, .ready, .closed: .stopped
    }
  }
}
