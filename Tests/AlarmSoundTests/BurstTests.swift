import AlarmSound
import Testing

@Suite struct BurstTests {
  @Test func highIsTenPulsesTwiceThreeAndTwo() {
    let pulses = Burst(.high).pulses
    #expect(pulses.count == 10)
    #expect(gaps(pulses) == [100, 100, 350, 100, 500, 100, 100, 350, 100])
    #expect(pulses.allSatisfy { $0.lengthMilliseconds == 150 })
    #expect(Burst(.high).lengthMilliseconds == 3300)
  }

  @Test func mediumIsThreeEvenPulses() {
    let pulses = Burst(.medium).pulses
    #expect(gaps(pulses) == [200, 200])
    #expect(pulses.allSatisfy { $0.lengthMilliseconds == 200 })
    #expect(Burst(.medium).lengthMilliseconds == 1000)
  }

  @Test func lowIsOnePulse() {
    #expect(Burst(.low).pulses.map(\.startMilliseconds) == [0])
    #expect(Burst(.low).lengthMilliseconds == 200)
  }

  /// IEC 60601-1-8, Table 3 and 4: td, x and the pauses after the 3rd, 5th and 8th pulse.
  @Test func theRhythmLiesWithinTheStandard() throws {
    let high = Burst(.high).pulses
    let td = high[0].lengthMilliseconds
    let x = gaps(high)[0]
    #expect((75...200).contains(td))
    #expect((50...125).contains(x))
    #expect(gaps(high)[2] == 2 * x + td)
    #expect(gaps(high)[7] == 2 * x + td)
    #expect((350...1300).contains(gaps(high)[4]))
    #expect((125...250).contains(Burst(.medium).pulses[0].lengthMilliseconds))
    #expect((125...250).contains(gaps(Burst(.medium).pulses)[0]))
  }

  @Test func whatIsMoreUrgentIsHigher() {
    let pitches = Urgency.allCases.map { Burst($0).fundamentalHertz }
    #expect(pitches == pitches.sorted())
    #expect(pitches.allSatisfy { (150...1000).contains($0) })
  }
}

private func gaps(_ pulses: [Burst.Pulse]) -> [Int] {
  zip(pulses, pulses.dropFirst()).map { $1.startMilliseconds - $0.endMilliseconds }
}
