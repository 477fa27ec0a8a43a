import InfusionCore
import Quantities

/// Simulates an Alaris Asena: tells the state of its infusion when it is asked, and what its alarm is. A
/// syringe pump has no word for air: it stands on hold.
struct AsenaVoice: AnsweringVoice {
  var ear = HostEar(AsenaQuestion.allCases) { $0.bytes }

  func answer(_ question: AsenaQuestion, _ signals: BedsideSignals) -> [UInt8] {
    let pump = signals.pump
    let alarm = Self.alarm(pump.state)
    switch question {
    case .alarm: return AsenaReply.alarm(alarm).bytes
    // The simulated pump has no volume set at which it would stop.
    case .vtbi: return AsenaReply.vtbi(.missing).bytes
    case .infusion:
      return AsenaReply.infusion(
        AsenaInfusion(
          serialNumber: "8002-00001", hasAlarm: alarm != .none, mode: Self.mode(pump.state),
          rate: pump.rate.fixed.rounded(places: 2), volume: pump.volume.fixed)
      ).bytes
    }
  }

  private static func alarm(_ state: PumpState) -> AsenaAlarm {
    switch state {
    case .running, .paused, .stopped, .air: .none
    case .kvo: .volumeInfusedAtKVO
    case .occluded: .occlusion
    case .empty: .syringeEmpty
    }
  }

  private static func mode(_ state: PumpState) -> String {
    switch state {
    case .running, .kvo: "INF"
    case .stopped: "SET"
    case .paused, .occluded, .empty, .air: "HLD"
    }
  }
}
