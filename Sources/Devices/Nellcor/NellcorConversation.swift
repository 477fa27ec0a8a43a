import InfusionCore
import Quantities

/// Nellcor: every state of the line counts, the gravest decides.
struct NellcorConversation: Conversation {
  let source: SourceID
  private var lines = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: NellcorLine) -> SourceStamp? {
    defer { lines += 1 }
    return .frame(lines)
  }

  mutating func interpret(_ line: NellcorLine) -> Meaning {
    let status = Self.status(line.states)
    let reading = Reading(
      source: source, status: status, spo2: Sample(oximeter: line.spo2, under: status),
      hr: Sample(oximeter: line.pulse, under: status))
    return Meaning(reading: reading)
  }

  private static func status(_ states: [NellcorState]) -> SensorStatus {
    let meanings = states.map(\.meaning)
    return [.off, .searching, .artifact].first(where: meanings.contains) ?? .ok
  }
}

extension NellcorState {
  fileprivate var meaning: SensorStatus {
    switch self {
    case .sensorDisconnected, .sensorOff: .off
    case .lossOfPulse, .lossOfPulseMotion, .pulseSearch: .searching
    case .motion: .artifact
    case .alarmOff, .alarmSilenced, .lowBattery, .pulseHigh, .pulseLow, .saturationHigh, .saturationLow,
      .other:
      .ok
    }
  }
}
