import InfusionCore
import Quantities
import SessionRecord
import Testing

/// Who sealed a session, and whether that can be told from somebody who only had the files.
@Suite struct StationKeyTests {
  /// The first test vector of RFC 8032, 7.1.
  private static let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
  private static let known = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

  private static func key(_ number: UInt8) throws -> StationKey {
    try #require(StationKey(seed: Array(repeating: number, count: StationKey.seedBytes)))
  }

  @Test func `the public part is that of the standard`() throws {
    let key = try #require(StationKey(text: Self.secret + "\n"))
    #expect(key.publicKey.description == Self.known)
    #expect(key.publicKey.short == "d75a9801")
    #expect(key.text == Self.secret)
  }

  @Test func `a key is read as it was printed, in groups and in capitals`() throws {
    let key = try #require(PublicKey(Self.known))
    #expect(key.grouped.hasPrefix("d75a9801 82b10ab7 "))
    #expect(PublicKey(key.grouped) == key)
    #expect(PublicKey("  \(Self.known.uppercased())\n") == key)
  }

  @Test(arguments: ["", "d75a", String(known.dropLast()), known + "0", "g" + known.dropFirst()])
  func `what is no key is none`(text: String) {
    #expect(PublicKey(text) == nil)
    #expect(StationKey(text: text) == nil)
  }

  /// A journal of two notes, sealed by this key.
  private func sealed(by key: StationKey?, naming other: PublicKey? = nil) -> [UInt8] {
    var (encoder, bytes) = JournalEncoder.begin(Samples.header)
    for note in ["one", "two"] {
      bytes += encoder.line(.input(.action(.note(note), by: "KM")), at: .seconds(1), wall: Recording.wall)
    }
    var signature = key?.sign(sealBehind: encoder.lastHash)
    if let other { signature?.key = other }
    let seal = Seal(entries: encoder.lastNumber, segments: 1, signature: signature)
    return bytes + encoder.line(.seal(seal), at: .seconds(2), wall: Recording.wall)
  }

  private func read(_ bytes: [UInt8]) -> JournalReader {
    var reader = JournalReader(bytes)
    while reader.next() != nil {}
    return reader
  }

  @Test func `a signed seal names who signed it, and an unsigned one nobody`() throws {
    let key = try Self.key(7)
    #expect(read(sealed(by: key)).signer == key.publicKey)
    #expect(read(sealed(by: key)).problems.isEmpty)
    #expect(read(sealed(by: nil)).signer == nil)
    #expect(read(sealed(by: nil)).problems.isEmpty)
  }

  @Test func `the same holds where the chain alone is followed`() throws {
    let key = try Self.key(7)
    var reader = JournalReader(chainOf: [SegmentBytes(name: "journal.jsonl", bytes: sealed(by: key))])
    while reader.next() != nil {}
    #expect(reader.signer == key.publicKey)
  }

  @Test func `whoever writes the journal anew cannot sign it for the station`() throws {
    let (station, forger) = (try Self.key(7), try Self.key(8))
    let forged = read(sealed(by: forger, naming: station.publicKey))
    #expect(forged.signer == nil)
    #expect(forged.problems.map(\.what) == [.sealForged(station.publicKey)])
    #expect(forged.problems.first?.what.sentence.contains(station.publicKey.short) == true)
  }

  /// The chain is computed anew behind the change, as a forger would; the signature is left as it was.
  @Test func `a signature does not hold for another record`() throws {
    let key = try Self.key(7)
    let signature = try #require(key.sign(sealBehind: RunningHash.genesis(of: Array("a".utf8)[...])))
    #expect(signature.holds(behind: RunningHash.genesis(of: Array("a".utf8)[...])))
    #expect(!signature.holds(behind: RunningHash.genesis(of: Array("b".utf8)[...])))
  }

  @Test func `a seal with its signature is read as it was written`() throws {
    let key = try Self.key(9)
    let hash = RunningHash.genesis(of: Array("a".utf8)[...])
    let seal = Seal(entries: 3, segments: 1, signature: key.sign(sealBehind: hash))
    var (encoder, header) = JournalEncoder.begin(Samples.header)
    var reader = JournalReader(header + encoder.line(.seal(seal), at: .start, wall: Recording.wall))
    #expect(reader.next()?.content == .seal(seal))
  }
}
