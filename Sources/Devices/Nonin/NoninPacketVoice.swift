import InfusionCore

/// Simulates Nonin data formats 2 and 7 (OEM III, Xpod): 75 frames a second, the numbers spread over packets
/// of 25.
struct NoninPacketVoice: SimulatedVoice {
  enum Format: Sendable { case df2, df7 }

  let framesPerMinute: Int64 = 60 * framesPerSecond
  private static let framesPerSecond: Int64 = 75

  private let format: Format
  private var wave = PulseWave()
  private var index = 0
  private var packet = NoninPacket(pulse: .missing, spo2: .missing)
  private var held = HeldFigures(framesLong: 75 * 10)
  /// A beat's perfusion light burns for 12 frames.
  private var beatFrames = 0

  init(_ format: Format) { self.format = format }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    let signal = signals.oximetry
    if index == 0 { beginPacket(signal) }
    defer { index = (index + 1) % NoninPacket.frameCount }
    var height: Int?
    if let pulse = signal.pulse {
      let sample = wave.next(pulse: pulse, samplesPerSecond: Self.framesPerSecond)
      height = sample.height
      beatFrames = sample.isBeat ? 12 : max(0, beatFrames - 1)
    } else {
      beatFrames = 0
    }
    let pleth = height.map { UInt8(20 + 2 * $0) } ?? 0x60
    let status = Self.status(signal.status, isBeat: beatFrames > 0)
    switch format {
    case .df2: return packet.frameDF2(index, status: status, pleth: pleth)
    case .df7: return packet.frameDF7(index, status: status, pleth: UInt16(pleth) << 8)
    }
  }

  mutating func received(_ bytes: [UInt8], _ signals: BedsideSignals) -> [UInt8] {
    NoninSelection.answer(bytes, ownFormat: format == .df2 ? 0x02 : 0x07)
  }

  private mutating func beginPacket(_ signal: OximeterSignal) {
    held.note(signal, frames: NoninPacket.frameCount)
    packet = NoninPacket(pulse: signal.reportedPulse, spo2: signal.reportedSaturation)
    packet.displayPulse = held.shown.reportedPulse
    packet.displaySpo2 = held.shown.reportedSaturation
    packet.firmware = Self.firmware
  }

  /// Sensor alarm and out of track with the finger out, artifact with motion; around a beat the perfusion
  /// light: green, or red where it is weak.
  static func status(_ sensor: SensorStatus, isBeat: Bool) -> NoninStatus {
    switch sensor {
    case .ok: isBeat ? .perfusionGreen : []
    case .off, .error: [.sensorAlarm, .outOfTrack]
    case .searching: .outOfTrack
    case .lowPerfusion: isBeat ? .perfusionRed : []
    case .artifact: isBeat ? [.artifact, .perfusionGreen, .perfusionRed] : .artifact
    }
  }

  private static let firmware: UInt8 = 0x30
}
