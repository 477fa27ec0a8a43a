import InfusionCore
import Quantities

/// A session told as a table: what happened, a line each, and what the session said, a line each.
///
///     10 spo2=88 hr=72        a reading (keys of the line protocol; `-` is no value)
///     12 ! pause reason=test  an action, as in an operator script
///     15 lost line            a link that broke; `15 back line` when it is there again
///     20                      time passes
struct Scenario {
  var plan: SessionPlan
  private(set) var inputs: [(time: SessionTime, input: Input?)] = []

  init(_ text: String, plan: SessionPlan = .fixture) {
    self.plan = plan
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let words = line.split(separator: " ").map(String.init)
      let time = SessionTime(milliseconds: Int64(Fixed(words[0])?.thousandths ?? -1))
      inputs.append((time, Self.input(Array(words.dropFirst()))))
    }
  }

  private static func input(_ words: [String]) -> Input? {
    guard let first = words.first else { return nil }
    switch first {
    case "!":
      let line = try? OperatorLine.parse(words.dropFirst().joined(separator: " "))
      return line.map { .action($0.action, by: $0.by) }
    case "lost": return .link(SourceID(words[1]), .lost(.vanished))
    case "back": return .link(SourceID(words[1]), .connected)
    case "gap":
      let from = SessionTime(milliseconds: Int64(Fixed(words[1])?.thousandths ?? 0))
      return .gap(from: from, reason: "crash", isEstimated: false)
    case "disk": return .recorder(words[1] == "safe" ? .safe : .failing("full"))
    case "step": return .clockStepped(by: .seconds(5))
    default: return .reading(reading(words))
    }
  }

  private static func reading(_ words: [String]) -> Reading {
    var reading = Reading(source: SourceID("line"))
    var pressure: [String: Fixed?] = [:]
    var number: Int?
    var pump = PumpReport()
    for word in words {
      let parts = word.split(separator: "=").map(String.init)
      let sample = Fixed(parts[1]).map { Sample.value($0) } ?? .noValue
      switch parts[0] {
      case "src": reading.source = SourceID(parts[1])
      case "spo2": reading.spo2 = sample
      case "hr": reading.hr = sample
      case "rr": reading.rr = sample
      case "status": reading.status = SensorStatus(rawValue: parts[1])
      case "nid": number = Int(parts[1])
      case "pump": pump.state = PumpState(rawValue: parts[1])
      case "rate": pump.rate = Fixed(parts[1]).map { MillilitresPerHour($0) }
      case "vol": pump.volume = Fixed(parts[1]).map { Millilitres($0) }
      default: pressure[parts[0]] = Fixed(parts[1])
      }
    }
    if pump != PumpReport() { reading.pump = pump }
    if let sys = pressure["sys"], let dia = pressure["dia"] {
      if let sys, let dia {
        reading.nibp = .measured(.pressure(sys: sys, dia: dia, map: pressure["map"] ?? nil, number: number))
      } else {
        reading.nibp = .failed
      }
    }
    return reading
  }

  /// What the session says, without its first word, advanced besides at every multiple of `tick`.
  func events(tick: TimeSpan? = nil) -> [StampedEvent] {
    var session = Session(plan: plan)
    var events = session.begin()
    for (time, input) in inputs {
      if let tick {
        var next = SessionTime(
          milliseconds: (session.now.milliseconds / tick.milliseconds + 1) * tick.milliseconds)
        while next < time, !isGap(input) {
          events += session.advance(to: next)
          next = next + tick
        }
      }
      events += input.map { session.receive($0, at: time).events } ?? session.advance(to: time)
    }
    if let last = inputs.last { events += session.advance(to: last.time) }
    return Array(events.dropFirst())
  }

  private func isGap(_ input: Input?) -> Bool {
    if case .gap = input { true } else { false }
  }

  /// Telling as text, a line an event.
  var told: [String] { events().map(\.line) }
}

extension SessionPlan {
  static let fixture = SessionPlan(
    weight: Kilograms(70), plan: "trd-40", sources: [SourceDescription(id: SourceID("line"))])

  /// A pulse oximeter that is preferred, and a second one.
  static let twoOximeters = SessionPlan(
    weight: Kilograms(70), plan: "trd-40",
    sources: [SourceDescription(id: SourceID("line")), SourceDescription(id: SourceID("line-2"))])
}

extension StampedEvent {
  var line: String { "\(Fixed(thousandths: Int(time.milliseconds))) \(event.line)" }
}

extension Event {
  /// A short form that reads like the contract.
  var line: String {
    switch self {
    case .phase(let phase): "phase \(phase.rawValue)"
    case .infusion(let change, let figures):
      "infusion \(change.rawValue) \(figures.delivered.fixed) mg \(figures.rate.fixed) mL/h\(figures.isEstimated ? " estimated" : "")"
    case .observation(let change, let target):
      "observation \(change.rawValue) \(target.milliseconds / 60_000)"
    case .alarmRaised(let id, let signal, _): "raised \(id) \(signal.line)"
    case .alarmPriority(let id, let signal): "priority \(id) \(signal.line)"
    case .alarmEnded(let id, let end, let isLatched):
      "ended \(id) \(end.rawValue)\(isLatched ? " latched" : "")"
    case .alarmAcknowledged(let id, let by): "acknowledged \(id)\(by.map { " by \($0)" } ?? "")"
    case .alarmReminded(let id): "reminded \(id)"
    case .limitReminded(let vital): "reminded \(vital.rawValue) off"
    case .audioPaused(let until, _): "audio paused until \(until.milliseconds / 1000)"
    case .audioResumed(let why): "audio resumed \(why.rawValue)"
    case .limitChanged(let change):
      "limit \(change.vital.rawValue) \(change.kind.rawValue) \(change.from.map(\.description) ?? "-") to \(change.to.map(\.description) ?? "-")"
    case .baseline(let values, _):
      "baseline " + values.map { "\($0.vital.rawValue)=\($0.value)" }.joined(separator: " ")
    case .checkTaken: "check"
    case .away(let until, _, _): "away until \(until.milliseconds / 1000)"
    case .gap(let from, _, _): "gap from \(from.milliseconds / 1000)"
    case .refused(let refusal): "refused \(refusal.action) \(refusal.code)"
    case .closed(let outcome, _): "closed \(outcome.rawValue)"
    }
  }
}

extension AlarmSignal {
  fileprivate var line: String {
    guard let value, let limit else { return priority.name }
    return "\(priority.name) \(value)/\(limit)"
  }
}
