import Quantities

/// A line as this program writes it, known by its first bytes: what is stepped over where nobody asks what it
/// says.
///
/// A line that is written in any other way is no quick line, and is read in full.
struct QuickLine {
  /// Which lines are stepped over.
  enum Kinds {
    /// An overview has no use for readings.
    case readings
    /// Whoever follows the chain alone has use for the entries that say where it begins and ends.
    case allButMarks
  }
  var number: Int
  var time: SessionTime

  /// A wall time with milliseconds and offset.
  private static let wallLength = 29

  /// Nil if the line is of another kind, or not as it is written here.
  init?(_ bytes: [UInt8], in line: Range<Int>, _ kinds: Kinds) {
    let found = bytes.withUnsafeBufferPointer { buffer -> QuickLine? in
      var steps = Steps(bytes: buffer, at: line.lowerBound, end: line.upperBound - LineTail.count)
      guard steps.stepOver("{\"n\":"), let number = steps.thousandths(), steps.stepOver(",\"t\":"),
        let thousandths = steps.thousandths(), steps.stepOver(",\"wall\":\"")
      else { return nil }
      steps.at += Self.wallLength
      let time = SessionTime(milliseconds: Int64(thousandths))
      guard steps.stepOver("\",\"kind\":\""), steps.isOf(kinds), time <= .latestOfASession else { return nil }
      return QuickLine(number: number / 1000, time: time)
    }
    guard let found else { return nil }
    self = found
  }

  private init(number: Int, time: SessionTime) {
    self.number = number
    self.time = time
  }

  private struct Steps {
    let bytes: UnsafeBufferPointer<UInt8>
    var at: Int
    let end: Int

    /// As many as can be told in thousandths.
    private static let digitsMax = 15

    mutating func stepOver(_ expected: StaticString) -> Bool {
      let count = expected.utf8CodeUnitCount
      guard at + count <= end else { return false }
      for offset in 0..<count where bytes[at + offset] != expected.utf8Start[offset] { return false }
      at += count
      return true
    }

    /// Whether the kind that begins here is one of these.
    mutating func isOf(_ kinds: Kinds) -> Bool {
      switch kinds {
      case .readings: stepOver("reading\",")
      case .allButMarks: !stepOver("seal\"") && !stepOver("header\"") && !stepOver("anchor\"")
      }
    }

    /// A number without a sign and with at most three decimals. A longer one is no quick line's.
    mutating func thousandths() -> Int? {
      let start = at
      var value = 0
      var decimals = -1
      while at < end, at - start < Self.digitsMax, decimals < 3 {
        let byte = bytes[at]
        if byte &- 0x30 < 10 {
          value = value * 10 + Int(byte - 0x30)
          if decimals >= 0 { decimals += 1 }
        } else if byte == UInt8(ascii: "."), decimals < 0 {
          decimals = 0
        } else {
          break
        }
        at += 1
      }
      guard at > start else { return nil }
      return value * [1000, 100, 10, 1][max(decimals, 0)]
    }
  }
}
