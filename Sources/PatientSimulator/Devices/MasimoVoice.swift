import InfusionCore

/// Masimo ASCII 1 (Rad-8, Radical-7): a line a second.
///
/// Like the real ones it goes on printing the last numbers for a while after the sensor came off: only the
/// exception bits tell.
struct MasimoVoice: DeviceVoice {
  let framesPerSecond: Int64 = 1
  private var line = 0
  private var held = OximeterSignal.searching
  private var heldLines = 0

  private static let holdLines = 10

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    let signal = signals.oximetry
    defer { line += 1 }
    if signal.pulse != nil {
      held = signal
      heldLines = Self.holdLines
    } else if heldLines > 0 {
      heldLines -= 1
    } else {
      held = .searching
    }
    return Self.bytes(clock: Self.clock(line), printed: held, status: signal.status)
  }

  static func bytes(clock: String, printed: OximeterSignal, status: SensorStatus) -> [UInt8] {
    let saturation = printed.saturation.map { padded($0, 3) } ?? "---"
    let pulse = printed.pulse.map { padded($0, 3) } ?? "---"
    let perfusion =
      printed.perfusionHundredths.map { "\(padded($0 / 100, 2)).\(padded($0 % 100, 2))" } ?? "--.--"
    let text =
      "\(clock) SN=0000000001 SPO2=\(saturation)% BPM=\(pulse) PI=\(perfusion)% SPCO=--.-% SPMET=--.-%"
      + " DESAT=-- PIDELTA=+-- ALARM=0000 EXC=\(exceptions(status))\r\n"
    return Array(text.utf8)
  }

  /// 800 is the normal state; 20 sensor off, 8 pulse search, 4 low perfusion, 10 interference, 2 defective.
  private static func exceptions(_ status: SensorStatus) -> String {
    switch status {
    case .ok: "000800"
    case .off: "000820"
    case .searching: "000808"
    case .lowPerfusion: "000804"
    case .artifact: "000810"
    case .error: "000802"
    }
  }

  /// The device's own clock, which nobody has set: lines are seconds.
  private static func clock(_ seconds: Int) -> String {
    let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(
      separator: ":")
    return "01/01/00 \(time)"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
