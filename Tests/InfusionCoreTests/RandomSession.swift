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
  /// Where a pump jumps as it likes the observation begins anew for ever: some sessions are without.
  private let hasPump: Bool

  static let plan = SessionPlan.twoOximeters.ordering {
    $0.nibpInterval = [
      .infusing: NIBPProgramme([.minutes(1), .minutes(1), .minutes(3)]) ?? .minutes(1),
      .paused: .minutes(2), .observing: .minutes(1),
    ]
    $0.due = [
      DueReading(.nibp, at: .minutes(3), from: .start, within: .seconds(30)),
      DueReading(.nibp, at: .minutes(1), from: .stop, within: .seconds(20)),
    ]
    $0.checkInterval = [.infusing: .minutes(2), .observing: .minutes(1)]
    $0.checkGrace = .seconds(20)
    $0.duration = .minutes(8)
    $0.rateSoft = nil
    $0.rateHard = nil
    $0.observation = .minutes(2)
    $0.extendAfterHigh = .minutes(1)
  }.configured {
    $0.unvaryingAfter = .seconds(10)
    $0.discharge = []
  }

  init(seed: UInt64, count: Int = 300) {
    random = SeededGenerator(seed: seed)
    hasPump = seed % 3 == 0
    var time = SessionTime.start
    for place in 0..<count {
      time = time + .milliseconds([0, 1, 250, 1000, 1000, 2000, 5000].randomElement(using: &random) ?? 0)
      if random.next() % 40 == 0 { time = time + .milliseconds(Int64(random.next() % 60_000)) }
      inputs.append((time, input(at: time, place)))
    }
    // Long enough alone for everything that can still fall due; then the patient goes.
    append("stop reason=test", at: time + .seconds(1))
    append("discharge escort=yes override=test", at: time + .minutes(40))
  }

  private mutating func append(_ action: String, at time: SessionTime) {
    if let input = ScenarioWords.input(["!", action]) { inputs.append((time, input)) }
  }

  private mutating func input(at time: SessionTime, _ place: Int) -> Input {
    switch random.next() % 40 {
    case 38: correction(before: place)
    case 39: source(conductOf: source)
    case 0...24: .reading(reading())
    case 25...35:
      ScenarioWords.input(["!", actions.randomElement(using: &random) ?? "check"]) ?? .sound(.working(""))
    case 36: .link(source, random.next() % 2 == 0 ? .connected : .lost(.vanished))
    default: accident(at: time)
    }
  }

  /// Of something that may or may not be there; an input's entry is its place.
  private mutating func correction(before place: Int) -> Input {
    let field = ["sys=190", "sys=120", "map=45", "struck=slip", "severity=2", "value=4"]
    let entry = place - Int(random.next() % 8)
    let words = "amend n=\(max(entry, 0)) \(field.randomElement(using: &random) ?? "")"
    return ScenarioWords.input(["!", words]) ?? .sound(.working(""))
  }

  private mutating func source(conductOf source: SourceID) -> Input {
    switch random.next() % 8 {
    case 0: .conduct(source, .garbled(looksLike: nil))
    case 1: .conduct(source, .floods)
    case 2...4: .conduct(source, .follows)
    case 5: .identity(source, SourceIdentity(serial: "SN2"))
    default: .identity(source, SourceIdentity(serial: "SN1"))
    }
  }

  private var source: SourceID { mutating get { SourceID(random.next() % 3 == 0 ? "line-2" : "line") } }

  private mutating func accident(at time: SessionTime) -> Input {
    switch random.next() % 6 {
    case 4: .gap(from: time, reason: "crash", isEstimated: true)
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
    if hasPump, random.next() % 3 == 0 { reading.pump = pump() }
    return reading
  }

  private mutating func cuff() -> CuffResult {
    let sys = [75, 88, 97, 120, 157, 165, 185].randomElement(using: &random) ?? 120
    switch random.next() % 8 {
    case 0: return .failed()
    case 1: return .measured(CuffMeasurement(sys: nil, dia: nil, map: Fixed(sys - 25)))
    case 2: return .measured(.pressure(sys: Fixed(sys), dia: Fixed(sys - 30), number: Int(random.next() % 4)))
    case 3: return .measured(.pressure(sys: Fixed(sys), dia: Fixed(sys - 30), map: Fixed(sys - 20)))
    default: return .measured(.pressure(sys: Fixed(sys), dia: Fixed(sys - 30)))
    }
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
    "back", "stop reason=test", "rate mlh=200 reason=test",
    "rate mlh=52.5", "bolus mg=1 reason=test", "check", "nobp minutes=1 reason=cuff", "confirm what=gap",
    "accept device=line reason=test by=KM", "accept device=line-2 reason=test by=KM",
    "ack shown=spo2.low,hr.high", "limit vital=map low=65", "symptom name=nausea severity=1",
    "score scale=moaas value=5", "limit vital=spo2 low=90",
    "extend minutes=1 reason=test", "away minutes=1 reason=test", "ack", "ack id=sys.high", "audio-pause",
    "limit vital=spo2 low=92", "limit vital=spo2 low=87", "limit vital=hr high=110",
    "limit vital=hr off reason=test by=KM",
    "limit vital=hr on", "bp sys=150 dia=90", "baseline", "baseline sys=110 dia=60", "setup weight=80",
    "discharge escort=yes",
  ]
}
