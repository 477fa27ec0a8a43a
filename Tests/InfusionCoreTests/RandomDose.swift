import Quantities

/// A pump with a counter, a nurse, and everything that can go wrong between them, as a trace; beside it what
/// really went in.
struct RandomDose {
  private(set) var trace = ""
  private var random: SeededGenerator
  private var time: Int64 = 0
  private var counter: Double
  private var rate = 0.0
  private let step: Double
  private let poll: Int64
  private let tellsRate: Bool

  init(seed: UInt64, count: Int = 120) {
    random = SeededGenerator(seed: seed)
    step = [0.001, 0.01, 0.1, 1][Int(random.next() % 4)]
    poll = [1000, 1000, 2000, 10_000][Int(random.next() % 4)]
    tellsRate = random.next() % 2 == 0
    counter = Double(random.next() % 50)
    for _ in 0..<Int(random.next() % 4) { tell() }
    say("start")
    rate = 52.5
    for _ in 0..<count { happen() }
  }

  private mutating func happen() {
    switch random.next() % 60 {
    case 0: say("bolus \(1 + random.next() % 3)")
    case 1: giveBolus()
    case 2: counter = 0
    case 3: glitch()
    case 4: say("lost")
    case 5: time += Int64(random.next() % 90_000)
    case 6: setRate()
    case 7: pauseOrResume()
    case 8: say(random.next() % 2 == 0 ? "stop" : "resume")
    case 9:
      if random.next() % 4 == 0 { say("dose \(random.next() % 30)\(random.next() % 2 == 0 ? " flush" : "")") }
    case 10: if random.next() % 4 == 0 { say("changed") }
    case 11: gap()
    case 12: say("phase")
    default: for _ in 0..<(1 + random.next() % 12) { tell() }
    }
  }

  private mutating func say(_ words: String) { trace += "\(stamp) \(words)\n" }
  private var stamp: Fixed { Fixed(thousandths: Int(time)) }

  private mutating func tell(_ counted: Double? = nil) {
    time += poll
    counter += rate * Double(poll) / 3_600_000
    let shown = ((counted ?? counter) / step).rounded(.down) * step
    say("vol=\((shown * 1000).rounded() / 1000)" + (tellsRate ? " rate=\(rate) running" : ""))
  }

  private mutating func giveBolus() {
    say("bolus 2")
    for _ in 0..<4 {
      counter += 0.5
      tell()
    }
  }

  private mutating func glitch() {
    let by = [90, -7, -0.18, 3, 0.5][Int(random.next() % 5)]
    for _ in 0..<(1 + random.next() % 14) {
      let off = max(0, counter + by)
      tell(off)
    }
  }

  private mutating func setRate() {
    let set = [52.5, 26.25, 105, 5][Int(random.next() % 4)]
    say("rate \(set)")
    rate = random.next() % 4 == 0 ? rate : set
  }

  private mutating func pauseOrResume() {
    let pauses = rate > 0
    say(pauses ? "pause" : "resume")
    if random.next() % 4 > 0 { rate = pauses ? 0 : 52.5 }
  }

  private mutating func gap() {
    let from = stamp
    time += Int64(random.next() % 900_000)
    say("gap \(from)")
  }
}
