/// A line of the line protocol that was dropped, and why.
public struct BadLine: Hashable, Sendable {
  /// Its number in the input, from 1.
  public var line: Int
  public var fault: LineFault

  public init(line: Int, fault: LineFault) {
    self.line = line
    self.fault = fault
  }
}

/// Why a line of the line protocol was dropped whole.
public enum LineFault: Error, Hashable, Sendable {
  case tooLong(bytes: Int)
  case badByte(UInt8, offset: Int)
  case badChecksum(expected: UInt8, found: String)
  /// A word that is neither `key=value` nor a leading `@T`.
  case notAField(String)
  case noField
  case duplicateKey(String)
  case notANumber(key: String, text: String)
  case outOfRange(key: String, text: String)
  case unknownWord(key: String, text: String)
  case badTime(String)
  case timeBackwards(fromMilliseconds: Int64, toMilliseconds: Int64)
  /// The time is more than 24 h ahead.
  case timeJumped(fromMilliseconds: Int64, toMilliseconds: Int64)
  /// The records give session time, and no session lasts as long.
  case timeBeyond(milliseconds: Int64)
  /// The records give session time, and this one has none.
  case timeMissing
  /// Only one of `sys` and `dia`.
  case halfAPressure
  case systolicNotAboveDiastolic
}
