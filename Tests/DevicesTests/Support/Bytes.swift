import Devices
import Testing

/// Bytes as they are written in a protocol's page: `01 E0 85`.
func hex(_ text: String) -> [UInt8] {
  text.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
}

func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The same three times: where nothing but its form shows that a frame is one, the third in a row is used.
func thrice(_ frame: [UInt8]) -> [UInt8] { frame + frame + frame }

/// A small seeded generator (SplitMix64), so that a failure can be had again.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Feeds the stream in pieces of random length (also byte by byte) and expects what one piece gives.
func expectTheSameForAnySplit<Decoder: FrameDecoder>(
  of stream: [UInt8], _ makeDecoder: () -> Decoder, sourceLocation: SourceLocation = #_sourceLocation
) {
  var whole = makeDecoder()
  let expected = whole.messages(in: stream)
  for seed in 0..<12 {
    var random = Seeded(UInt64(seed))
    let longest = seed == 0 ? 1 : 1 << (seed % 7)
    var decoder = makeDecoder()
    var found: [Decoder.Message] = []
    var rest = stream[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...longest, using: &random))
      decoder.feed(piece) { found.append($0) }
      rest = rest.dropFirst(piece.count)
    }
    #expect(
      found == expected, "pieces of at most \(longest) bytes, seed \(seed)", sourceLocation: sourceLocation)
    #expect(decoder.counters == whole.counters, "seed \(seed)", sourceLocation: sourceLocation)
  }
}

func noise(_ count: Int, seed: UInt64) -> [UInt8] {
  var random = Seeded(seed)
  return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
}
