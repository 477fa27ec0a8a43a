import InfusionCore
import Quantities
import Testing

/// A pump of which we know what it gave. Its counter is coarse, glitches and begins anew; its cable comes
/// off; boluses are recorded before or after they are given. The amount that was given must never be outside
/// the bounds.
@Suite struct DoseTruthTests {
  @Test(arguments: Array(UInt64(1)...30)) func whatWasGivenIsWithinTheBounds(_ seed: UInt64) {
    var pump = HonestPump(seed: seed)
    for _ in 0..<40 { pump.goOn() }
    #expect(pump.faults.isEmpty, "\(pump.faults.prefix(2))")
  }
}

private struct HonestPump {
  private(set) var faults: [String] = []
  private var random: SeededGenerator
  private var account = DoseAccount()
  private var now = SessionTime.start
  private var given = 0.0
  private var counter: Double
  private var rate = 0.0
  private let step: Double
  private let poll: TimeSpan
  private let tellsRate: Bool
  /// Each change of track may lose what a coarse counter has not yet shown.
  private var tolerance: Double
  private var wayBackUntil: SessionTime?

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    step = [0.001, 0.01, 0.1, 1].randomElement(using: &random) ?? 1
    poll = .seconds([1, 1, 2, 10].randomElement(using: &random) ?? 1)
    tellsRate = Bool.random(using: &random)
    counter = Double(random.next() % 50)
    tolerance = 1 + 2 * step
    for _ in 0..<3 { tell() }
    let order = Order(
      dose: MilligramsPerKilogram(0.5), over: .minutes(40), weight: Kilograms(70),
      concentration: MilligramsPerMillilitre(1))
    account.start(order, rate: order.rate, at: now)
    rate = order.rate.value
  }

  mutating func goOn() {
    switch random.next() % 12 {
    case 0: giveBolus(recordedFirst: true)
    // A jump of a new counter that fits the old one's way back counts as that way back: the contract's
    // choice.
    case 1: giveBolus(recordedFirst: wayBackUntil.map { now < $0 } ?? false)
    case 2:
      wayBackUntil = now + .minutes(11)
      counter = 0
      tolerance += step
    case 3:
      wayBackUntil = now + .minutes(11)
      glitch()
    case 4: flow(for: .milliseconds(Int64(random.next() % 120_000)))
    default: break
    }
    for _ in 0..<(5 + random.next() % 40) { tell() }
  }

  private mutating func flow(for span: TimeSpan) {
    now = now + span
    give(rate * span.inHours)
  }

  private mutating func give(_ volume: Double) {
    given += volume
    counter += volume
  }

  private mutating func tell(off: Double = 0) {
    flow(for: poll)
    let shown = (max(0, counter + off) / step + 1e-6).rounded(.down) * step
    account.heard(
      PumpReport(
        state: tellsRate ? .running : nil, rate: tellsRate ? MillilitresPerHour(rate) : nil,
        volume: Millilitres((shown * 1000).rounded() / 1000)), at: now)
    compare()
  }

  private mutating func giveBolus(recordedFirst: Bool) {
    if recordedFirst { account.bolus(Millilitres(2), at: now) }
    for _ in 0..<4 {
      give(0.5)
      flow(for: poll)
      let shown = (counter / step + 1e-6).rounded(.down) * step
      account.heard(PumpReport(volume: Millilitres((shown * 1000).rounded() / 1000)), at: now)
    }
    if recordedFirst { return }
    for _ in 0..<(random.next() % 20) { tell() }
    account.bolus(Millilitres(2), at: now)
  }

  private mutating func glitch() {
    let offs: [Double] = [90, -7, -0.18, 3, 0.5]
    let off = offs.randomElement(using: &random) ?? 90
    tolerance += step
    for _ in 0..<(1 + random.next() % 14) { tell(off: off) }
  }

  private mutating func compare() {
    let figures = account.figures(at: now)
    let slack = tolerance + rate * poll.inHours
    if figures.low.value > given + slack || figures.high.value < given - slack {
      faults.append("\(now.milliseconds) ms: \(DoseTrace.text(figures)), given \(given)")
    }
  }
}
