import Quantities

/// One message of an Ivy 450C in its "ANSAR-B" mode, one a second: waves, then lines
/// `NAME=alarm;value...;label;`.
public struct AnsarBMessage: Hashable, Sendable {
  /// Heart rate, /min.
  public var hr: Reported
  /// Respiratory rate, /min.
  public var rr: Reported
  /// Oxygen saturation, %.
  public var spo2: Reported
  /// The oximeter's pulse rate, /min.
  public var pulse: Reported
  /// End-tidal CO2, mmHg.
  public var etco2: Reported
  /// First temperature, Cel.
  public var temp: Reported
  /// The last cuff measurement, mmHg, repeated for ever.
  public var sys: Reported
  public var dia: Reported
  public var map: Reported

  public init(
    hr: Reported = .missing, rr: Reported = .missing, spo2: Reported = .missing, pulse: Reported = .missing,
    etco2: Reported = .missing, temp: Reported = .missing, sys: Reported = .missing, dia: Reported = .missing,
    map: Reported = .missing
  ) {
    self.hr = hr
    self.rr = rr
    self.spo2 = spo2
    self.pulse = pulse
    self.etco2 = etco2
    self.temp = temp
    self.sys = sys
    self.dia = dia
    self.map = map
  }
}

extension AnsarBMessage {
  static let start: UInt8 = 0xFF
  static let end: UInt8 = 0xFE
  static let name = Array("ANSAR-B ".utf8)
  /// 200 of ECG, 50 each of respiration, pleth and two pressures.
  static let waveBytes = 400
  static let linesFrom = 1 + name.count + waveBytes
  static let linesLongest = 512

  /// The lines between the waves and the end mark. Nil where one is not of the form, or the heart rate's is
  /// missing.
  init?(lines: ArraySlice<UInt8>) {
    self.init()
    var names: Set<String> = []
    for line in lines.split(separator: Ascii.carriageReturn) {
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let fields = line[(equals + 1)...].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      let name = Ascii.text(line[..<equals])
      guard fields.count >= 3, names.insert(name).inserted, read(name, fields) else { return nil }
    }
    guard names.contains("HR") else { return nil }
  }

  /// False if the figure is not a number.
  private mutating func read(_ name: String, _ fields: [ArraySlice<UInt8>]) -> Bool {
    func figure(_ index: Int, _ range: ClosedRange<Fixed>) -> Reported? {
      guard index < fields.count, !fields[index].isEmpty else { return .missing }
      guard let number = DecimalText.number(fields[index]) else { return nil }
      return range.contains(number) ? .value(number) : .missing
    }
    var isWhole = true
    func put(_ field: WritableKeyPath<AnsarBMessage, Reported>, _ reported: Reported?) {
      isWhole = isWhole && reported != nil
      self[keyPath: field] = reported ?? .missing
    }
    switch name {
    case "HR": put(\.hr, figure(1, 0...350))
    case "RR": put(\.rr, figure(1, 0...120))
    case "ETCO2": put(\.etco2, figure(1, 0...150))
    case "T1": put(\.temp, figure(1, 10...50))
    case "SPO2":
      put(\.spo2, figure(1, 0...100))
      pulse = Self.pulse(in: fields[2])
    case "NIBP":
      put(\.sys, figure(1, 0...350))
      put(\.dia, figure(2, 0...350))
      put(\.map, figure(3, 0...350))
    default: break
    }
    return isWhole
  }

  /// `PR=80 ` in the oximeter's label.
  private static func pulse(in label: ArraySlice<UInt8>) -> Reported {
    guard label.starts(with: "PR=".utf8) else { return .missing }
    let digits = label.dropFirst(3).prefix(while: Ascii.isDigit)
    return DecimalText.number(digits).map { (0...350).contains($0) ? .value($0) : .missing } ?? .missing
  }

  /// As the monitor sends it, with flat waves.
  public var bytes: [UInt8] {
    func text(_ value: Reported) -> String {
      switch value {
      case .value(let figure): "\(figure)"
      case .missing: ""
      }
    }
    let label = pulse == .missing ? "" : "PR=\(text(pulse)) "
    let lines = [
      "HR=1;\(text(hr));ECG-II-DIAG;", "RR=1;\(text(rr));APNEA: 20 SEC;", "ETCO2=1;\(text(etco2));;",
      "SPO2=1;\(text(spo2));\(label);", "NIBP=4;\(text(sys));\(text(dia));\(text(map));;;",
      "T1=1;\(text(temp));;",
    ]
    let flat = [UInt8](repeating: 0x7B, count: Self.waveBytes)
    return [Self.start] + Self.name + flat + lines.flatMap { Array($0.utf8) + [Ascii.carriageReturn] } + [
      Self.end
    ]
  }
}
