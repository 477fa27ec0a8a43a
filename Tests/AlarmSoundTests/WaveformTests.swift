import AlarmSound
import Glibc
import Testing

@Suite struct WaveformTests {
  @Test(arguments: Urgency.allCases, [8000, 44_100, 48_000])
  func itsPulsesAreThoseOfTheBurst(urgency: Urgency, rate: Int) {
    let burst = Burst(urgency)
    let waveform = Waveform(burst, sampleRateHertz: rate)
    let samples = waveform.samples(0..<waveform.sampleCount)
    #expect(samples.count == burst.lengthMilliseconds * rate / 1000)
    let heard = HeardPulses(samples: samples, sampleRateHertz: rate).pulsesMilliseconds
    #expect(heard.count == burst.pulses.count)
    for (heard, meant) in zip(heard, burst.pulses) {
      #expect(abs(heard.lowerBound - meant.startMilliseconds) <= 5)
      #expect(abs(heard.upperBound - meant.endMilliseconds) <= 5)
    }
  }

  @Test(arguments: Urgency.allCases)
  func fourHarmonicsStandWithin15dBOfTheStrongest(urgency: Urgency) throws {
    let burst = Burst(urgency)
    let waveform = Waveform(burst)
    let sound = HeardPulses(samples: waveform.samples(0..<waveform.sampleCount), sampleRateHertz: 48_000)
    let pulse = burst.pulses[0]
    let steady = pulse.startMilliseconds + 40..<pulse.endMilliseconds - 40
    let strengths = (1...6).map { sound.strength(burst.fundamentalHertz * Double($0), in: steady) }
    let strongest = try #require(strengths.max())
    #expect(strongest == strengths[0])
    let peaks = strengths.filter { 20 * log10(strongest / $0) <= 15 }
    #expect(peaks.count >= 4 && peaks.count < 6)
    #expect(burst.fundamentalHertz * 5 <= 4000)
  }

  @Test(arguments: Urgency.allCases)
  func itIsLoudWithoutClippingAndBeginsWithoutAClick(urgency: Urgency) throws {
    let waveform = Waveform(Burst(urgency))
    let samples = waveform.samples(0..<waveform.sampleCount)
    let peak = try #require(samples.map { abs(Int($0)) }.max())
    #expect((12_000...26_000).contains(peak))
    let steps = zip(samples, samples.dropFirst()).prefix(48).map { abs(Int($1) - Int($0)) }
    #expect(steps.allSatisfy { $0 < 500 })
  }

  @Test func anyPortionsMakeTheSameSound() {
    let waveform = Waveform(Burst(.high), sampleRateHertz: 8000)
    let whole = waveform.samples(0..<waveform.sampleCount)
    let portions = stride(from: 0, to: waveform.sampleCount, by: 333).flatMap {
      waveform.samples($0..<$0 + 333)
    }
    #expect(portions == whole)
    #expect(waveform.samples(waveform.sampleCount..<waveform.sampleCount + 100).isEmpty)
  }
}
