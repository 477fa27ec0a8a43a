import InfusionCore
import Quantities
import Testing

/// What happens to one dose, a line an event, and what is told of it.
///
///     0 vol=4 rate=0 stopped          what the pump says
///     9 start                         52.5 mL/h of an order of 35 mL
///     10..700/1 from=4 flow=52.5      a reading a second, of a counter that runs at that rate
///     700 ?                           what was delivered?
///
/// `step=` is the counter's grain (0.001 mL), `rate=` what the pump says it runs at, and with `dips=` every
/// so many readings are lower by 0.18 mL. Besides: `pause`, `resume`, `stop`, `rate 60`, `bolus 2`,
/// `dose 8.1`,
/// `dose 8.1 flush`, `lost`, `changed`, `gap 300` (since then), `phase`.
struct DoseTrace {
  var account: DoseAccount
  private(set) var answers: [String] = []
  private(set) var news: [DoseNews] = []
  private let order = Order(
    dose: MilligramsPerKilogram(0.5), over: .minutes(40), weight: Kilograms(70),
    concentration: MilligramsPerMillilitre(1))
  /// Called before every event, with the time until which somebody may ask: that changes nothing.
  var between: (inout DoseAccount, SessionTime) -> Void = { _, _ in }

  init(nominalInterval: TimeSpan = .seconds(1)) {
    account = DoseAccount(nominalInterval: nominalInterval)
  }

  mutating func run(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count > 1 else { continue }
      let times = Self.times(words[0])
      for time in times {
        // In a gap nobody watches.
        between(&account, words[1] == "gap" ? Self.time(words[2]) : time)
        perform(Array(words.dropFirst()), at: time, since: times[0])
        news += account.popNews()
      }
    }
  }

  private static func times(_ word: String) -> [SessionTime] {
    // `10..700/0.5`: each half second from 10 s to 700 s.
    let parts = word.replacing("..", with: "/").split(separator: "/").map { time(String($0)) }
    guard parts.count == 3 else { return [time(word)] }
    let step = parts[2].milliseconds
    return stride(from: parts[0].milliseconds, through: parts[1].milliseconds, by: Int(step)).map {
      SessionTime(milliseconds: $0)
    }
  }

  private static func time(_ word: String) -> SessionTime {
    SessionTime(milliseconds: Int64(Fixed(word)?.thousandths ?? 0))
  }

  private mutating func perform(_ words: [String], at now: SessionTime, since: SessionTime) {
    func number(_ index: Int) -> Double { words.count > index ? Double(words[index]) ?? 0 : 0 }
    switch words[0] {
    case "start":
      let rate = words.count > 1 ? number(1) : 52.5
      account.start(order, rate: MillilitresPerHour(rate), at: now)
    case "pause": account.pause(at: now)
    case "resume": account.resume(at: now)
    case "stop": account.stop(at: now)
    case "rate": account.setRate(MillilitresPerHour(number(1)), at: now)
    case "bolus": account.bolus(Millilitres(number(1)), at: now)
    case "dose": account.settle(to: Millilitres(number(1)), flush: words.last == "flush", at: now)
    case "lost": account.pumpLost(at: now)
    case "changed": account.pumpChanged(at: now)
    case "gap": account.bridgeGap(from: Self.time(words[1]), to: now)
    case "phase": account.endPhase(at: now)
    case "?":
      account.advance(to: now)
      answers.append(Self.told(account, at: now))
    default: account.heard(report(words, at: now, since: since), at: now)
    }
  }

  private func report(_ words: [String], at now: SessionTime, since: SessionTime) -> PumpReport {
    var report = PumpReport()
    var from: Double?
    var flow = 0.0
    var step = 0.001
    var dips: Int64 = 0
    for word in words {
      let parts = word.split(separator: "=")
      let value = parts.count > 1 ? Double(parts[1]) ?? 0 : 0
      switch parts[0] {
      case "vol": report.volume = Millilitres(value)
      case "rate": report.rate = MillilitresPerHour(value)
      case "from": from = value
      case "flow": flow = value
      case "step": step = value
      case "dips": dips = Int64(value)
      default: report.state = PumpState(rawValue: word)
      }
    }
    guard let from else { return report }
    let elapsed = now - since
    let given = (from + flow * elapsed.inHours) / step + 1e-6
    // As the decimals that a pump shows.
    let shown = given.rounded(.down) * step
    let dip = dips > 0 && elapsed.wholeSeconds % dips == dips - 1 ? 0.18 : 0
    report.volume = Millilitres(((shown - dip) * 1000).rounded() / 1000)
    return report
  }

  /// `8.75 sure`, `8.75 of 8.2 to 9`, with a basis that is not the counter's, and with what is raised.
  static func told(_ account: DoseAccount, at now: SessionTime) -> String {
    var parts = [text(account.figures(at: now))]
    if account.isCounterAlarmed { parts.append("counter") }
    if account.isRisingTooFast { parts.append("fast") }
    if let anew = account.observationBeginsAnew(at: now) {
      parts.append("anew \(Fixed(thousandths: Int(anew.milliseconds)))")
    }
    return parts.joined(separator: " ")
  }

  static func text(_ figures: VolumeFigures) -> String {
    let basis = figures.basis == .volume ? "" : " by \(figures.basis.rawValue)"
    guard figures.isEstimated else { return "\(figures.volume.fixed) sure\(basis)" }
    return "\(figures.volume.fixed) of \(figures.low.fixed) to \(figures.high.fixed)\(basis)"
  }
}

/// A trace with what is told of it.
struct DoseCase: CustomTestStringConvertible {
  let name: String
  let trace: String
  let told: [String]
  let interval: TimeSpan

  init(_ name: String, _ trace: String, _ told: [String], interval: TimeSpan = .seconds(1)) {
    self.name = name
    self.trace = trace
    self.told = told
    self.interval = interval
  }

  var testDescription: String { name }

  func check() {
    var trace = DoseTrace(nominalInterval: interval)
    trace.run(self.trace)
    #expect(trace.answers == told)
  }
}
