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

  init(hashed digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { raw in
      func word(_ offset: Int) -> UInt64 {
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      return (word(0), word(8), word(16), word(24))
    }
  }

  /// Sixteen digits.
  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64? {
    bytes.withUnsafeBytes { raw in
      guard let high = HexEight.value(raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
        let low = HexEight.value(raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
      else { return nil }
      return UInt64(high) << 32 | UInt64(low)
    }
  }

  public static func == (a: RunningHash, b: RunningHash) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension RunningHash: CustomStringConvertible {
  /// 64 lower-case hex digits, as they stand in the file, eight a word.
  typealias Digits = SIMD8<UInt64>

  var asDigits: Digits {
    func eight(_ word: UInt64, _ shift: UInt64) -> UInt64 {
      HexEight.digits(UInt32(truncatingIfNeeded: word >> shift))
    }
    return Digits(
      eight(words.0, 32), eight(words.0, 0), eight(words.1, 32), eight(words.1, 0), eight(words.2, 32),
      eight(words.2, 0), eight(words.3, 32), eight(words.3, 0))
  }

  /// 64 lower-case hex digits, as they stand in the file.
  public var digits: [UInt8] { withUnsafeBytes(of: asDigits) { Array($0) } }

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
    body.withUnsafeBytes { RunningHash(of: $0, behind: asDigits) }
  }

  /// The hash of a line, behind the digits of the one before it.
  init(of body: UnsafeRawBufferPointer, behind digits: Digits) {
    var hash = SHA256()
    withUnsafeBytes(of: digits) { hash.update(bufferPointer: $0) }
    hash.update(bufferPointer: body)
    self.init(hashed: hash.finalize())
  }
}

/// Eight hex digits at a time, each a byte of a word, the first digit lowest: a chain has 64 of them a line,
/// and reading and writing them one by one costs as much as hashing the line.
private enum HexEight {
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  static func digits(_ value: UInt32) -> UInt64 {
    // A nibble a byte: halves move apart, then quarters, then nibbles.
    var spread = UInt64(value.byteSwapped)
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread >> 4 | spread << 8) & 0x0F0F_0F0F_0F0F_0F0F
    // 10 and more are letters: 0x27 lies between 9 and a.
    let letters = (spread + 6 * ones) >> 4 & ones
    return spread + 0x30 * ones + letters * 0x27
  }

  /// Nil for anything but lower-case hex digits.
  static func value(_ digits: UInt64) -> UInt32? {
    let letters = digits >> 6 & ones
    let nibbles = (digits & (0x0F * ones)) &+ letters &* 9
    var packed = nibbles & 0x0F0F_0F0F_0F0F_0F0F
    packed = (packed << 4 | packed >> 8) & 0x00FF_00FF_00FF_00FF
    packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
    packed = (packed | packed >> 16) & 0xFFFF_FFFF
    let value = UInt32(truncatingIfNeeded: packed).byteSwapped
    return self.digits(value) == digits ? value : nil
  }
}
