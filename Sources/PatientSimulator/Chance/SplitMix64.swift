/// The simulator's only source of chance: a seed gives the same numbers on every machine and in every
/// version.
///
/// SplitMix64 of Steele, Lea and Flood (OOPSLA 2014).
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A generator for one part of the simulation, so that what this part draws never changes another part.
  public func stream(_ number: UInt64) -> SplitMix64 {
    SplitMix64(seed: Self.mixed(state &+ Self.mixed(number &+ 0x5851_F42D_4C95_7F2D)))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SplitMix64 {
  /// Evenly distributed over [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Nearly normal, mean 0 and SD 1, as the sum of four even draws: no logarithm, and never beyond 3.5 SD.
  mutating func normal() -> Double {
    let root3 = 1.7320508075688772
    return (unit() + unit() + unit() + unit() - 2) * root3
  }

  /// One of 0 ..< count; 0 where count is none.
  mutating func below(_ count: Int) -> Int { count > 0 ? Int(unit() * Double(count)) : 0 }
}
