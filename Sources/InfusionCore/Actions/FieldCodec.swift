public import Quantities

/// How a value of an action is read from text and written as text.
public struct FieldCodec<Value>: Sendable {
  public let form: ValueForm
  let read: @Sendable (String) -> Value?
  let write: @Sendable (Value) -> String
}

extension FieldCodec<String> {
  public static var text: FieldCodec {
    FieldCodec(form: .text, read: { $0.isEmpty ? nil : $0 }, write: { $0 })
  }
}

extension FieldCodec<String> {
  /// Why something is done. Words without a meaning are read, and refused when their time comes.
  public static var reason: FieldCodec { FieldCodec(form: .text, read: { $0 }, write: { $0 }) }
}

extension FieldCodec<Bool> {
  /// `yes` or `no`.
  public static var yesNo: FieldCodec {
    FieldCodec(
      form: .words(["yes", "no"]), read: { $0 == "yes" ? true : $0 == "no" ? false : nil },
      write: { $0 ? "yes" : "no" })
  }
}

extension FieldCodec where Value: RawRepresentable<String> & CaseIterable & Sendable & SendableMetatype {
  /// One of the words of an enum.
  public static var word: FieldCodec {
    FieldCodec(
      form: .words(Value.allCases.map(\.rawValue)), read: { Value(rawValue: $0) }, write: { $0.rawValue })
  }
}

extension FieldCodec<Int> {
  public static func whole(_ range: ClosedRange<Int>) -> FieldCodec {
    FieldCodec(
      form: .whole(range),
      read: { text in FieldCodec.number(text).flatMap { range.contains($0) ? $0 : nil } },
      write: { String($0) })
  }

  /// Digits with a sign at most: `Int` alone takes a `+` as well.
  static func number(_ text: String) -> Int? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension FieldCodec<Fixed> {
  /// A decimal `D+(.D+)?` in this range, exact to three places: a vital or a limit.
  public static func decimal(_ range: ClosedRange<Fixed>) -> FieldCodec {
    FieldCodec(
      form: .decimal(range), read: { text in Fixed(text).flatMap { range.contains($0) ? $0 : nil } },
      write: { $0.description })
  }
}

extension FieldCodec where Value: Quantity {
  /// A decimal in this range, kept as finely as it was written: a dose, a rate, a weight.
  public static func quantity(_ range: ClosedRange<Fixed>) -> FieldCodec {
    let bounds = range.lowerBound.doubleValue...range.upperBound.doubleValue
    return FieldCodec(
      form: .quantity(range),
      read: { text in Decimals.double(text).flatMap { bounds.contains($0) ? Value($0) : nil } },
      write: { Decimals.text($0) })
  }
}

extension FieldCodec<SessionTime> {
  /// Session seconds.
  public static var time: FieldCodec {
    FieldCodec(
      form: .time,
      read: { text in
        Fixed(text).flatMap { $0 >= 0 ? SessionTime(milliseconds: Int64($0.thousandths)) : nil }
      },
      write: { Fixed(thousandths: Int($0.milliseconds)).description })
  }
}

extension FieldCodec<AlarmID> {
  public static var alarm: FieldCodec {
    FieldCodec(form: .alarm, read: { AlarmID($0) }, write: { $0.description })
  }
}

extension FieldCodec<[AlarmID]> {
  public static var alarms: FieldCodec {
    FieldCodec(
      form: .names,
      read: { text in
        let alarms = text.split(separator: ",", omittingEmptySubsequences: false).map { AlarmID($0) }
        return alarms.contains(nil) ? nil : alarms.compactMap(\.self)
      },
      write: { $0.map(\.description).joined(separator: ",") })
  }
}

extension FieldCodec<[String]> {
  /// Names with commas between them.
  public static var names: FieldCodec {
    FieldCodec(
      form: .names,
      read: { text in
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return names.allSatisfy { !$0.isEmpty } ? names : nil
      },
      write: { $0.joined(separator: ",") })
  }
}

extension FieldCodec<[PartScore]> {
  public static var parts: FieldCodec {
    FieldCodec(form: .parts, read: { PartScore.read($0) }, write: { PartScore.text($0) })
  }
}

/// Quantities as text.
private enum Decimals {
  /// A plain decimal. The negative exponent is for what `Double` itself writes below a ten-thousandth.
  static func double(_ text: String) -> Double? {
    let parts = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    guard let mantissa = parts.first, Fixed(mantissa) != nil else { return nil }
    if parts.count == 2 {
      guard let exponent = FieldCodec<Int>.number(String(parts[1])), exponent < 0 else { return nil }
    }
    return Double(text)
  }

  /// Thousandths where they say it exactly, else the shortest decimal that reads back as the same number: a
  /// replay must compute with what the session computed with.
  static func text(_ value: some Quantity) -> String {
    let short = value.fixed
    return short.doubleValue == value.value ? short.description : value.value.description
  }
}
