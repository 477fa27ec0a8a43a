import InfusionCore

/// Simulates Nellcor N-560: a line every 2 s, and its header again every 25 lines. It has no word for weak
/// perfusion but a small amplitude.
struct NellcorVoice: SimulatedVoice {
  let framesPerMinute: Int64 = 30
  private var lines = 0

  private static let linesPerPage = 25
  private static let header = """
    N-560    VERSION 1.61.00    CRC:XXXX  SpO2 Limit: 85-100%    PR Limit: 40-170BPM\r
    \u{20}                                      ADULT           0SAT-S\r\n
    """

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { lines += 1 }
    let signal = signals.oximetry
    let amplitude = signal.perfusionHundredths.map { min(254, $0 / 8) }
    let line = NellcorLine(
      deviceTime: "01-Jan-00 \(UnsetClock.time(2 * lines))", spo2: signal.reportedSaturation,
      pulse: signal.reportedPulse, amplitude: Reported(amplitude), states: Self.states(signal.status))
    return (lines % Self.linesPerPage == 0 ? Array(Self.header.utf8) : []) + line.bytes
  }

  private static func states(_ status: SensorStatus) -> [NellcorState] {
    switch status {
    case .ok, .lowPerfusion: []
    case .off: [.sensorOff]
    case .searching: [.pulseSearch]
    case .artifact: [.motion]
    case .error: [.sensorDisconnected]
    }
  }
}
