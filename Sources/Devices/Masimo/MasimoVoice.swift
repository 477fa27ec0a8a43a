import InfusionCore

/// Simulates Masimo ASCII 1 (Rad-8, Radical-7): a line a second.
///
/// Like the real ones it goes on printing the last numbers for a while after the sensor came off: only the
/// exception bits tell.
struct MasimoVoice: SimulatedVoice {
  private var lines = 0
  private var held = HeldFigures(framesLong: 10)

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { lines += 1 }
    held.note(signals.oximetry, frames: 1)
    return Self.bytes(
      clock: "01/01/00 \(UnsetClock.time(lines))", printed: held.shown, status: signals.oximetry.status)
  }

  static func bytes(clock: String, printed: OximeterSignal, status: SensorStatus) -> [UInt8] {
    MasimoAscii1Line(
      deviceTime: clock, spo2: printed.reportedSaturation, pulse: printed.reportedPulse,
      perfusionIndex: printed.reportedPerfusion, exception: exception(status)
    ).bytes
  }

  private static func exception(_ status: SensorStatus) -> MasimoException {
    switch status {
    case .ok: .masimoSET
    case .off: [.masimoSET, .sensorOff]
    case .searching: [.masimoSET, .pulseSearch]
    case .lowPerfusion: [.masimoSET, .lowPerfusion]
    case .artifact: [.masimoSET, .interference]
    case .error: [.masimoSET, .defectiveSensor]
    }
  }
}
