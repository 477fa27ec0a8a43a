/// Something in a device's message that is not read, with the value that stood there first: so that a sender
/// that knows more than we do, or that we misunderstand, is not passed over in silence.
public struct Unread: Hashable, Sendable {
  /// Why it was not understood.
  public enum Why: Hashable, Sendable {
    /// Nothing that we know.
    case unknown
    /// Its code is one thing and its name another.
    case otherName
    case unit(String)
    case noNumber
    case outOfRange
    /// Never a heart rate: it is as old as the pressure beside it.
    case pulseOfCuff
    case pulseOfUnsaidOrigin
    /// There are several pumps, and nobody said which of them is at this chair.
    case severalPumps
    /// A pressure that its sender calls questionable, or a demonstration.
    case questionable
  }

  /// As it was sent: a code, a key.
  public let code: String
  /// What the sender calls it; empty where it has no other name.
  public let name: String
  public let value: String
  public let why: Why

  private static let longestText = 40

  /// Cuts the text short, and keeps of it only what stays text on one line.
  public init(code: String, name: String = "", value: String, why: Why = .unknown) {
    self.code = Self.shown(code)
    self.name = Self.shown(name)
    self.value = Self.shown(value)
    self.why = why
  }

  private static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(longestText)
    return String(String.UnicodeScalarView(scalars.map { $0.properties.isPlain ? $0 : "?" }))
  }
}

extension Unicode.Scalar.Properties {
  /// Letters, digits, marks and blanks, but nothing that moves the text about on a screen.
  fileprivate var isPlain: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

extension Unread: CustomStringConvertible {
  /// `150301 = 120 not understood (MDC_PRESS_CUFF_SYS)`
  public var description: String {
    let remarks = [name.isEmpty ? nil : name, why.words].compactMap { $0 }
    let remark = remarks.isEmpty ? "" : " (\(remarks.joined(separator: ": ")))"
    return "\(code) = \(value) not understood\(remark)"
  }
}

extension Unread.Why {
  fileprivate var words: String? {
    switch self {
    case .unknown: nil
    case .otherName: "the name is not that of the code"
    case .unit(let unit): unit.isEmpty ? "without a unit" : "unit '\(unit)'"
    case .noNumber: "no number"
    case .outOfRange: "out of range"
    case .pulseOfCuff: "a cuff's own pulse is no heart rate"
    case .pulseOfUnsaidOrigin: "whether the cuff's or the finger's is not said"
    case .severalPumps: "more than one pump"
    case .questionable: "its sender calls it questionable"
    }
  }
}
