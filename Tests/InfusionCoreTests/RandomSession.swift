import InfusionCore
import Quantities

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same seed, the same session, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A session in which anything may happen at any millisecond: two oximeters, a cuff, a pump, a nurse,
/// accidents.
struct RandomSession {
  private(set) var inputs: [(time: SessionTime, input: Input)] = []
  private var random: SeededGenerator

  static let plan = SessionPlan.twoOximeters.ordering {
    $0.nibpInterval = [.infusing: .minutes(1), .paused: .minutes(2), .observing: .minutes(1)]
    $0.checkInterval = [.infusing: .minutes(2), .observing: .minutes(1)]
    $0.checkGrace = .seconds(20)
    $0.duration = .minutes(8)
    $0.rateSoft = nil
    $0.rateHard = nil
    $0.observation = .minutes(2)
    $0.extendAfterHigh = .minutes(1)
  }

  init(seed: UInt64, count: Int = 300) {
    random = SeededGenerator(seed: seed)
    var time = SessionTime.start
    for _ in 0..<count {
      time = time + .milliseconds([0, 1, 250, 1000, 1000, 2000, 5000].randomElement(using: &random) ?? 0)
      if random.next() % 40 == 0 { time = time + .milliseconds(Int64(random.next() % 60_000)) }
      inputs.append((time, input(at: time)))
    }
    // Long enough alone for everything that can still fall due; then the patient goes.
    append("stop reason=test", at: time + .seconds(1))
    append("discharge escort=yes override=test", at: time + .minutes(40))
  }

  private mutating func append(_ action: String, at time: SessionTime) {
    if let input = ScenarioWords.input(["!", action]) { inputs.append((time, input)) }
  }

  private mutating func input(at time: SessionTime) -> Input {
    switch random.next() % 20 {
    case 0...11: .reading(reading())
    case 12...17:
      ScenarioWords.input(["!", actions.randomElement(using: &random) ?? "check"]) ?? .sound(.working(""))
    case 18: .link(source, random.next() % 2 == 0 ? .connected : .lost(.vanished))
    default: accident(at: time)
    }
  }

  private var source: SourceID { mutating get { SourceID(random.next() % 3 == 0 ? "line-2" : "line") } }

  private mutating func accident(at time: SessionTime) -> Input {
    switch random.next() % 4 {
    case 0: .recorder(random.next() % 2 == 0 ? .safe : .failing("full"))
    case 1: .sound(random.next() % 2 == 0 ? .working("bell") : .failing("none"))
    case 2: .clockStepped(by: .seconds(3))
    default: .annotation("remark", source: source)
    }
  }

  private mutating func sample(_ values: [Int]) -> Sample? {
    switch random.next() % 8 {
    case 0: nil
    case 1: .noValue
    default: values.randomElement(using: &random).map { .value(Fixed($0)) }
    }
  }

  private mutating func reading() -> Reading {
    var reading = Reading(source: source)
    reading.spo2 = sample([84, 86, 88, 90, 91, 97])
    reading.hr = sample([45, 52, 70, 100, 118, 125, 150])
    if random.next() % 4 == 0 { reading.rr = sample([5, 7, 10, 14, 29, 35]) }
    if random.next() % 6 == 0 { reading.nibp = cuff() }
    if random.next() % 6 == 0 { reading.status = SensorStatus.allCases.randomElement(using: &random) }
    if random.next() % 3 == 0 { reading.pump = pump() }
    return reading
  }

  private mutating func cuff() -> CuffResult {
    let sys = [75, 88, 97, 120, 157, 165, 185].randomElement(using: &random) ?? 120
    return random.next() % 5 == 0 ? .failed() : .measured(.pressure(sys: Fixed(sys), dia: Fixed(sys - 30)))
  }

  private mutating func pump() -> PumpReport {
    PumpReport(
      state: PumpState.allCases.randomElement(using: &random),
      rate: [26.25, 52.5, 262.5].randomElement(using: &random).map { MillilitresPerHour($0) },
      volume: random.next() % 2 == 0 ? nil : Millilitres(Double(random.next() % 400) / 10))
  }

  private let actions = [
    "start override=test", "start override=test", "start override=test", "pause reason=test",
    "resume reason=test",
    "back", "stop reason=test", "rate mlh=200", "rate mlh=52.5", "bolus mg=1", "check",
    "extend minutes=1 reason=test", "away minutes=1 reason=test", "ack", "ack id=sys.high", "audio-pause",
    "limit vital=spo2 low=92", "limit vital=spo2 low=87", "limit vital=hr high=110",
    "limit vital=hr off reason=test by=KM",
    "limit vital=hr on", "bp sys=150 dia=90", "baseline", "baseline sys=110 dia=60", "setup weight=80",
    "discharge escort=yes",
  ]
}
