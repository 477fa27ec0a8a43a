import PatientSimulator
import Testing

@Suite struct ChanceTests {
  /// The generator's published sequence for this seed.
  @Test func splitMix64IsTheKnownOne() {
    var chance = SplitMix64(seed: 1_234_567)
    let drawn = (0..<5).map { _ in chance.next() }
    #expect(
      drawn == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func streamsOfOneSeedDiffer() {
    let root = SplitMix64(seed: 1)
    var first = root.stream(1)
    var second = root.stream(2)
    var again = root.stream(1)
    let drawn = first.next()
    #expect(drawn != second.next())
    #expect(drawn == again.next())
  }
}
