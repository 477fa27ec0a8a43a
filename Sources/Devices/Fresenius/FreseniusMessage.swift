public import Quantities

/// What a Fresenius pump (Module DPS, Pilot, Agilia by way of Link or Base) says:
/// `STX address state;fields CHK CHK ETX`, or a single byte of the link's own.
public enum FreseniusMessage: Hashable, Sendable {
  /// ENQ: is anybody there? It wants DC4.
  case enquiry
  case acknowledged, refused
  case report(FreseniusReport)

  /// As the pump sends it.
  public var bytes: [UInt8] {
    switch self {
    case .enquiry: [FreseniusPacket.enquiry]
    case .acknowledged: [FreseniusPacket.acknowledge]
    case .refused: [FreseniusPacket.refuse]
    case .report(let report): report.bytes
    }
  }
}

/// What a pump tells of itself in one message.
public struct FreseniusReport: Hashable, Sendable {
  /// Who says it.
  public var address: LineAddress
  /// C an answer, E sent unasked, I "not understood"; others kept.
  public var state: UInt8
  /// mL/h; nil where it is not among the fields.
  public var rate: Fixed?
  /// mL
  public var volume: Fixed?
  /// The codes of its alarms and errors as they stand there. What their bits mean is in no text that we have
  /// read; that they are not all zero is enough to send somebody to the pump.
  public var alarm: String?
  public var error: String?

  /// I: what was asked is wrong, or out of place.
  public static let notUnderstood = UInt8(ascii: "I")

  public init(
    from address: LineAddress = .number(1), state: UInt8 = UInt8(ascii: "C"), rate: Fixed? = nil,
    volume: Fixed? = nil, alarm: String? = nil, error: String? = nil
  ) {
    self.address = address
    self.state = state
    self.rate = rate
    self.volume = volume
    self.alarm = alarm
    self.error = error
  }
}

extension FreseniusReport {
  /// `1C;d003F;r0004D2`: d is the rate in tenths of mL/h, r the volume in thousandths of a mL, both
  /// hexadecimal.
  init?(body: ArraySlice<UInt8>) {
    let fields = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard let head = fields.first, let state = head.last, (0x41...0x5A).contains(state),
      let address = Self.address(head.dropLast())
    else { return nil }
    self.init(from: address, state: state)
    for field in fields.dropFirst() {
      guard let letter = field.first else { return nil }
      switch letter {
      case UInt8(ascii: "d"):
        guard rate == nil, let tenths = Ascii.hexNumber(field.dropFirst()), tenths <= 20_000 else {
          return nil
        }
        rate = Fixed(thousandths: tenths * 100)
      case UInt8(ascii: "r"):
        guard volume == nil, let thousandths = Ascii.hexNumber(field.dropFirst()), thousandths <= 10_000_000
        else { return nil }
        volume = Fixed(thousandths: thousandths)
      case UInt8(ascii: "a"): alarm = Ascii.text(field.dropFirst())
      case UInt8(ascii: "e"): error = Ascii.text(field.dropFirst())
      default: break
      }
    }
  }

  /// A digit, or nothing where the pump stands alone.
  private static func address(_ text: ArraySlice<UInt8>) -> LineAddress? {
    guard let digit = text.first else { return .alone }
    return text.count == 1 && Ascii.isDigit(digit) ? .number(Int(digit - 0x30)) : nil
  }

  /// As the pump sends it.
  public var bytes: [UInt8] {
    func hex(_ number: Int, _ width: Int) -> String {
      let digits = String(number, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let rate = rate.map { ";d" + hex($0.thousandths / 100, 4) } ?? ""
    let volume = volume.map { ";r" + hex($0.thousandths, 6) } ?? ""
    let troubles = (alarm.map { ";a" + $0 } ?? "") + (error.map { ";e" + $0 } ?? "")
    return FreseniusPacket.bytes(address.prefix + Ascii.text([state]) + rate + volume + troubles)
  }
}
