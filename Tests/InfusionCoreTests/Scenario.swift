import InfusionCore
import Quantities
import Testing

/// A session told as a table: what happened, a line each, and what the session said, a line each.
///
///     10 spo2=88 hr=72        a reading (keys of the line protocol; `-` is no value; `age=unknown`)
///     0..60/5 spo2=97         the same reading every 5 s from 0 to 60 s
///     12 ! pause reason=test  an action, as in an operator script
///     15 lost line            a link that broke; `15 back line` when it is there again
///     16 gap 10               nobody watched from 10 s on; `gap 10 estimated` by the wall clock
///     17 disk failing         the recorder: `failing`, `tight`, `safe`; `sound failing`, `sound works`
///     17 wall stands          a publisher: `wall refused`, `wall ended`
///     18 step                 the wall clock was set
///     19 is line SN1 [BED]    what is at a source: its serial number and bed
///     19 acts line garbled    how it behaves: `garbled`, `floods`, `follows`
///     20                      time passes
struct Scenario {
  var plan: SessionPlan
  private(set) var inputs: [(time: SessionTime, input: Input?)] = []

  init(_ text: String, plan: SessionPlan = .fixture) {
    self.plan = plan
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let words = line.split(separator: " ").map(String.init)
      let input = ScenarioWords.input(Array(words.dropFirst()))
      for time in ScenarioWords.times(words[0]) { inputs.append((time, input)) }
    }
    // Repeated readings are woven in; lines of one time keep their order.
    let ordered = inputs.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    inputs = ordered.map(\.element)
  }

  /// What the session says, without its first word, and how it stands in the end.
  ///
  /// Entries are numbered as a record would be: the first word is 1, then each input and each line that is
  /// told.
  private func run() -> (session: Session, events: [StampedEvent]) {
    var session = Session(plan: plan)
    var entries = session.begin().count { !$0.event.isOfSecondRules }
    var events: [StampedEvent] = []
    for (time, input) in inputs {
      guard let input else {
        let due = session.advance(to: time)
        entries += due.count { !$0.event.isOfSecondRules }
        events += due
        continue
      }
      let (_, due) = session.makeWay(for: input, at: time)
      entries += due.count { !$0.event.isOfSecondRules } + 1
      let own = session.take(input, entry: entries)
      entries += own.count { !$0.event.isOfSecondRules }
      events += due + own
    }
    if let last = inputs.last { events += session.advance(to: last.time) }
    return (session, events)
  }

  func events() -> [StampedEvent] { run().events }

  /// Telling as text, a line an event; what was accepted, measured and given only where a case asks for it.
  var told: [String] { events().filter { !$0.event.isAside }.map(\.line) }
  /// What a record of the first rules holds of it.
  var toldByFirstRules: [String] { events().filter { !$0.event.isOfSecondRules }.map(\.line) }
  var toldInFull: [String] { events().map(\.line) }

  /// The session as it stands in the end.
  var session: Session { run().session }
}

extension Event {
  /// What every table would repeat line by line.
  var isAside: Bool {
    switch self {
    case .accepted, .remarked, .measured, .dose: true
    case .corrected, .bound, .due, .phase, .infusion, .observation, .alarmRaised, .alarmPriority, .alarmEnded,
      .alarmAcknowledged, .alarmReminded, .alarmEscalated, .limitReminded, .audioPaused, .audioResumed,
      .limitChanged, .baseline, .checkTaken, .away, .back, .holdAdvised, .holdEnded, .gap, .refused, .closed:
      false
    }
  }
}

extension StampedEvent {
  var line: String { "\(Fixed(thousandths: Int(time.milliseconds))) \(event.line)" }
}

extension Event {
  /// A short form that reads like the contract.
  var line: String {
    switch self {
    case .accepted(let action, _, _, let overrides):
      (["accepted \(action.name.rawValue)"] + overrides).joined(separator: " ")
    case .remarked(let text, _, _): "remarked \(text)"
    case .measured(let measured): "measured \(measured.measurement.line)"
    case .corrected(let correction):
      "corrected \(correction.entry) "
        + correction.changes.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    case .dose(let figures): "dose \(figures.volume.fixed) mL"
    case .bound(let source, let identity): "bound \(source) \(identity.line)"
    case .due(let reading, let outcome): "due \(reading.what.rawValue) \(outcome.rawValue)"
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
    case .alarmEscalated(let id): "escalated \(id)"
    case .limitReminded(let vital): "reminded \(vital.rawValue) off"
    case .audioPaused(let until, _): "audio paused until \(Fixed(thousandths: Int(until.milliseconds)))"
    case .audioResumed(let why): "audio resumed \(why.rawValue)"
    case .limitChanged(let change):
      "limit \(change.vital.rawValue) \(change.kind.rawValue) \(change.from.map(\.description) ?? "-") to \(change.to.map(\.description) ?? "-")"
    case .baseline(let values, _):
      "baseline " + values.map { "\($0.vital.rawValue)=\($0.value)" }.joined(separator: " ")
    case .checkTaken: "check"
    case .back(let by): "back\(by.map { " by \($0)" } ?? "")"
    case .away(let until, _, _): "away until \(Fixed(thousandths: Int(until.milliseconds)))"
    case .holdAdvised(let rule, let value): "hold \(rule.name): \(rule.advice.rawValue) \(value)"
    case .holdEnded(let rule, let end, let by, _):
      "hold \(rule) \(end.rawValue)\(by.map { " by \($0)" } ?? "")"
    case .gap(let from, _, _): "gap from \(Fixed(thousandths: Int(from.milliseconds)))"
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

extension CuffMeasurement {
  fileprivate var line: String {
    guard let sys, let dia else { return "map \(map ?? 0)" }
    return "\(sys)/\(dia)\(ageIsUnknown ? " of unknown age" : "")"
  }
}

extension SourceIdentity {
  fileprivate var line: String {
    [adapter, serial, bed, patient].map { $0 ?? "-" }.joined(separator: " ")
  }
}
