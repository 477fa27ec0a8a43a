// Which shipped scenarios a trainee can meet when none is named.

extension Scenario {
  /// What a level asks of a trainee. `uneventful` is in each, so that a trainee has to see that nothing
  /// happens.
  public static let levels: [[Scenario]] = [
    // 1: an alarm tells of it, and one thing helps at once.
    [.uneventful, .hypertension, .desaturation, .bradycardia],
    // 2: it looks like something else, or the patient speaks of it before a number shows it.
    [.uneventful, .probeOff, .vomiting, .panic, .cuffFailure, .unplug, .pumpOcclusion],
    // 3: no alarm tells of it in time.
    [.uneventful, .pounds, .tenfold, .overSedation, .noEscort],
  ]

  /// The scenario that a seed draws, from any level if none is given.
  public static func drawn(level: Int?, seed: UInt64) -> Scenario {
    var chance = SplitMix64(seed: seed).stream(drawStream)
    let choice = level.flatMap { levels.indices.contains($0 - 1) ? levels[$0 - 1] : nil } ?? shipped
    return choice[chance.below(choice.count)]
  }

  /// A number that no stream of a session has.
  private static let drawStream: UInt64 = 1001
}
