import Devices
import InfusionCore
import Quantities

/// The pump: it does what the nurse has set, unless the scenario stops it.
struct PumpUnit: Hashable, Sendable {
  private(set) var signal = PumpSignal.idle
  private var setState = PumpState.stopped
  private var setRate = MillilitresPerHour.zero
  private var forced: PumpState?
  private var now = SessionTime.start

  /// A keep-vein-open trickle; pumps offer 0.1 to 2.5 mL/h.
  private static let kvoRate = MillilitresPerHour(1)

  /// What flows now.
  var flow: MillilitresPerHour { signal.rate }

  mutating func follow(_ phase: Phase, rate: MillilitresPerHour, at time: SessionTime) {
    advance(to: time)
    setState = phase.pumpState
    setRate = rate
    settle()
  }

  /// Holds the pump in a state, or with nil lets it go.
  mutating func force(_ state: PumpState?, at time: SessionTime) {
    advance(to: time)
    forced = state
    settle()
  }

  mutating func advance(to time: SessionTime) {
    guard time > now else { return }
    signal.volume = signal.volume + signal.rate * (time - now)
    now = time
  }

  private mutating func settle() {
    let state = forced ?? setState
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
