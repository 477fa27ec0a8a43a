import Quantities

/// One line of Masimo's ASCII 1 output (Rad-5, Rad-8, Radical), one a second.
///
/// Tokens are `KEY=VALUE` in any order, and which keys there are depends on the model; `SPO2`, `BPM` and
/// `EXC` must be there, since a number without its status is not a reading.
public struct MasimoAscii1Line: Hashable, Sendable {
  /// The device's own date and time as it printed them; often wrong, so text only.
  public var deviceTime: String
  /// As it is printed, leading zeros and all; nil where the model prints none.
  public var serialNumber: String?
  /// Oxygen saturation, %.
  public var spo2: Reported
  /// Pulse rate, /min.
  public var pulse: Reported
  /// Perfusion index, %; nil where the model prints none.
  public var perfusionIndex: Reported?
  public var exception: MasimoException
  /// The ALARM field, which has bits of its own; nil where the model prints none.
  public var alarm: Int?

  public init(
    deviceTime: String, spo2: Reported, pulse: Reported, perfusionIndex: Reported? = nil,
    exception: MasimoException = .masimoSET, alarm: Int? = 0
  ) {
    self.deviceTime = deviceTime
    self.spo2 = spo2
    self.pulse = pulse
    self.perfusionIndex = perfusionIndex
    self.exception = exception
    self.alarm = alarm
  }
}

extension MasimoAscii1Line {
  /// Nil for anything but a whole line: a field twice means that a line end was lost.
  init?(_ line: ArraySlice<UInt8>) {
    // A dozen at most: looking through them is quicker than hashing their names.
    var fields: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
    var stamp: [String] = []
    for token in line.split(separator: Ascii.space) {
      if let equals = token.firstIndex(of: UInt8(ascii: "=")) {
        let key = token[..<equals]
        guard !fields.contains(where: { $0.key == key }) else { return nil }
        fields.append((key, token[(equals + 1)...]))
      } else if fields.isEmpty {
        stamp.append(Ascii.text(token))
      }
    }
    func field(_ name: String) -> ArraySlice<UInt8>? {
      fields.first { $0.key.elementsEqual(name.utf8) }?.value
    }
    guard let spo2 = field("SPO2").flatMap({ Self.figure($0, in: 0...100) }),
      let pulse = field("BPM").flatMap({ Self.figure($0, in: 0...350) }),
      let bits = field("EXC"), (3...7).contains(bits.count), let exception = Ascii.hexNumber(bits)
    else { return nil }
    self.init(
      deviceTime: stamp.joined(separator: " "), spo2: spo2, pulse: pulse,
      exception: MasimoException(rawValue: exception), alarm: field("ALARM").flatMap(Ascii.hexNumber))
    if let serial = field("SN"), !serial.isEmpty, serial.allSatisfy(Ascii.isLetterOrDigit) {
      serialNumber = Ascii.text(serial)
    }
    if let text = field("PI") {
      guard let index = Self.figure(text, in: 0...25) else { return nil }
      perfusionIndex = index
    }
  }

  /// `098%`, `097`, `03.60%`; dashes with `+`, `.` and `%` between them are "none". Nil for anything else.
  private static func figure(_ text: ArraySlice<UInt8>, in range: ClosedRange<Fixed>) -> Reported? {
    let bare = text.last == UInt8(ascii: "%") ? text.dropLast() : text
    if bare.contains(UInt8(ascii: "-")) {
      return bare.allSatisfy { "+-.".utf8.contains($0) } ? .missing : nil
    }
    guard let number = DecimalText.number(bare), range.contains(number) else { return nil }
    return .value(number)
  }

  /// As the device sends it, CR LF included.
  public var bytes: [UInt8] {
    func padded(_ text: String, to width: Int) -> String {
      String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    func whole(_ value: Reported) -> String {
      value.scaled(perUnit: 1).map { padded("\($0)", to: 3) } ?? "---"
    }
    func hundredths(_ value: Reported) -> String {
      guard let scaled = value.scaled(perUnit: 100) else { return "--.--" }
      return padded("\(scaled / 100)", to: 2) + "." + padded("\(scaled % 100)", to: 2)
    }
    let serial = serialNumber.map { " SN=\($0)" } ?? ""
    let index = perfusionIndex.map { " PI=\(hundredths($0))%" } ?? ""
    let alarm = self.alarm.map { " ALARM=\(padded(String($0, radix: 16, uppercase: true), to: 4))" } ?? ""
    let exc = padded(String(exception.rawValue, radix: 16, uppercase: true), to: 6)
    let figures = "SPO2=\(whole(spo2))% BPM=\(whole(pulse))\(index)"
    return Array("\(deviceTime)\(serial) \(figures)\(alarm) EXC=\(exc)\r\n".utf8)
  }
}
