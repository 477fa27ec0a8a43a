import Devices
import Quantities

extension Scenario {
  /// Reads a scenario: one event a line, `@T event key=value ...`, `#` comments.
  public init(name: String, text: String) throws(ScenarioError) {
    var events: [ScenarioEvent] = []
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    {
      let content = raw.prefix { $0 != "#" }
      let words = content.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      do throws(ScenarioError.Problem) {
        events.append(try ScenarioEvent(words: words))
      } catch {
        throw ScenarioError(line: index + 1, problem: error)
      }
    }
    self.init(name: name, events: events)
  }
}

extension ScenarioError.Problem: Error {}

extension ScenarioEvent {
  fileprivate init(words: [Substring]) throws(ScenarioError.Problem) {
    guard words[0].first == "@" else { throw .timeMissing(String(words[0])) }
    guard let time = ScenarioTime(text: words[0].dropFirst()) else { throw .timeMalformed(String(words[0])) }
    guard words.count > 1 else { throw .eventMissing }
    var fields = try ScenarioFields(event: String(words[1]), words: words.dropFirst(2))
    let what = try Happening(&fields)
    try fields.end()
    self.init(time, what)
  }
}

extension ScenarioTime {
  /// `90`, `infusion+1500`, `stop+600`.
  fileprivate init?(text: Substring) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false)
    guard let number = parts.last, let seconds = Fixed(number), seconds >= 0, parts.count <= 2 else {
      return nil
    }
    let anchor = parts.count == 2 ? Anchor(rawValue: String(parts[0])) : .session
    guard let anchor else { return nil }
    self.init(anchor, .milliseconds(Int64(seconds.thousandths)))
  }
}

extension Happening {
  /// The names of the events, as `Happening.text` writes them.
  fileprivate init(_ fields: inout ScenarioFields) throws(ScenarioError.Problem) {
    switch fields.event {
    case "rest": self = .rest(try RestingValues(&fields))
    case "response":
      self = .response(
        sys: try fields.number("sys", in: -60...120), dia: try fields.number("dia", in: -40...80),
        hr: try fields.number("hr", in: -40...80), over: try fields.span("over"))
    case "episode": self = try .episode(&fields)
    case "probe-off": self = .probeOff(try fields.span("for"))
    case "low-perfusion": self = .lowPerfusion(try fields.span("for"))
    case "motion": self = .motion(try fields.span("for"))
    case "cuff-measure": self = .cuffMeasure
    case "cuff-fails": self = .cuffFails(try fields.span("for"))
    case "garbage": self = .garbage(try fields.word("device"), try fields.span("for"))
    case "unplug": self = .unplug(try fields.word("device"), try fields.span("for"))
    case "pump": self = .pump(try fields.word("state"), try fields.span("for"))
    default: throw .eventUnknown(fields.event)
    }
  }

  private static func episode(_ fields: inout ScenarioFields) throws(ScenarioError.Problem) -> Happening {
    let vital: SimulatedVital = try fields.word("vital")
    guard let target = try fields.number("to", in: vital.range) else {
      throw .keyMissing("to", event: fields.event)
    }
    return .episode(
      vital, to: target, onset: try fields.span("onset"), hold: try fields.span("hold"),
      recovery: try fields.span("recovery"))
  }
}

extension RestingValues {
  fileprivate init(_ fields: inout ScenarioFields) throws(ScenarioError.Problem) {
    self.init(
      hr: try fields.number("hr", in: SimulatedVital.hr.range),
      sys: try fields.number("sys", in: SimulatedVital.sys.range),
      dia: try fields.number("dia", in: SimulatedVital.dia.range),
      spo2: try fields.number("spo2", in: SimulatedVital.spo2.range),
      rr: try fields.number("rr", in: SimulatedVital.rr.range))
  }
}

extension SimulatedVital {
  /// What every simulated device can say.
  fileprivate var range: ClosedRange<Fixed> {
    switch self {
    case .hr: 20...240
    case .spo2: 1...100
    case .sys: 30...300
    case .dia: 10...200
    case .rr: 0...80
    }
  }
}
