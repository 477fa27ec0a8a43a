// Which of the shipped scenarios are met when nobody says which.

extension Scenario {
  /// What a level asks of a trainee. `uneventful` is in each: that nothing happens is to be seen, too.
  public static let levels: [[Scenario]] = [
    // 1: an alarm says it, and something helps at once.
    [.uneventful, .hypertension, .desaturation, .bradycardia],
    // 2: it looks like something else, or the patient says it before a number does.
    [.uneventful, .probeOff, .vomiting, .panic, .cuffFailure, .unplug, .pumpOcclusion],
    // 3: no alarm says it in time.
    [.uneventful, .pounds, .tenfold, .overSedation, .noEscort],
  ]

  /// The scenario that a seed meets; of any level where none is named.
  public static func drawn(level: Int?, seed: UInt64) -> Scenario {
    var chance = SplitMix64(seed: seed).stream(drawStream)
    let choice = level.flatMap { levels.indices.contains($0 - 1) ? levels[$0 - 1] : nil } ?? shipped
    return choice[chance.below(choice.count)]
  }

  /// Beside the streams that a session draws from.
  private static let drawStream: UInt64 = 1001
}
