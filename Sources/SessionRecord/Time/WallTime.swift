/// A wall clock's time with the offset that people there lived by: for display and for the record, never
/// computed with.
public struct WallTime: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var unixMilliseconds: Int64
  public var offsetMinutes: Int

  public init(unixMilliseconds: Int64, offsetMinutes: Int = 0) {
    self.unixMilliseconds = unixMilliseconds
    self.offsetMinutes = offsetMinutes
  }

  /// The time so many milliseconds later, at the same offset.
  public func advanced(byMilliseconds count: Int64) -> WallTime {
    WallTime(unixMilliseconds: unixMilliseconds + count, offsetMinutes: offsetMinutes)
  }

  public var inUTC: WallTime { WallTime(unixMilliseconds: unixMilliseconds) }

  /// The date and time of day as read on that clock.
  public var civil: CivilTime {
    CivilTime(localMilliseconds: unixMilliseconds + Int64(offsetMinutes) * 60_000)
  }
}

/// A date of the Gregorian calendar and a time of day.
public struct CivilTime: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int
  public var millisecond: Int

  fileprivate static let millisecondsADay: Int64 = 86_400_000

  /// Counts in eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
  public init(localMilliseconds: Int64) {
    let inDay = (localMilliseconds % Self.millisecondsADay + Self.millisecondsADay) % Self.millisecondsADay
    let days = Int((localMilliseconds - inDay) / Self.millisecondsADay) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let milliseconds = Int(inDay)
    hour = milliseconds / 3_600_000
    minute = milliseconds / 60_000 % 60
    second = milliseconds / 1000 % 60
    millisecond = milliseconds % 1000
  }

  /// The inverse: days since 1970-01-01.
  static func days(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}

extension WallTime: CustomStringConvertible {
  /// ISO 8601 with milliseconds and offset: `2026-10-17T10:02:03.456+02:00`.
  public var description: String { String(decoding: iso8601, as: UTF8.self) }

  var iso8601: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(29)
    text.append(wall: self)
    return text
  }

  /// Reads what `description` writes; `Z` for the offset, and no or other than three decimals, are read too.
  public init?(_ text: some StringProtocol) { self.init(ascii: Array(text.utf8), in: 0..<text.utf8.count) }

  init?(ascii bytes: [UInt8], in range: Range<Int>) {
    var reader = DigitReader(bytes: bytes, at: range.lowerBound, end: range.upperBound)
    guard let year = reader.number(4), reader.stepOver("-"), let month = reader.number(2),
      reader.stepOver("-"), let day = reader.number(2), reader.stepOver("T"), let hour = reader.number(2),
      reader.stepOver(":"), let minute = reader.number(2), reader.stepOver(":"),
      let second = reader.number(2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    let milliseconds = reader.stepOver(".") ? reader.decimals() : 0
    guard let milliseconds, let offset = reader.offset(), reader.at == reader.end else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    // Refuses dates such as 30 February, which would be read as 2 March.
    guard CivilTime(localMilliseconds: days * CivilTime.millisecondsADay).day == day else { return nil }
    let inDay = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    unixMilliseconds = days * CivilTime.millisecondsADay + Int64(inDay) - Int64(offset) * 60_000
    offsetMinutes = offset
  }
}

extension [UInt8] {
  mutating func append(wall: WallTime) {
    let time = wall.civil
    let offset = abs(wall.offsetMinutes)
    append(twoDigits: time.year / 100)
    append(twoDigits: time.year, then: "-")
    append(twoDigits: time.month, then: "-")
    append(twoDigits: time.day, then: "T")
    append(twoDigits: time.hour, then: ":")
    append(twoDigits: time.minute, then: ":")
    append(twoDigits: time.second, then: ".")
    append(digit: time.millisecond / 100)
    append(twoDigits: time.millisecond, then: wall.offsetMinutes < 0 ? "-" : "+")
    append(twoDigits: offset / 60, then: ":")
    append(twoDigits: offset % 60)
  }

  private mutating func append(twoDigits number: Int, then separator: Unicode.Scalar) {
    append(twoDigits: number)
    append(UInt8(ascii: separator))
  }

  private mutating func append(twoDigits number: Int) {
    append(digit: number / 10)
    append(digit: number)
  }

  private mutating func append(digit number: Int) {
    append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }
}

private struct DigitReader {
  let bytes: [UInt8]
  var at: Int
  let end: Int

  mutating func stepOver(_ scalar: Unicode.Scalar) -> Bool {
    guard at < end, bytes[at] == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  mutating func number(_ count: Int) -> Int? {
    guard at + count <= end else { return nil }
    var value = 0
    for _ in 0..<count {
      guard bytes[at] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return value
  }

  /// Milliseconds; what is finer is cut off.
  mutating func decimals() -> Int? {
    var value = 0
    var count = 0
    while at < end, bytes[at] &- 0x30 < 10 {
      if count < 3 { value = value * 10 + Int(bytes[at] - 0x30) }
      count += 1
      at += 1
    }
    guard count > 0 else { return nil }
    return value * [1000, 100, 10, 1][min(count, 3)]
  }

  /// Minutes east of UTC.
  mutating func offset() -> Int? {
    if stepOver("Z") { return 0 }
    let isWest = at < end && bytes[at] == UInt8(ascii: "-")
    guard isWest || (at < end && bytes[at] == UInt8(ascii: "+")) else { return nil }
    at += 1
    guard let hours = number(2), stepOver(":"), let minutes = number(2), hours < 24, minutes < 60 else {
      return nil
    }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }
}
