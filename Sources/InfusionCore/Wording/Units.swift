public import Quantities

/// A quantity that can be told to a person: its unit as ISMP wants it on screens and pumps (`mcg`, `mL`,
/// never `µg`, `cc`).
///
/// ISMP's list of error-prone abbreviations: a leading zero, no trailing zero, a space before the unit, no
/// period behind it, commas from 1,000 on.
public protocol Spoken: Quantity {
  static var unit: String { get }
}

extension Spoken {
  /// `0.5 mg/kg`, `1,200 mcg`; rounded half up to at most `places` decimals (0 to 3).
  public func text(places: Int = 3) -> String { "\(fixed.rounded(places: places).grouped) \(Self.unit)" }
}

extension MilligramsPerKilogramHour {
  /// Rounded here only: the flow is computed for the screen and is in no record. 40 mg/h for 88 kg are
  /// 0.4545, and 0.45.
  public func text(places: Int) -> String { "\(rounded(places: places).grouped) \(Self.unit)" }
}

extension MicrogramsPerKilogramMinute {
  /// Rounded here only, like the flow by the hour.
  public func text(places: Int) -> String { "\(rounded(places: places).grouped) \(Self.unit)" }
}

extension Kilograms: Spoken { public static var unit: String { "kg" } }
extension Milligrams: Spoken { public static var unit: String { "mg" } }
extension Millilitres: Spoken { public static var unit: String { "mL" } }
extension MilligramsPerMillilitre: Spoken { public static var unit: String { "mg/mL" } }
extension MillilitresPerHour: Spoken { public static var unit: String { "mL/h" } }
extension MilligramsPerHour: Spoken { public static var unit: String { "mg/h" } }
extension MilligramsPerKilogram: Spoken { public static var unit: String { "mg/kg" } }
extension MilligramsPerKilogramHour: Spoken { public static var unit: String { "mg/kg/h" } }
extension MicrogramsPerKilogramMinute: Spoken { public static var unit: String { "mcg/kg/min" } }

extension Fixed {
  /// The decimal with a comma between thousands: `1,200.5`.
  public var grouped: String {
    let text = description
    let digits = text.prefix { $0 != "." }
    let sign = digits.first == "-" ? "-" : ""
    var whole = ""
    for (index, digit) in digits.dropFirst(sign.count).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { whole.append(",") }
      whole.append(digit)
    }
    return sign + String(whole.reversed()) + text.dropFirst(digits.count)
  }
}

extension TimeSpan {
  /// A running clock: `0:42`, `12:31`, `1:02:03`; whole seconds, cut off as a clock does.
  public var clock: String {
    let seconds = wholeSeconds.magnitude
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let tail = Self.twoDigits(seconds % 60)
    let text = hours > 0 ? "\(hours):\(Self.twoDigits(minutes)):\(tail)" : "\(minutes):\(tail)"
    return wholeSeconds < 0 ? "-\(text)" : text
  }

  /// A length in the largest unit that says it exactly: `2 h`, `90 min`, `10 s`, `0.4 s`.
  public var inWords: String {
    switch milliseconds {
    case let span where span != 0 && span % 3_600_000 == 0: "\(span / 3_600_000) h"
    case let span where span != 0 && span % 60_000 == 0: "\(span / 60_000) min"
    default: "\(Fixed(thousandths: Int(milliseconds))) s"
    }
  }

  private static func twoDigits(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
