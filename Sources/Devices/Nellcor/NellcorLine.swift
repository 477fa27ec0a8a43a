import Quantities

/// One line of a Nellcor N-560, N-595, N-395 or NPB-290/295, every 2 s:
/// `07-Jan-04 11:24:54   100     102      36    MO             AO`.
public struct NellcorLine: Hashable, Sendable {
  /// The device's own date and time as it printed them; often wrong, so text only.
  public var deviceTime: String
  /// Oxygen saturation, %.
  public var spo2: Reported
  /// Pulse rate, /min.
  public var pulse: Reported
  /// Pulse amplitude, without a unit.
  public var amplitude: Reported
  /// All that the line says, in its order; more than one is usual.
  public var states: [NellcorState]

  public init(
    deviceTime: String, spo2: Reported, pulse: Reported, amplitude: Reported, states: [NellcorState] = []
  ) {
    self.deviceTime = deviceTime
    self.spo2 = spo2
    self.pulse = pulse
    self.amplitude = amplitude
    self.states = states
  }

  /// As the device sends it, CR LF included.
  public var bytes: [UInt8] {
    func column(_ value: Reported) -> String {
      let text = value.scaled(perUnit: 1).map { "\($0)" } ?? "---"
      return String(repeating: " ", count: max(1, 8 - text.utf8.count)) + text
    }
    let states = states.map { "  " + $0.code }.joined()
    return Array("\(deviceTime)\(column(spo2))\(column(pulse))\(column(amplitude))\(states)\r\n".utf8)
  }
}

/// What a Nellcor line says beside its numbers.
public enum NellcorState: Hashable, Sendable {
  case alarmOff, alarmSilenced, lowBattery
  /// Loss of pulse with interference, and without.
  case lossOfPulseMotion, lossOfPulse
  case motion
  case pulseHigh, pulseLow, saturationHigh, saturationLow
  case pulseSearch
  case sensorDisconnected, sensorOff
  /// Two letters that are in no list of ours, kept.
  case other(String)

  private static let codes: [(String, NellcorState)] = [
    ("AO", .alarmOff), ("AS", .alarmSilenced), ("LB", .lowBattery), ("LM", .lossOfPulseMotion),
    ("LP", .lossOfPulse),
    ("MO", .motion), ("PH", .pulseHigh), ("PL", .pulseLow), ("SH", .saturationHigh), ("SL", .saturationLow),
    ("PS", .pulseSearch), ("SD", .sensorDisconnected), ("SO", .sensorOff),
  ]

  init(code: String) { self = Self.codes.first { $0.0 == code }?.1 ?? .other(code) }

  var code: String {
    if case .other(let code) = self { return code }
    return Self.codes.first { $0.1 == self }?.0 ?? ""
  }
}

extension NellcorLine {
  /// Columns stand apart by any number of blanks: models differ.
  init?(_ line: ArraySlice<UInt8>) {
    let tokens = line.split(whereSeparator: Ascii.isBlank)
    guard tokens.count >= 5, Self.isDate(tokens[0]), Self.isTime(tokens[1]),
      let spo2 = Self.figure(tokens[2], in: 0...100), let pulse = Self.figure(tokens[3], in: 0...350),
      let amplitude = Self.figure(tokens[4], in: 0...999)
    else { return nil }
    let states = tokens[5...].map(Ascii.text)
    guard states.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } })
    else { return nil }
    self.init(
      deviceTime: Ascii.text(tokens[0]) + " " + Ascii.text(tokens[1]), spo2: spo2, pulse: pulse,
      amplitude: amplitude,
      states: states.map(NellcorState.init))
  }

  /// `07-Jan-04`
  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"))
    return parts.count == 3 && isPair(parts[0]) && parts[1].count == 3 && isPair(parts[2])
  }

  /// `11:24:54`
  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: ":"))
    return parts.count == 3 && parts.allSatisfy(isPair)
  }

  private static func isPair(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 2 && digits.allSatisfy(Ascii.isDigit)
  }

  /// `102`, `102*` (outside a limit), `---`.
  private static func figure(_ text: ArraySlice<UInt8>, in range: ClosedRange<Fixed>) -> Reported? {
    let bare = text.last == UInt8(ascii: "*") ? text.dropLast() : text
    if !bare.isEmpty, bare.allSatisfy({ $0 == UInt8(ascii: "-") }) { return .missing }
    guard bare.allSatisfy(Ascii.isDigit), let number = DecimalText.number(bare), range.contains(number) else {
      return nil
    }
    return .value(number)
  }
}
