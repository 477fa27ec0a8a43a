import Quantities

/// Simulates a B. Braun SpaceStation with one pump: silent until it hears that somebody is there.
struct BCCVoice: AnsweringVoice {
  var ear = HostEar(BCCWord.allCases) { $0.bytes }
  private var isAlive = false

  mutating func answer(_ word: BCCWord, _ signals: BedsideSignals) -> [UInt8] {
    switch word {
    case .alive:
      isAlive = true
      return BCCWord.alive.bytes
    case .getAll: return isAlive ? Self.values(signals.pump).bytes : []
    case .received: return []
    }
  }

  private static func values(_ pump: PumpSignal) -> BCCBlock {
    let figures: [(BCCParameter, Reported)] = [
      (.rate, .value(pump.rate.fixed.rounded(places: 2))), (.volume, .value(pump.volume.fixed)),
    ]
    return BCCBlock(values: figures.map { BCCBlock.Value(address: "1/1/11", parameter: $0, figure: $1) })
  }
}
