import InfusionCore
import Quantities

/// Simulates a New Era NE-1000: it stalls where others know occlusion and an empty syringe, and forgets its
/// alarm with the first question that comes after it.
struct NE1000Voice: AnsweringVoice {
  var ear = HostEar(NE1000Question.allCases) { $0.bytes }
  /// Whether the stall that it stands in was told.
  private var stallIsTold = false

  mutating func answer(_ question: NE1000Question, _ signals: BedsideSignals) -> [UInt8] {
    NE1000Reply(state: state(signals.pump.state), content: Self.content(question, signals.pump)).bytes
  }

  private mutating func state(_ state: PumpState) -> NE1000Reply.State {
    let isStalled = state == .occluded || state == .empty
    defer { stallIsTold = isStalled }
    switch state {
    case .running, .kvo: return .infusing
    case .paused: return .paused
    case .stopped, .air: return .stopped
    case .occluded, .empty: return stallIsTold ? .stopped : .alarm(.stalled)
    }
  }

  /// The rate is the one that is set, whether it flows or not.
  private static func content(_ question: NE1000Question, _ pump: PumpSignal) -> NE1000Reply.Content {
    let rate = pump.state == .kvo ? pump.rate : pump.setRate
    return switch question {
    case .dispensed: .dispensed(infused: pump.volume.fixed, withdrawn: 0)
    case .rate: .rate(rate.fixed.rounded(places: 2))
    // Without an end.
    case .target: .target(0)
    }
  }
}
