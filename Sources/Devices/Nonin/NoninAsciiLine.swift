import Quantities

/// The one-line output of Nonin's desktop and handheld oximeters (8500, 2500, 9847, 8600V, 9600, BT4000), one
/// a second: `SPO2=097 HR=072`, with the time before it on some, `---` for none, and marks behind the
/// numbers.
public struct NoninAsciiLine: Hashable, Sendable {
  /// Oxygen saturation, %.
  public var spo2: Reported
  /// Pulse rate, /min.
  public var pulse: Reported
  /// The device's own time as it printed it.
  public var deviceTime: String?

  public init(spo2: Reported, pulse: Reported, deviceTime: String? = nil) {
    self.spo2 = spo2
    self.pulse = pulse
    self.deviceTime = deviceTime
  }

  /// As the device sends it, CR LF included.
  public var bytes: [UInt8] {
    func three(_ value: Reported) -> String {
      value.scaled(perUnit: 1).map { String(("00" + String($0)).suffix(3)) } ?? "---"
    }
    let time = deviceTime.map { $0 + " " } ?? ""
    return Array("\(time)SPO2=\(three(spo2)) HR=\(three(pulse))\r\n".utf8)
  }
}

extension NoninAsciiLine {
  init?(_ line: ArraySlice<UInt8>) {
    var spo2: Reported?
    var pulse: Reported?
    var time: String?
    for token in line.split(separator: Ascii.space) {
      if token.starts(with: "SPO2=".utf8), spo2 == nil {
        spo2 = Self.figure(token.dropFirst(5), in: 0...100)
        if spo2 == nil { return nil }
      } else if token.starts(with: "HR=".utf8), pulse == nil {
        pulse = Self.figure(token.dropFirst(3), in: 0...350)
        if pulse == nil { return nil }
      } else if Self.isTime(token), time == nil {
        time = Ascii.text(token)
      } else if !Self.isMark(token) {
        return nil
      }
    }
    guard let spo2, let pulse else { return nil }
    self.init(spo2: spo2, pulse: pulse, deviceTime: time)
  }

  /// F fast mode, * event, B breath.
  private static func isMark(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { "*FB".utf8.contains($0) }
  }

  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    text.count == 8
      && text.enumerated().allSatisfy { index, byte in
        index % 3 == 2 ? byte == UInt8(ascii: ":") : Ascii.isDigit(byte)
      }
  }

  private static func figure(_ text: ArraySlice<UInt8>, in range: ClosedRange<Fixed>) -> Reported? {
    let body = text.prefix(3)
    guard body.count == 3, isMark(text.dropFirst(3)) else { return nil }
    if body.allSatisfy({ $0 == UInt8(ascii: "-") }) { return .missing }
    guard body.allSatisfy(Ascii.isDigit), let number = DecimalText.number(body), range.contains(number) else {
      return nil
    }
    return .value(number)
  }
}
