import InfusionCore
import Quantities

// The line protocol's words in the core's vocabulary.

extension SensorStatus {
  init(_ status: LineStatus) {
    switch status {
    case .ok: self = .ok
    case .off: self = .off
    case .searching: self = .searching
    case .lowperfusion: self = .lowPerfusion
    case .artifact: self = .artifact
    case .error: self = .error
    }
  }
}

extension PumpState {
  init(_ state: LinePumpState) {
    switch state {
    case .running: self = .running
    case .paused: self = .paused
    case .stopped: self = .stopped
    case .kvo: self = .kvo
    case .occluded: self = .occluded
    case .empty: self = .empty
    case .air: self = .air
    }
  }
}

extension PumpReport {
  init(_ pump: LinePump, withFigures: Bool) {
    self.init(
      state: pump.state.map(PumpState.init),
      rate: withFigures ? pump.rate.map { MillilitresPerHour($0) } : nil,
      volume: withFigures ? pump.volume.map { Millilitres($0) } : nil)
  }
}

extension CuffResult {
  init(_ cuff: LineCuff, number: Int?) {
    switch cuff {
    case .pressure(let sys, let dia, let map):
      self = .measured(.pressure(sys: sys, dia: dia, map: map, number: number))
    case .meanOnly(let map): self = .measured(CuffMeasurement(sys: nil, dia: nil, map: map, number: number))
    case .failed: self = .failed(number: number)
    }
  }
}
