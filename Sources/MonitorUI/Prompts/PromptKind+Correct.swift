import InfusionCore
import Quantities

// A correction cites the entry that it corrects; both stay in the record.

extension PromptKind {
  func correctStep(_ marks: [MarkView], _ answers: Answers, _ model: Model) -> Step {
    guard let mark = marks.first(where: { $0.text == answers["mark"] }) else {
      return .ask(Question("mark", "Which", .oneOf(marks.map(\.text))))
    }
    let parts = MarkPart.of(mark.action)
    guard let part = parts.first(where: { $0.label == answers["part"] }) else {
      return .ask(Question("part", "What is right", .oneOf(parts.map(\.label))))
    }
    guard let value = answers["value"] else { return .ask(part.question) }
    return .done([
      model.effect(.amend(entry: mark.entry, fields: part.fields(value, now: model.session.now)))
    ])
  }
}

/// What can be wrong about a mark.
private enum MarkPart {
  case time, severity, dose, route, score, words, pressure, all

  static func of(_ action: Action) -> [MarkPart] {
    switch action {
    case .symptom: [.severity, .time, .all]
    case .medication: [.dose, .route, .time, .all]
    case .intervention: [.time, .all]
    case .score: [.score, .all]
    case .bloodPressure: [.pressure, .all]
    case .note: [.words, .all]
    case .setup, .baseline, .checklist, .start, .pause, .resume, .stop, .rate, .bolus, .check, .extend, .away,
      .back,
      .discharge, .close, .acknowledge, .audioPause, .limit, .hold, .amend:
      [.all]
    }
  }

  var label: String {
    switch self {
    case .time: "it was earlier"
    case .severity: "another severity"
    case .dose: "another dose"
    case .route: "another route"
    case .score: "another value"
    case .words: "other words"
    case .pressure: "another pressure"
    case .all: "it did not happen"
    }
  }

  var question: Question {
    switch self {
    case .time: Question("value", "How many minutes ago, from now", .number(0...240))
    case .severity: Question("value", "0 gone, 1 mild, 2 moderate, 3 severe", .number(0...3))
    case .dose: Question("value", "Dose with unit", .text)
    case .route: Question("value", "Route", .choice(PickLists.routes))
    case .score: Question("value", "Value", .number(-1000...1000))
    case .words: Question("value", "Note", .text)
    case .pressure: Question("value", "Blood pressure", .pressure)
    case .all: Question("value", "Why it stands there", .choice(PickLists.struckReasons))
    }
  }

  func fields(_ value: String, now: SessionTime) -> [AmendedField] {
    switch self {
    case .time:
      let ago = Int64((Fixed(value) ?? 0).thousandths) * 60
      let time = Fixed(thousandths: Int(max(0, now.milliseconds - ago)))
      return [AmendedField(key: "at", value: time.description)]
    case .severity: return [AmendedField(key: "severity", value: value)]
    case .dose: return [AmendedField(key: "dose", value: value)]
    case .route: return [AmendedField(key: "route", value: value)]
    case .score: return [AmendedField(key: "value", value: value)]
    case .words: return [AmendedField(key: "text", value: value)]
    case .pressure:
      guard let typed = TypedPressure(value) else { return [] }
      return [
        AmendedField(key: "sys", value: typed.sys.description),
        AmendedField(key: "dia", value: typed.dia.description),
      ]
    case .all: return [AmendedField(key: "struck", value: value)]
    }
  }
}
