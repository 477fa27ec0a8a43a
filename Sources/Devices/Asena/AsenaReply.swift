public import Quantities

/// What an Alaris Asena GH, CC, GS or PK syringe pump answers: `!body|CCCC` and CR, the fields of the body
/// split by `^`.
public enum AsenaReply: Hashable, Sendable {
  case infusion(AsenaInfusion)
  case alarm(AsenaAlarm)
  /// The answer to `INF_VTBI`: the volume after which it stops, mL; missing where none is set.
  case vtbi(Reported)
}

/// The answer to `INF`: the whole state of the infusion.
public struct AsenaInfusion: Hashable, Sendable {
  public var serialNumber: String
  public var hasAlarm: Bool
  /// The pump's own word: `HLD` on hold, `SET` while it is set; others occur and are kept.
  public var mode: String
  /// mL/h
  public var rate: Fixed
  /// mL since the pump's own zero.
  public var volume: Fixed

  public init(serialNumber: String, hasAlarm: Bool, mode: String, rate: Fixed, volume: Fixed) {
    self.serialNumber = serialNumber
    self.hasAlarm = hasAlarm
    self.mode = mode
    self.rate = rate
    self.volume = volume
  }
}

/// The answer to `ALARM`: the pump's code without its `AL_`.
///
/// The codes are from one independent program's list. What the last letter of `EOI..` and `VTBI..` stands for
/// (KVO, stop, continue: what the pump can be set to do then) is taken from the names.
public enum AsenaAlarm: Hashable, Sendable {
  /// NOALM
  case none
  /// OCCLU
  case occlusion
  /// EOIST, end of infusion, stopped.
  case syringeEmpty
  /// EOIKV, end of infusion, keeping the vein open.
  case endAtKVO
  /// VTBIC, the volume to be infused is in, and the pump goes on.
  case volumeInfused
  /// VTBIK, the same, keeping the vein open.
  case volumeInfusedAtKVO
  /// VTBIS, the same, stopped.
  case volumeInfusedStopped
  /// NEOIN, near the end.
  case nearEnd
  /// FAULT
  case fault
  /// It cannot go on until somebody comes: DRDIS (drive), SYRCO (syringe), PRDSC (pressure disc), LDSCN,
  /// EMBAT (battery empty).
  case disturbed(String)
  /// Any other, kept: LWBAT, ACDIS, CALLB (it was left on hold), COMTO, RHIGH...
  case other(String)

  private static let codes: [(String, AsenaAlarm)] = [
    ("NOALM", .none), ("OCCLU", .occlusion), ("EOIST", .syringeEmpty), ("EOIKV", .endAtKVO),
    ("VTBIC", .volumeInfused), ("VTBIK", .volumeInfusedAtKVO), ("VTBIS", .volumeInfusedStopped),
    ("NEOIN", .nearEnd), ("FAULT", .fault),
  ]

  private static let disturbances: Set = ["DRDIS", "SYRCO", "PRDSC", "LDSCN", "EMBAT"]

  init(code: String) {
    let unnamed = Self.disturbances.contains(code) ? AsenaAlarm.disturbed(code) : .other(code)
    self = Self.codes.first { $0.0 == code }?.1 ?? unnamed
  }

  var code: String {
    switch self {
    case .disturbed(let code), .other(let code): code
    case .none, .occlusion, .syringeEmpty, .endAtKVO, .volumeInfused, .volumeInfusedAtKVO,
      .volumeInfusedStopped,
      .nearEnd, .fault:
      Self.codes.first { $0.1 == self }?.0 ?? ""
    }
  }
}

extension AsenaReply {
  /// Nil for a reply that is not for us, or whose figures or units are not as they must be.
  init?(body: ArraySlice<UInt8>) {
    let fields = body.split(separator: UInt8(ascii: "^"), omittingEmptySubsequences: false)
    switch fields.first.map(Ascii.text) {
    case "INF":
      guard let infusion = AsenaInfusion(fields) else { return nil }
      self = .infusion(infusion)
    case "ALARM":
      guard let code = fields.dropFirst().map(Ascii.text).first(where: { $0.hasPrefix("AL_") }) else {
        return nil
      }
      self = .alarm(AsenaAlarm(code: String(code.dropFirst(3))))
    case "INF_VTBI":
      guard let vtbi = Self.vtbi(fields) else { return nil }
      self = .vtbi(vtbi)
    default: return nil
    }
  }

  /// `ACTIV^11.000^ml^STOP`, the volume and what the pump does behind it, or `DEACT`.
  private static func vtbi(_ fields: [ArraySlice<UInt8>]) -> Reported? {
    if fields.contains(where: { $0.elementsEqual("DEACT".utf8) }) { return .missing }
    guard let active = fields.firstIndex(where: { $0.elementsEqual("ACTIV".utf8) }),
      fields.count > active + 2, fields[active + 2].elementsEqual("ml".utf8),
      let volume = DecimalText.number(fields[active + 1]), (0...10_000).contains(volume)
    else { return nil }
    return .value(volume)
  }

  /// As the pump sends it.
  public var bytes: [UInt8] {
    switch self {
    case .vtbi(.value(let volume)): return AsenaPacket.bytes("INF_VTBI^ACTIV^\(volume)^ml^STOP")
    case .vtbi(.missing): return AsenaPacket.bytes("INF_VTBI^DEACT")
    case .infusion(let infusion):
      let alarm = infusion.hasAlarm ? "A" : "-"
      let figures = "\(infusion.rate)^ml/h^^\(infusion.volume)^ml^0.00^mmHg^00:00:00^EVENT^1"
      return AsenaPacket.bytes("INF^\(infusion.serialNumber)^\(alarm)^\(infusion.mode)^\(figures)")
    case .alarm(let alarm): return AsenaPacket.bytes("ALARM^AL_\(alarm.code)")
    }
  }
}

extension AsenaInfusion {
  /// `INF`, serial, alarm, mode, rate, `ml/h`, drug, volume, `ml`...: a unit of another name is refused, not
  /// guessed.
  fileprivate init?(_ fields: [ArraySlice<UInt8>]) {
    guard fields.count >= 9, fields[5].elementsEqual("ml/h".utf8), fields[8].elementsEqual("ml".utf8),
      let rate = DecimalText.number(fields[4]), let volume = DecimalText.number(fields[7]),
      (0...2000).contains(rate), (0...10000).contains(volume)
    else { return nil }
    self.init(
      serialNumber: Ascii.text(fields[1]), hasAlarm: fields[2].elementsEqual("A".utf8),
      mode: Ascii.text(fields[3]),
      rate: rate, volume: volume)
  }
}
