import Crypto
import Quantities

/// Steps over lines that are as this program writes them, while each follows the one before: nearly all of a
/// journal, where nobody asks what they say.
///
/// It reports nothing: the first line that is written in any other way, or does not follow, ends the run and
/// is read in full.
struct QuickRun {
  /// Which lines are stepped over.
  enum Kinds {
    /// Readings, for an overview that does not need them.
    case readings
    /// Everything but the entries that mark where the chain begins and ends, for a reader of the chain alone.
    case allButMarks
  }
  /// Those of the last entry.
  private(set) var number: Int
  private(set) var time: SessionTime
  /// Of the last line; nil where hashes are not checked.
  private(set) var hash: RunningHash?
  private(set) var lineCount = 0

  private let kinds: Kinds
  private var digits: RunningHash.Digits

  /// Lines that follow this entry.
  init(_ kinds: Kinds, behind number: Int, _ hash: RunningHash?, at time: SessionTime) {
    self.kinds = kinds
    self.number = number
    self.hash = hash
    self.time = time
    digits = hash?.asDigits ?? .zero
  }

  /// Returns where the first line begins that is not stepped over.
  mutating func run(over bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start
    while let end = stepOverLine(bytes, at: position) {
      position = end + 1
      lineCount += 1
    }
    return position
  }

  /// Where the line ends that begins there; nil for one that is not stepped over.
  private mutating func stepOverLine(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Int? {
    var steps = QuickSteps(bytes, at: start)
    guard number < Self.numbersEnd, steps.stepOver("{\"n\":"), steps.thousandths() == (number + 1) * 1000,
      steps.stepOver(",\"t\":"), let thousandths = steps.thousandths(), steps.stepOver(",\"wall\":\"")
    else { return nil }
    let wall = steps.at
    steps.at += Self.wallLength
    let time = SessionTime(milliseconds: Int64(thousandths))
    guard steps.stepOver("\",\"kind\":\""), steps.isOf(kinds), time <= .latestOfASession,
      let end = SegmentLines.lineFeed(in: bytes, from: wall), end - LineTail.count >= steps.at
    else { return nil }
    guard hash == nil || follows(bytes, from: start, to: end - LineTail.count) else { return nil }
    number += 1
    self.time = max(self.time, time)
    return end
  }

  /// Whether the line ends as it must behind its body, with the digits of its hash.
  private mutating func follows(_ bytes: UnsafeRawBufferPointer, from start: Int, to bodyEnd: Int) -> Bool {
    var tail = QuickSteps(bytes, at: bodyEnd)
    guard tail.stepOver(",\"h\":\"") else { return false }
    let place = tail.at
    tail.at += RunningHash.digitCount
    guard tail.stepOver("\"}") else { return false }
    let body = UnsafeRawBufferPointer(rebasing: bytes[start..<bodyEnd])
    let next = RunningHash(of: body, behind: digits)
    let wanted = next.asDigits
    let found = bytes.loadUnaligned(fromByteOffset: place, as: RunningHash.Digits.self)
    guard found == wanted else { return false }
    hash = next
    digits = wanted
    return true
  }

  /// A wall time with milliseconds and offset.
  private static let wallLength = 29
  /// Beyond the number of any session's last entry, and small enough to be multiplied by a thousand.
  private static let numbersEnd = 1_000_000_000_000
}

/// Walks over the fixed parts of a line.
private struct QuickSteps {
  let bytes: UnsafeRawBufferPointer
  var at: Int

  /// As many as can be told in thousandths.
  private static let digitsMax = 15

  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    self.bytes = bytes
    at = start
  }

  /// Inlined, so that the expected bytes are constants where they are compared.
  @inline(__always)
  mutating func stepOver(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[at + offset] != expected.utf8Start[offset] { return false }
    at += count
    return true
  }

  /// Whether the kind that begins here is one of these.
  mutating func isOf(_ kinds: QuickRun.Kinds) -> Bool {
    switch kinds {
    case .readings: stepOver("reading\",")
    case .allButMarks: !stepOver("seal\"") && !stepOver("header\"") && !stepOver("anchor\"")
    }
  }

  /// A number without a sign and with at most three decimals. A longer one ends the run.
  mutating func thousandths() -> Int? {
    let start = at
    var value = 0
    var decimals = -1
    while at < bytes.count, at - start < Self.digitsMax, decimals < 3 {
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
