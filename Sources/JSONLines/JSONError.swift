/// Why bytes are no JSON, and at which byte.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong at that byte.
  public enum Reason: Hashable, Sendable {
    case endOfInput
    case unexpected(UInt8)
    case controlCharacterInString(UInt8)
    case badEscape(UInt8)
    case loneSurrogate
    case notUTF8
    case badNumber
    case duplicateKey(String)
    case tooDeep
    case trailingBytes
  }
  public var reason: Reason
  /// From the beginning of the bytes that were to be read.
  public var offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
