import Crypto
import JSONLines

/// The running hash of a journal: SHA-256 over the 64 hex digits before it and the bytes of one line before
/// its `h`.
public struct RunningHash: Hashable, Sendable {
  static let digitCount = 64

  /// The hash, big end first.
  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// Reads 64 lower-case hex digits; nil for anything else.
  init?(_ bytes: [UInt8], at start: Int) {
    guard start + Self.digitCount <= bytes.count, let first = Self.word(bytes, start),
      let second = Self.word(bytes, start + 16), let third = Self.word(bytes, start + 32),
      let fourth = Self.word(bytes, start + 48)
    else { return nil }
    words = (first, second, third, fourth)
  }

  public init?(_ text: String) {
    guard text.utf8.count == Self.digitCount else { return nil }
    self.init(Array(text.utf8), at: 0)
  }

  private init(hashed digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { raw in
      func word(_ offset: Int) -> UInt64 {
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      return (word(0), word(8), word(16), word(24))
    }
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64? {
    var word: UInt64 = 0
    for digit in bytes[start..<start + 16] {
      if digit &- 0x30 < 10 {
        word = word << 4 | UInt64(digit - 0x30)
      } else if digit &- 0x61 < 6 {
        word = word << 4 | UInt64(digit - 0x57)
      } else {
        return nil
      }
    }
    return word
  }

  public static func == (a: RunningHash, b: RunningHash) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension RunningHash: CustomStringConvertible {
  /// 64 lower-case hex digits, as they stand in the file.
  public var digits: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.digitCount) { buffer, count in
      for word in [words.0, words.1, words.2, words.3] {
        for shift in stride(from: 60, through: 0, by: -4) {
          buffer[count] = Hex.digit(UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15)
          count += 1
        }
      }
    }
  }

  public var description: String { String(decoding: digits, as: UTF8.self) }
}

extension RunningHash {
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
