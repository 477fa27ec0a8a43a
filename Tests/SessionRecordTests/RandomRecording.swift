import InfusionCore
import Quantities

/// A generator of its own, so that a seed gives the same session everywhere (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }
  mutating func isOne(in count: Int) -> Bool { roll(1...count) == 1 }
}

/// A session in which anything may happen at any time: gaps, floods, two pumps, foreign sources, corrections
/// of anything, actions in the wrong phase.
struct RandomRecording {
  private(set) var recording: Recording
  private var dice: Dice
  private var second = 0.0
  private var entries: [Int] = [1]
  private var infused = 0.0

  init(seed: UInt64, inputs: Int, plan: SessionPlan = .bedside) {
    dice = Dice(seed: seed)
    recording = Recording(plan)
    for _ in 0..<inputs {
      second += dice.pick([0, 0.25, 1, 1, 1, 1, 2, 5, 12, 40, 130]) ?? 1
      entries.append(recording.take(input(), at: second))
    }
    recording.pass(to: Int64(second) + 100)
    guard dice.isOne(in: 2) else { return }
    for action in [Action.stop(reason: "done"), .close(reason: "goes home")] {
      recording.take(.action(action, by: "AB"), at: second + 120)
    }
  }

  private mutating func input() -> Input {
    switch dice.roll(1...20) {
    case 1...10: .reading(reading())
    case 11...12: .reading(pump())
    case 13...16: .action(action(), by: dice.isOne(in: 5) ? nil : "AB")
    case 17: .identity(source(), SourceIdentity(serial: dice.isOne(in: 4) ? "70287" : "70286"))
    case 18: .conduct(source(), dice.isOne(in: 3) ? .garbled(looksLike: nil) : .follows)
    case 19:
      dice.isOne(in: 3)
        ? .annotation("pt. moved", source: source())
        : .link(source(), dice.isOne(in: 2) ? .connected : .lost(.vanished))
    default: rare()
    }
  }

  private mutating func rare() -> Input {
    if dice.isOne(in: 2), let from = SessionTime(orNil: second - 30) {
      return .gap(from: from, reason: "crash", isEstimated: dice.isOne(in: 2))
    }
    let machine: [Input] = [
      .recorder(.failing("disk full")), .recorder(.safe), .sound(.failing("no device")),
      .sound(.working("bell")), .publication(.failing(.lost)), .publication(.standing),
      .clockStepped(by: .seconds(3)),
    ]
    return dice.pick(machine) ?? .recorder(.safe)
  }

  private mutating func source() -> SourceID {
    SourceID(dice.pick(["nonin-df2", "line", "line", "asena"]) ?? "line")
  }

  private mutating func reading() -> Reading {
    var reading = Reading(source: source())
    reading.hr = sample(38...145)
    reading.spo2 = sample(dice.isOne(in: 3) ? 82...92 : 93...99)
    if dice.isOne(in: 6) { reading.status = dice.pick(SensorStatus.allCases) }
    guard dice.isOne(in: 5) else { return reading }
    let sys = dice.roll(75...190)
    let isKnown = !dice.isOne(in: 6)
    reading.nibp =
      dice.isOne(in: 6)
      ? .failed(number: nil)
      : .measured(
        CuffMeasurement(
          sys: Fixed(sys), dia: Fixed(sys - 30), map: Fixed(sys - 20), number: dice.roll(1...3),
          ageIsUnknown: !isKnown))
    return reading
  }

  private mutating func sample(_ range: ClosedRange<Int>) -> Sample? {
    if dice.isOne(in: 8) { return dice.isOne(in: 2) ? nil : .noValue }
    return .value(Fixed(dice.roll(range)), dice.isOne(in: 8) ? .doubtful : .good)
  }

  private mutating func pump() -> Reading {
    infused += Double(dice.roll(0...40)) / 100
    let shown = dice.isOne(in: 8) ? infused + 40 : dice.isOne(in: 8) ? 0 : infused
    return Reading(
      source: SourceID(dice.isOne(in: 6) ? "ne1000" : "asena"),
      pump: PumpReport(
        state: dice.pick([.running, .running, .stopped, .occluded]), rate: .init(52.5),
        volume: dice.isOne(in: 5) ? nil : Millilitres(shown)))
  }

  /// Entries that people marked or a cuff measured.
  private var charted: [Int] {
    let chart = recording.session.chart
    let marked = chart.marks.filter { mark in
      if case .action(let action) = mark.what { action.isCorrectable } else { false }
    }
    return marked.map(\.entry) + chart.pressures.map(\.entry)
  }

  private mutating func action() -> Action {
    if dice.isOne(in: 6) { return .start(override: "on paper") }
    if dice.isOne(in: 4), let entry = dice.pick(dice.isOne(in: 4) ? entries : charted) {
      let fields = [("sys", "141"), ("value", "4"), ("dose", "10 mg"), ("struck", "a slip"), ("text", "=1")]
      let field = dice.pick(fields) ?? ("sys", "141")
      return .amend(entry: entry, fields: [AmendedField(key: field.0, value: field.1)])
    }
    let phase = recording.session.phase
    let isInPlace = !dice.isOne(in: 6)
    let others = Samples.actions.filter { action in
      action.name != .close && action.name != .discharge && (!isInPlace || action.name.phases.contains(phase))
    }
    return dice.pick(others) ?? .check()
  }
}

extension SessionTime {
  /// Nil before the session's beginning.
  fileprivate init?(orNil seconds: Double) {
    guard seconds >= 0 else { return nil }
    self.init(milliseconds: Int64(seconds * 1000))
  }
}
