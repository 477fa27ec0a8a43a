import InfusionCore

/// Simulates Nonin data format 8: four bytes a second, no checksum.
struct NoninDF8Voice: SimulatedVoice {
  mutating func frame(_ signals: BedsideSignals) -> [UInt8] { Self.bytes(signals.oximetry) }

  mutating func received(_ bytes: [UInt8], _ signals: BedsideSignals) -> [UInt8] {
    NoninSelection.answer(bytes, ownFormat: 0x08)
  }

  static func bytes(_ signal: OximeterSignal) -> [UInt8] {
    NoninDF8Frame(
      pulse: signal.reportedPulse, spo2: signal.reportedSaturation, outOfTrack: signal.pulse == nil,
      lowPerfusion: signal.status == .lowPerfusion, artifact: signal.status == .artifact,
      sensorAlarm: signal.status == .off
    ).bytes
  }
}
