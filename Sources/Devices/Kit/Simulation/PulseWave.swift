/// The plethysmogram: one beat's shape, played at the pulse rate.
struct PulseWave: Hashable, Sendable {
  private var phase = 0.0

  /// Steep rise, dicrotic notch, slow fall; percent of full height.
  private static let shape = [
    8, 22, 48, 74, 92, 100, 98, 91, 82, 73, 65, 58, 53, 50, 51, 53, 53, 51, 48, 44, 40, 36, 32, 29, 26, 23,
    20, 17, 15,
    12, 10, 8,
  ]

  struct Sample: Hashable, Sendable {
    /// 0 to 100.
    var height: Int
    /// A beat begins with it.
    var isBeat: Bool
  }

  mutating func next(pulse: Int, samplesPerSecond: Int64) -> Sample {
    phase += Double(pulse) / 60 / Double(samplesPerSecond)
    let isBeat = phase >= 1
    phase -= phase.rounded(.down)
    return Sample(
      height: Self.shape[min(Self.shape.count - 1, Int(phase * Double(Self.shape.count)))], isBeat: isBeat)
  }
}
