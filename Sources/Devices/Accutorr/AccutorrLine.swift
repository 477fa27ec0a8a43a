import Quantities

/// The patient's line of a Datascope Accutorr 3, nine figures of up to three digits:
/// `P: 97, 72,120, 90, 80,000,000,000,  5` is SpO2, pulse, systolic, mean, diastolic, three bytes of flags,
/// and the minutes since the cuff measured.
public struct AccutorrLine: Hashable, Sendable {
  /// %
  public var spo2: Reported
  /// /min, of the finger or of the cuff: which one is not said.
  public var pulse: Reported
  /// mmHg
  public var sys: Reported
  public var map: Reported
  public var dia: Reported
  public var oximeter: AccutorrFlags
  public var oximeterFault: AccutorrFlags
  public var cuff: AccutorrFlags
  public var minutes: Int?

  public init(
    spo2: Reported, pulse: Reported, sys: Reported, map: Reported, dia: Reported,
    oximeter: AccutorrFlags = .none, oximeterFault: AccutorrFlags = .none, cuff: AccutorrFlags = .none,
    minutes: Int?
  ) {
    self.spo2 = spo2
    self.pulse = pulse
    self.sys = sys
    self.map = map
    self.dia = dia
    self.oximeter = oximeter
    self.oximeterFault = oximeterFault
    self.cuff = cuff
    self.minutes = minutes
  }
}

/// One byte of flags, as three digits. The manual does not say whether they are decimal or hexadecimal: up to
/// 9 both are the same, and what is above cannot be taken apart.
public struct AccutorrFlags: Hashable, Sendable {
  public var number: Int
  public init(_ number: Int) { self.number = number }

  public static let none = AccutorrFlags(0)
  /// Of the oximeter's first byte.
  public static let noSensor = AccutorrFlags(1)
  public static let sensorOff = AccutorrFlags(2)
  public static let interference = AccutorrFlags(4)
  public static let pulseSearch = AccutorrFlags(8)
  /// Of the cuff's byte.
  public static let overpressure = AccutorrFlags(1)
  public static let motion = AccutorrFlags(2)

  public var isCertain: Bool { number <= 9 }
  public func has(_ flag: AccutorrFlags) -> Bool { isCertain && number & flag.number != 0 }
}

extension AccutorrLine {
  /// Reads what follows `P:`. Nil unless there are nine figures, each a number, and the mean lies between the
  /// other two.
  init?(_ text: ArraySlice<UInt8>) {
    let fields = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard fields.count == 9, let spo2 = Self.figure(fields[0], in: 0...100),
      let pulse = Self.figure(fields[1], in: 0...350), let sys = Self.figure(fields[2], in: 1...350),
      let map = Self.figure(fields[3], in: 1...350), let dia = Self.figure(fields[4], in: 1...350),
      let minutes = Self.figure(fields[8], in: 0...999)
    else { return nil }
    let flags = fields[5..<8].compactMap { Self.figure($0, in: 0...255)?.scaled(perUnit: 1) }
    guard flags.count == 3 else { return nil }
    self.init(
      spo2: spo2, pulse: pulse, sys: sys, map: map, dia: dia, oximeter: AccutorrFlags(flags[0]),
      oximeterFault: AccutorrFlags(flags[1]), cuff: AccutorrFlags(flags[2]),
      minutes: minutes.scaled(perUnit: 1))
    guard hasItsPressuresInOrder else { return nil }
  }

  private var hasItsPressuresInOrder: Bool {
    guard case .value(let sys) = sys, case .value(let map) = map, case .value(let dia) = dia else {
      return true
    }
    return dia < map && map < sys
  }

  /// `--` is none.
  private static func figure(_ field: ArraySlice<UInt8>, in range: ClosedRange<Int>) -> Reported? {
    let text = field.drop(while: Ascii.isBlank)
    if text.count >= 2, text.allSatisfy({ $0 == UInt8(ascii: "-") }) { return .missing }
    guard (1...3).contains(text.count), text.allSatisfy(Ascii.isDigit) else { return nil }
    let number = text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return range.contains(number) ? .value(Fixed(number)) : nil
  }

  /// As the monitor sends it, followed by the prompt.
  public var bytes: [UInt8] {
    let figures = [spo2, pulse, sys, map, dia].map { Self.text($0.scaled(perUnit: 1), fill: " ") }
    let flags = [oximeter, oximeterFault, cuff].map { Self.text($0.number, fill: "0") }
    let fields = figures + flags + [Self.text(minutes, fill: " ")]
    return Array("P:\(fields.joined(separator: ","))\r\n>".utf8)
  }

  private static func text(_ number: Int?, fill: Character) -> String {
    guard let number else { return " --" }
    let digits = String(number)
    return String(repeating: fill, count: max(0, 3 - digits.utf8.count)) + digits
  }
}
