import InfusionCore

/// What Contec's displays draw of a pulse: weak where it is shaken or badly perfused.
struct ContecFinger {
  /// 0 to 8.
  let strength: Int
  /// 0 to 127.
  let wave: Int
  /// 0 to 15.
  let bar: Int
  let isBeat: Bool

  /// The wave without a finger.
  static let noWave = 0x40
  /// Below it the device says that saturation is dropping, %.
  static let lowSaturation = 90

  init(_ signal: OximeterSignal, _ sample: PulseWave.Sample) {
    let isWeak = signal.status != .ok
    strength = isWeak ? 1 : 6
    wave = sample.height * 127 / 100
    bar = sample.height * (isWeak ? 3 : 15) / 100
    isBeat = sample.isBeat
  }
}
