/// Everything that happens to a chair under one seed, the program's own answers left out.
struct Fate {
  /// Something that happens at its time, whatever the station does then.
  struct Accident {
    /// Milliseconds since the simulation began.
    var at: Int64
    var what: What

    enum What: Hashable {
      /// The disk takes nothing until then: neither fails nor answers.
      case diskStalls(until: Int64)
      /// So many bytes still fit, until somebody makes room.
      case diskFull(bytesLeft: Int, until: Int64)
      case diskFails(until: Int64)
      case wallStep(by: Int64)
      case unplugged(device: Int, until: Int64)
      case keys
      case resized
      case terminalBlocked(until: Int64)
      case terminalGone
      case continued
      /// SIGTERM: somebody ends it, and somebody begins it again.
      case stopped
      /// Another terminal takes the chair.
      case handOver
    }
  }

  /// How a station dies, and after how many of its steps, so that it may be anywhere in its loop.
  struct Death {
    var steps: Int
    var isPowerCut: Bool
  }

  var hasScreen: Bool
  /// When the script closes the session, session milliseconds.
  var closesAt: Int64
  var accidents: [Accident]
  var deaths: [Death]
  /// The loop stands still once in so many steps; 0 never.
  var stallOdds: Int
  /// One write in so many is short; 0 none.
  var shortWriteOdds: Int
  /// From this time on the second device sends bytes that kill every station; nil for never.
  var poisonFrom: Int64?

  init(seed: UInt64) {
    var dice = Chance(seed: seed)
    closesAt = dice.number(40_000...110_000)
    let end = closesAt
    hasScreen = dice.once(in: 3)
    stallOdds = dice.once(in: 3) ? dice.number(300...3000) : 0
    shortWriteOdds = dice.once(in: 4) ? dice.number(2...10) : 0
    poisonFrom = dice.once(in: 12) ? dice.number(1000...end / 2) : nil
    deaths = []
    if dice.once(in: 2) {
      for _ in 0..<dice.number(1...5) {
        deaths.append(
          Death(steps: dice.number(1...dice.one(of: [60, 400, 4000])), isPowerCut: dice.once(in: 3)))
      }
    }
    accidents = Self.accidents(&dice, until: end).sorted { $0.at < $1.at }
  }

  private static func accidents(_ dice: inout Chance, until end: Int64) -> [Accident] {
    var all: [Accident] = []
    func spread(_ odds: Int, most: Int, _ what: (Int64, inout Chance) -> Accident.What) {
      guard dice.once(in: odds) else { return }
      for _ in 0..<dice.number(1...most) {
        let at = dice.number(0...end + 5000)
        all.append(Accident(at: at, what: what(at, &dice)))
      }
    }
    spread(4, most: 3) { .diskStalls(until: $0 + $1.number(100...15_000)) }
    spread(4, most: 2) { .diskFull(bytesLeft: $1.number(0...9000), until: $0 + $1.number(1000...60_000)) }
    spread(6, most: 2) { .diskFails(until: $0 + $1.number(100...8000)) }
    spread(5, most: 3) { .wallStep(by: $1.number(-4_000_000...4_000_000)) }
    spread(3, most: 4) { .unplugged(device: $1.number(0...1), until: $0 + $1.number(500...20_000)) }
    spread(2, most: 6) { _, _ in .keys }
    spread(4, most: 4) { _, _ in .resized }
    spread(5, most: 2) { .terminalBlocked(until: $0 + $1.number(200...20_000)) }
    spread(10, most: 1) { _, _ in .terminalGone }
    spread(8, most: 2) { _, _ in .continued }
    spread(6, most: 2) { _, _ in .stopped }
    spread(6, most: 2) { _, _ in .handOver }
    // At the close of a session the record has most to write, and least time.
    if dice.once(in: 10) {
      let at = end - dice.number(0...2000)
      let what = Accident.What.diskFull(
        bytesLeft: dice.number(0...9000), until: at + dice.number(1000...60_000))
      all.append(Accident(at: at, what: what))
    }
    return all
  }
}
