import Devices
import InfusionCore
import Quantities

extension Happening {
  /// The names of the events as a file has them.
  public static let names = [
    "rest", "response", "airway", "sedation", "vagus", "anxiety", "nausea", "vomit", "say", "escort",
    "episode", "probe-off", "low-perfusion", "motion", "cuff-measure", "cuff-fails", "garbage", "unplug",
    "pump",
  ]

  /// The field meant by a value alone, for events that allow one: `probe-off: 4 min`, `escort away`.
  public static let onlyField = [
    "say": "words", "probe-off": "for", "low-perfusion": "for", "motion": "for", "cuff-fails": "for",
    "escort": "is", "airway": "level", "sedation": "level", "vagus": "level", "anxiety": "level",
    "nausea": "level",
  ]

  /// Reads the fields of an event of that name; nil if there is no such event. Problems are kept in the
  /// fields.
  public init?(_ fields: inout ScenarioFields) {
    if let kind = Trouble.Kind(rawValue: fields.event) {
      self = .trouble(Trouble(kind, &fields))
      return
    }
    switch fields.event {
    case "rest": self = .rest(RestingValues(&fields))
    case "response":
      self = .response(
        sys: fields.number("sys", in: -60...120), dia: fields.number("dia", in: -40...80),
        hr: fields.number("hr", in: -40...80), over: fields.span("over"))
    case "vomit": self = .vomit
    case "say":
      guard let words = fields.text("words") else {
        fields.report(.keyMissing("words", event: "say"))
        return nil
      }
      self = .say(words.value)
    case "escort": self = .escort(isHere: fields.word("is", else: Presence.here) == .here)
    case "episode": self = .episode(&fields)
    case "probe-off": self = .probeOff(fields.span("for"))
    case "low-perfusion": self = .lowPerfusion(fields.span("for"))
    case "motion": self = .motion(fields.span("for"))
    case "cuff-measure": self = .cuffMeasure
    case "cuff-fails": self = .cuffFails(fields.span("for"))
    case "garbage": self = .garbage(fields.word("device", else: DeviceRole.oximeter), fields.span("for"))
    case "unplug": self = .unplug(fields.word("device", else: DeviceRole.oximeter), fields.span("for"))
    case "pump": self = .pump(fields.word("state", else: PumpState.running), fields.span("for"))
    default:
      fields.report(.eventUnknown(fields.event))
      return nil
    }
  }

  private static func episode(_ fields: inout ScenarioFields) -> Happening {
    let vital = fields.word("vital", else: SimulatedVital.spo2)
    return .episode(
      vital, to: fields.needed("to", in: vital.range), onset: fields.span("onset"),
      hold: fields.span("hold"), recovery: fields.span("recovery"))
  }

  /// The event's name and fields as a file has them.
  public var words: (name: String, fields: [(key: String, value: String)]) {
    switch self {
    case .rest(let values):
      (
        "rest",
        Self.given([
          ("hr", values.hr), ("sys", values.sys), ("dia", values.dia), ("spo2", values.spo2),
          ("rr", values.rr),
        ])
      )
    case .response(let sys, let dia, let hr, let over):
      ("response", Self.given([("sys", sys), ("dia", dia), ("hr", hr)]) + [("over", over.words)])
    case .trouble(let trouble):
      (
        trouble.kind.rawValue,
        [
          ("level", "\(Fixed(rounding: trouble.level))"), ("onset", trouble.onset.words),
          ("lasts", trouble.lasts.words), ("by-drug", trouble.isByDrug ? "yes" : "no"),
        ]
      )
    case .vomit: ("vomit", [])
    case .say(let words): ("say", [("words", words)])
    case .escort(let isHere): ("escort", [("is", (isHere ? Presence.here : .away).rawValue)])
    case .episode(let vital, let target, let onset, let hold, let recovery):
      (
        "episode",
        [("vital", vital.rawValue)]
          + Self.given([("to", target)])
          + [("onset", onset.words), ("hold", hold.words), ("recovery", recovery.words)]
      )
    case .probeOff(let span): ("probe-off", [("for", span.words)])
    case .lowPerfusion(let span): ("low-perfusion", [("for", span.words)])
    case .motion(let span): ("motion", [("for", span.words)])
    case .cuffMeasure: ("cuff-measure", [])
    case .cuffFails(let span): ("cuff-fails", [("for", span.words)])
    case .garbage(let role, let span): ("garbage", Self.given(role, span))
    case .unplug(let role, let span): ("unplug", Self.given(role, span))
    case .pump(let state, let span):
      ("pump", [("state", state.rawValue), ("for", span.words)])
    }
  }

  private static func given(_ fields: [(String, Fixed?)]) -> [(key: String, value: String)] {
    fields.compactMap { field in field.1.map { (field.0, "\($0)") } }
  }

  private static func given(_ role: DeviceRole, _ span: TimeSpan) -> [(key: String, value: String)] {
    [("device", role.rawValue), ("for", span.words)]
  }
}

enum Presence: String, CaseIterable { case here, away }
enum YesNo: String, CaseIterable { case yes, no }

extension Trouble {
  fileprivate init(_ kind: Kind, _ fields: inout ScenarioFields) {
    self.init(kind, level: fields.needed("level", in: 0...1).doubleValue)
    onset = fields.span("onset", in: 1...3600) ?? onset
    lasts = fields.span("lasts", in: 1...86_400) ?? lasts
    if let word = fields.text("by-drug") {
      guard let answer = YesNo(rawValue: word.value) else {
        let known = YesNo.allCases.map(\.rawValue)
        fields.report(.valueMalformed(key: "by-drug", value: word.value, known: known), word)
        return
      }
      isByDrug = answer == .yes
    }
  }
}

extension RestingValues {
  fileprivate init(_ fields: inout ScenarioFields) {
    self.init(
      hr: fields.number("hr", in: SimulatedVital.hr.range),
      sys: fields.number("sys", in: SimulatedVital.sys.range),
      dia: fields.number("dia", in: SimulatedVital.dia.range),
      spo2: fields.number("spo2", in: SimulatedVital.spo2.range),
      rr: fields.number("rr", in: SimulatedVital.rr.range))
    fields.pressuresInOrder(sys: sys, dia: dia)
  }
}

extension SimulatedVital {
  /// The values that every simulated device can report.
  var range: ClosedRange<Fixed> {
    switch self {
    case .hr: 20...240
    case .spo2: 1...100
    case .sys: 30...300
    case .dia: 10...200
    case .rr: 0...80
    }
  }
}

extension TimeSpan {
  var inSeconds: Fixed { Fixed(thousandths: Int(milliseconds)) }
}
