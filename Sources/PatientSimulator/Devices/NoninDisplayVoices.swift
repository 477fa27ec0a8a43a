import Devices
import InfusionCore

/// Nonin data format 8: four bytes a second, no checksum.
struct NoninDF8Voice: DeviceVoice {
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

/// Nonin's one-line output: numbers or dashes, and not a word about the sensor.
struct NoninAsciiVoice: DeviceVoice {
  private var lines = 0

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { lines += 1 }
    return NoninAsciiLine(
      spo2: signals.oximetry.reportedSaturation, pulse: signals.oximetry.reportedPulse,
      deviceTime: UnsetClock.time(lines)
    ).bytes
  }
}

/// The command that chooses a data format, `02 70 02 02 FF 03`: taken for the one that is spoken, refused for
/// others.
enum NoninSelection {
  static func answer(_ bytes: [UInt8], ownFormat: UInt8) -> [UInt8] {
    guard bytes.count == 6, bytes.starts(with: [0x02, 0x70, 0x02, 0x02]), bytes[5] == 0x03 else { return [] }
    return bytes[4] == ownFormat ? [0x06] : [0x15]
  }
}
