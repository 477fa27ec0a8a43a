import Quantities

/// What a PAR NIBP2010 or NIBP2020 cuff module says: `STX body ETX`, a status body with a checksum of two hex
/// digits.
public enum ParFrame: Hashable, Sendable {
  /// `035C0S3`: pressure in the cuff now, mmHg, while it measures.
  case cuffPressure(Int)
  /// `999`: the measurement has ended, well or not.
  case ended
  case status(ParStatus)
}

/// `S1;A0;C03;M00;P125080090;R075;T0005;;40`. Beside an error code P holds the pressure of before.
public struct ParStatus: Hashable, Sendable {
  /// 0 is good; 7 is a leak.
  public var error: Int
  /// mmHg.
  public var sys: Reported
  public var dia: Reported
  public var map: Reported
  /// The cuff's own pulse, /min. Never a heart rate of ours.
  public var pulse: Reported

  public init(error: Int, sys: Reported, dia: Reported, map: Reported, pulse: Reported = .missing) {
    self.error = error
    self.sys = sys
    self.dia = dia
    self.map = map
    self.pulse = pulse
  }
}

extension ParFrame {
  /// Nil for a body of another form, or with a checksum that does not fit.
  init?(body: ArraySlice<UInt8>) {
    if body.elementsEqual("999".utf8) {
      self = .ended
    } else if let status = ParStatus(body: body) {
      self = .status(status)
    } else {
      let bytes = Array(body)
      guard bytes.count == 7, bytes[3] == UInt8(ascii: "C"), bytes[5] == UInt8(ascii: "S"),
        let pressure = ParStatus.number(bytes[0..<3])
      else { return nil }
      self = .cuffPressure(pressure)
    }
  }

  /// As the module sends it.
  public var bytes: [UInt8] {
    func three(_ number: Int) -> String { String(("00" + String(number)).suffix(3)) }
    switch self {
    case .ended: return ParPacket.bytes("999")
    case .cuffPressure(let pressure): return ParPacket.bytes("\(three(pressure))C0S3")
    case .status(let status):
      func text(_ value: Reported) -> String { value.scaled(perUnit: 1).map(three) ?? "---" }
      let pressure = text(status.sys) + text(status.dia) + text(status.map)
      let code = String(("0" + String(status.error)).suffix(2))
      return ParPacket.withSum("S1;A0;C03;M\(code);P\(pressure);R\(text(status.pulse));T0005;;")
    }
  }
}

extension ParStatus {
  init?(body: ArraySlice<UInt8>) {
    let text = body.dropLast(2)
    guard text.suffix(2).elementsEqual(";;".utf8), body.first == UInt8(ascii: "S"),
      Ascii.hexNumber(body.suffix(2)) == Int(text.reduce(0, &+))
    else { return nil }
    var fields: [UInt8: ArraySlice<UInt8>] = [:]
    for field in text.split(separator: UInt8(ascii: ";")) {
      guard let letter = field.first, fields.updateValue(field.dropFirst(), forKey: letter) == nil else {
        return nil
      }
    }
    guard let error = fields[UInt8(ascii: "M")].flatMap(Self.number),
      let pressure = fields[UInt8(ascii: "P")],
      pressure.count == 9
    else { return nil }
    func part(_ index: Int) -> Reported? { Self.figure(pressure.dropFirst(3 * index).prefix(3)) }
    guard let sys = part(0), let dia = part(1), let map = part(2) else { return nil }
    self.init(
      error: error, sys: sys, dia: dia, map: map,
      pulse: fields[UInt8(ascii: "R")].flatMap(Self.figure) ?? .missing)
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(Ascii.isDigit) else { return nil }
    return DecimalText.number(digits).map { $0.thousandths / 1000 }
  }

  private static func figure(_ digits: ArraySlice<UInt8>) -> Reported? {
    if digits.allSatisfy({ $0 == UInt8(ascii: "-") }) { return .missing }
    return number(digits).map { .value(Fixed($0)) }
  }
}
