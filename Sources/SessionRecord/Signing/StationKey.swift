import Crypto

/// A station's own key, by which it seals: Ed25519 (RFC 8032). Its public part proves that a session was
/// sealed at this station, and not by somebody who only had the files.
///
///     let key = StationKey(seed: thirtyTwoRandomBytes)
///     let signature = key?.sign(sealBehind: lastHash)
public struct StationKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  private let seed: [UInt8]

  public static let seedBytes = 32

  /// - Parameter seed: 32 bytes of chance, which nobody else knows. Nil for any other number of bytes.
  public init?(seed: [UInt8]) {
    guard seed.count == Self.seedBytes,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { return nil }
    self.key = key
    self.seed = seed
  }

  /// As the file of a station keeps it: 64 hex digits. Blanks and line ends around them do not count.
  public init?(text: String) {
    guard let seed = HexText.bytes(text, count: Self.seedBytes) else { return nil }
    self.init(seed: seed)
  }

  public var text: String { HexText.text(seed) }

  public var publicKey: PublicKey { PublicKey(bytes: Array(key.publicKey.rawRepresentation)) }

  /// Signs the seal that follows the entry with this hash, which covers all that was recorded.
  public func sign(sealBehind hash: RunningHash) -> SealSignature? {
    guard let bytes = try? key.signature(for: SealSignature.message(behind: hash)) else { return nil }
    return SealSignature(key: publicKey, bytes: Array(bytes))
  }
}

extension StationKey: Hashable {
  public static func == (a: StationKey, b: StationKey) -> Bool { a.seed == b.seed }
  public func hash(into hasher: inout Hasher) { hasher.combine(seed) }
}

/// The part of a station's key that everybody may know: 64 hex digits.
public struct PublicKey: Hashable, Sendable, CustomStringConvertible {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// As it was printed: blanks between the digits do not count.
  public init?(_ text: String) {
    guard let bytes = HexText.bytes(text, count: 32) else { return nil }
    self.bytes = bytes
  }

  public var description: String { HexText.text(bytes) }

  /// The first eight digits, for a line that has no room for all.
  public var short: String { String(description.prefix(8)) }

  /// In groups of eight, to be read aloud and typed.
  public var grouped: String {
    let digits = Array(description)
    return stride(from: 0, to: digits.count, by: 8).map { String(digits[$0..<$0 + 8]) }
      .joined(separator: " ")
  }
}

/// What a station put under a seal, and with which key.
public struct SealSignature: Hashable, Sendable {
  public var key: PublicKey
  var bytes: [UInt8]

  init(key: PublicKey, bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }

  /// From the texts of a seal's entry.
  init?(key: String, signature: String) {
    guard let key = PublicKey(key), let bytes = HexText.bytes(signature, count: 64) else { return nil }
    self.init(key: key, bytes: bytes)
  }

  var text: String { HexText.text(bytes) }

  /// Whether it is this key's, under the seal behind the entry with that hash.
  public func holds(behind hash: RunningHash) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key.bytes) else { return false }
    return key.isValidSignature(bytes, for: Self.message(behind: hash))
  }

  /// The words before the hash keep a signature from meaning anything else.
  static func message(behind hash: RunningHash) -> [UInt8] {
    Array("chairside-seal 1 \(hash.description)".utf8)
  }
}

/// Bytes as hex digits.
private enum HexText {
  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Nil for anything but this many bytes.
  static func bytes(_ text: String, count: Int) -> [UInt8]? {
    let written = text.lowercased().utf8.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let nibbles = written.map { digits.firstIndex(of: $0) }
    guard nibbles.count == 2 * count, !nibbles.contains(nil) else { return nil }
    let known = nibbles.compactMap { $0 }
    return stride(from: 0, to: known.count, by: 2).map { UInt8(known[$0] << 4 | known[$0 + 1]) }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
