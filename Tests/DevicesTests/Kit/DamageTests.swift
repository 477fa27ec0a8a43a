import Devices
import InfusionCore
import Quantities
import Testing

/// What a bad cable does to a stream, tried on every decoder: at most the damaged frame is lost and the next
/// one is read again, and with a checksum a single flipped bit never makes a wrong value. An eight-bit sum
/// lets one random frame in 256 through, and no decoder can know. (That any way of cutting a stream into
/// reads gives the same is tested beside each decoder.)
@Suite struct DamageTests {
  private static let rounds = 300

  @Test func everyKindIsASubject() {
    #expect(
      Subject.all.map(\.name).sorted() == (DeviceKind.all.map(\.name) + ["line with checksums"]).sorted())
    for subject in Subject.all {
      #expect(subject.messages.count == 8 && Set(subject.messages).count == 8, "\(subject.name)")
    }
  }

  @Test(arguments: Subject.all)
  func insertedGarbage(subject: Subject) {
    var wrong = 0
    for seed in 0..<Self.rounds {
      var random = Seeded(UInt64(seed))
      var stream = subject.frames.flatMap { $0 }
      let garbage = noise(Int.random(in: 1...40, using: &random), seed: UInt64(seed))
      stream.insert(contentsOf: garbage, at: place(in: subject, &random))
      wrong += wrongOnes(subject.decode(stream), of: subject, lost: 1, "seed \(seed)")
    }
    if subject.hasChecksum { #expect(wrong <= Self.rounds / 100) }
  }

  @Test(arguments: Subject.all)
  func missingBytes(subject: Subject) {
    var wrong = 0
    for seed in 0..<Self.rounds {
      var random = Seeded(UInt64(seed))
      var stream = subject.frames.flatMap { $0 }
      let place = place(in: subject, &random)
      let count = Int.random(in: 1..<subject.frames[0].count, using: &random)
      stream.removeSubrange(place..<place + count)
      // What is missing may reach from one frame into the next.
      wrong += wrongOnes(subject.decode(stream), of: subject, lost: 2, "seed \(seed)")
    }
    // A line that lost its checksum is as good as one that never had any.
    if subject.hasChecksum { #expect(wrong <= Self.rounds / 50) }
  }

  /// Each bit of the second frame.
  @Test(arguments: Subject.all)
  func flippedBits(subject: Subject) {
    let start = subject.frames[0].count
    for bit in 0..<(subject.frames[1].count * 8) {
      var stream = subject.frames.flatMap { $0 }
      stream[start + bit / 8] ^= 1 << UInt8(bit % 8)
      // A line whose end is damaged takes the next one with it.
      let wrong = wrongOnes(subject.decode(stream), of: subject, lost: 2, "bit \(bit)")
      if subject.hasChecksum { #expect(wrong == 0, "\(subject.name), bit \(bit)") }
    }
  }

  /// Readings, words about conduct and likeness, and answers: all of them must be the same, among noise and
  /// another device's bytes, however the stream was cut into reads.
  @Test(arguments: DeviceKind.all)
  func howADamagedStreamIsCutChangesNothing(kind: DeviceKind) throws {
    let subject = try #require(Subject.all.first { $0.name == kind.name })
    let other = try #require(Subject.all.first { $0.name == (kind == .noninDF2 ? "pm6750" : "nonin-df2") })
    for seed in UInt64(0)..<4 {
      let parts = [
        subject.frames, [noise(150, seed: seed)], other.frames, subject.frames, [noise(30, seed: seed + 99)],
        subject.frames,
      ]
      let stream = parts.flatMap { $0 }.flatMap { $0 }
      for timing in [DriverOptions.Timing.arrival, .source] {
        var whole = try driver(kind.name, timing)
        let expected = whole.received(stream[...], at: .seconds(1))
        var cut = try driver(kind.name, timing)
        var random = Seeded(seed)
        var found: [DriverEffect] = []
        var rest = stream[...]
        while !rest.isEmpty {
          let piece = rest.prefix(Int.random(in: 1...(seed == 0 ? 1 : 200), using: &random))
          found += cut.received(piece, at: .seconds(1))
          rest = rest.dropFirst(piece.count)
        }
        #expect(found.withoutTimes == expected.withoutTimes, "\(kind.name), seed \(seed), \(timing)")
        #expect(cut.counters == whole.counters)
      }
    }
  }

  /// Not in the last two: what follows a frame may be needed to know that it ended.
  private func place(in subject: Subject, _ random: inout Seeded) -> Int {
    Int.random(in: 0..<subject.frames.dropLast(2).reduce(0) { $0 + $1.count }, using: &random)
  }

  /// How many of the found frames nobody sent.
  private func wrongOnes(_ found: [String], of subject: Subject, lost: Int, _ words: String) -> Int {
    let right = found.filter(subject.messages.contains)
    #expect(right.count >= 8 - lost, "\(subject.name), \(words): \(right.count) of 8")
    #expect(right.last == subject.messages.last, "\(subject.name), \(words)")
    return found.count - right.count
  }
}

extension [DriverEffect] {
  /// A run of frames without news gives one word about time, with as many counted as there were reads.
  fileprivate var withoutTimes: [DriverEffect] {
    filter { if case .time = $0 { false } else { true } }
  }
}
