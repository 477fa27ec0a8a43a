import Crypto

/// The running hash of a journal: SHA-256 over the 64 hex digits before it and the bytes of one line before its `h`.
public struct RunningHash: Hashable, Sendable, CustomStringConvertible {
  /// 64 lower-case hex digits, as they stand in the file.
  public let digits: [UInt8]

  static let digitCount = 64

  /// Nil unless there are exactly 64 lower-case hex digits.
  public init?(digits: some Collection<UInt8>) {
    guard digits.count == Self.digitCount else { return nil }
    for byte in digits where !(byte &- 0x30 < 10 || byte &- 0x61 < 6) { return nil }
    self.digits = Array(digits)
  }

  public init?(_ text: String) { self.init(digits: text.utf8) }

  private init(hashed digest: SHA256.Digest) {
    digits = [UInt8](unsafeUninitializedCapacity: Self.digitCount) { buffer, count in
      for byte in digest {
        buffer[count] = Hex.digit(byte >> 4)
        buffer[count + 1] = Hex.digit(byte & 15)
        count += 2
      }
    }
  }

  public var description: String { String(decoding: digits, as: UTF8.self) }

  /// The first line's hash: over its own body alone.
  public static func genesis(of body: ArraySlice<UInt8>) -> RunningHash {
    var hash = SHA256()
    body.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return RunningHash(hashed: hash.finalize())
  }

  static func of(_ body: ArraySlice<UInt8>, after hash: RunningHash?) -> RunningHash {
    hash?.next(over: body) ?? genesis(of: body)
  }

  /// The hash of the line behind this one.
  public func next(over body: ArraySlice<UInt8>) -> RunningHash {
    var hash = SHA256()
    digits.withUnsafeBytes { hash.update(bufferPointer: $0) }
    body.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return RunningHash(hashed: hash.finalize())
  }
}
