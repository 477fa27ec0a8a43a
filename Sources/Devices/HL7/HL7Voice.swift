/// Simulates a gateway that sends the monitor's numbers as HL7 every 5 s. It takes no notice of who
/// acknowledges them.
struct HL7Voice: SimulatedVoice {
  /// No simulated patient breathes into a capnograph, and the pump is at another gateway.
  static let untold: Set<Carried> = [.etco2, .pi, .pump]
  let framesPerMinute: Int64 = 12
  private static let secondsPerMessage = 5
  private var messages = 0
  private var measured: (number: Int, time: String)?

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { messages += 1 }
    let (signal, cuff) = (signals.oximetry, signals.cuffModule)
    var message = HL7Message(
      controlID: "\(messages)",
      figures: [
        .hr: Reported(signals.heartRate), .pulse: signal.reportedPulse, .spo2: signal.reportedSaturation,
        .rr: Reported(signals.respiration), .temp: SimulatedTemperature.usual,
      ])
    var measuredAt: String?
    if let result = cuff.result {
      message.figures.merge([.sys: cuff.sys, .dia: cuff.dia, .map: cuff.map]) { $1 }
      measuredAt = time(of: result)
    }
    return message.bytes(at: Self.clock(messages * Self.secondsPerMessage), cuffTime: measuredAt)
  }

  /// The measurement's own time, a moment before the message that tells it first.
  private mutating func time(of result: CuffFigures) -> String {
    if let measured, measured.number == result.number { return measured.time }
    let time = Self.clock(max(0, messages * Self.secondsPerMessage - 1))
    measured = (result.number, time)
    return time
  }

  private static func clock(_ seconds: Int) -> String {
    "20000101\(UnsetClock.time(seconds, separator: ""))"
  }
}
