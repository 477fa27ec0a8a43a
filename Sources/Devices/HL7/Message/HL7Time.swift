/// Times as HL7 writes them (TS, DTM): `20260726231332.1106+0800`.
enum HL7Time {
  /// The instant that a text means, to the second: the fraction is dropped, since one sender writes it in the
  /// header and not at the result.
  ///
  /// Nil unless it is a time of day: `00000000000000` stands where nothing was measured yet.
  ///
  /// - Parameter zone: where the text names none, in minutes east of UTC.
  static func instant(_ text: String, zone: Int = 0) -> MeasurementInstant? {
    let digits = Array(text.utf8.prefix(while: Ascii.isDigit))
    func number(_ range: Range<Int>) -> Int? {
      digits.count >= range.upperBound ? digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
      let hour = number(8..<10), let minute = number(10..<12)
    else { return nil }
    return MeasurementInstant(
      year: year, month: month, day: day, hour: hour, minute: minute, second: number(12..<14) ?? 0,
      zoneMinutes: self.zone(of: text) ?? zone)
  }

  /// The zone that a text names, in minutes east of UTC: `+0800` is 480.
  static func zone(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard let sign = bytes.firstIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else {
      return nil
    }
    let digits = bytes[(sign + 1)...]
    guard digits.count == 4, digits.allSatisfy(Ascii.isDigit) else { return nil }
    let parts = digits.map { Int($0 - 0x30) }
    let minutes = (parts[0] * 10 + parts[1]) * 60 + parts[2] * 10 + parts[3]
    return bytes[sign] == UInt8(ascii: "-") ? -minutes : minutes
  }
}
