import Glibc

/// A burst as sound: 16-bit samples of one channel.
public struct Waveform: Sendable {
  public let sampleRateHertz: Int
  public let sampleCount: Int
  private let pulses: [Range<Int>]
  private let radiansPerSample: Double

  /// The fundamental and four harmonics, the weakest 8 dB below the strongest: IEC 60601-1-8 wants at least
  /// four peaks within 15 dB of each other between 150 and 4000 Hz.
  private static let partials = [1, 0.8, 0.6, 0.5, 0.4]
  /// Below full scale, which cheap loudspeakers distort.
  private static let peak = 26_000.0
  /// The part of a pulse in which it swells, and again in which it fades: without it a pulse begins with a
  /// click.
  private static let rampShare = 0.2

  public init(_ burst: Burst, sampleRateHertz: Int = 48_000) {
    self.sampleRateHertz = sampleRateHertz
    let samples = { (milliseconds: Int) in milliseconds * sampleRateHertz / 1000 }
    pulses = burst.pulses.map { samples($0.startMilliseconds)..<samples($0.endMilliseconds) }
    sampleCount = pulses.last?.upperBound ?? 0
    radiansPerSample = 2 * Double.pi * burst.fundamentalHertz / Double(sampleRateHertz)
  }

  /// The samples of a range; what lies beyond the burst's end is left out.
  public func samples(_ range: Range<Int>) -> [Int16] {
    let inside = range.clamped(to: 0..<sampleCount)
    var samples = [Int16](repeating: 0, count: inside.count)
    for pulse in pulses {
      for index in pulse.clamped(to: inside) {
        samples[index - inside.lowerBound] = sample(index - pulse.lowerBound, of: pulse.count)
      }
    }
    return samples
  }

  private func sample(_ index: Int, of count: Int) -> Int16 {
    let angle = Double(index) * radiansPerSample
    var sum = 0.0
    for (harmonic, amplitude) in Self.partials.enumerated() {
      sum += amplitude * sin(angle * Double(harmonic + 1))
    }
    let strongest = Self.partials.reduce(0, +)
    return Int16(sum / strongest * envelope(index, of: count) * Self.peak)
  }

  private func envelope(_ index: Int, of count: Int) -> Double {
    let ramp = Self.rampShare * Double(count)
    let distance = Double(min(index, count - 1 - index))
    return distance >= ramp ? 1 : 0.5 - 0.5 * cos(Double.pi * distance / ramp)
  }
}
