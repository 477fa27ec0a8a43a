import Glibc

/// Sound as an ear has it: where it is loud, and what pitches are in it.
struct HeardPulses {
  let samples: [Int16]
  let sampleRateHertz: Int

  /// The stretches that are not silent, ms. A gap of less than 10 ms is within a tone.
  var pulsesMilliseconds: [Range<Int>] {
    var pulses: [Range<Int>] = []
    for (index, sample) in samples.enumerated() where abs(Int(sample)) > 100 {
      if let last = pulses.last, index - last.upperBound < sampleRateHertz / 100 {
        pulses[pulses.count - 1] = last.lowerBound..<index + 1
      } else {
        pulses.append(index..<index + 1)
      }
    }
    return pulses.map { $0.lowerBound * 1000 / sampleRateHertz..<$0.upperBound * 1000 / sampleRateHertz }
  }

  /// How strong one frequency is in a stretch (one term of a Fourier sum).
  func strength(_ hertz: Double, in milliseconds: Range<Int>) -> Double {
    let range =
      milliseconds.lowerBound * sampleRateHertz / 1000..<milliseconds.upperBound * sampleRateHertz / 1000
    var (real, imaginary) = (0.0, 0.0)
    for index in range {
      let angle = 2 * Double.pi * hertz * Double(index) / Double(sampleRateHertz)
      real += Double(samples[index]) * cos(angle)
      imaginary += Double(samples[index]) * sin(angle)
    }
    return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(range.count)
  }
}
