import Quantities

/// The actions by the names that operator scripts, the command prompt and the journal share.
public enum ActionName: String, CaseIterable, Hashable, Sendable {
  case setup, baseline, checklist, start, pause, resume, stop, rate, bolus, check, extend, away, back,
    discharge, close
  case acknowledge = "ack"
  case audioPause = "audio-pause"
  case limit
  case bloodPressure = "bp"
  case symptom, medication, intervention, score, note, hold, amend
}

/// One key of an action.
public struct ActionKey: Hashable, Sendable {
  public var name: String
  public var form: ValueForm
  public var isRequired: Bool

  public static func required(_ name: String, _ form: ValueForm) -> ActionKey {
    ActionKey(name: name, form: form, isRequired: true)
  }

  public static func optional(_ name: String, _ form: ValueForm) -> ActionKey {
    ActionKey(name: name, form: form, isRequired: false)
  }
}

extension ActionName {
  /// The keys in the order in which they are written; `by`, which every action may carry, is not among them.
  public var keys: [ActionKey] {
    switch self {
    case .setup:
      [
        .optional("patient", .text), .optional("weight", .quantity(0...1000)), .optional("plan", .text),
        .optional("concentration", .quantity(0...1000)),
      ]
    case .baseline:
      [
        .optional("hr", .decimal(Vital.hr.acceptedRange)),
        .optional("sys", .decimal(Vital.sys.acceptedRange)),
        .optional("dia", .decimal(Vital.dia.acceptedRange)),
        .optional("spo2", .decimal(Vital.spo2.acceptedRange)),
      ]
    case .checklist:
      [.required("item", .text), .required("answer", .words(ChecklistAnswer.allCases.map(\.rawValue)))]
    case .start: [.optional("override", .text), .optional("second", .text)]
    case .pause, .stop: [.required("reason", .text)]
    case .resume, .close: [.optional("reason", .text)]
    case .rate:
      [.required("mlh", .quantity(0...2000)), .optional("reason", .text), .optional("second", .text)]
    case .bolus: [.required("mg", .quantity(0...10000)), .optional("second", .text)]
    case .check: [.optional("without", .names)]
    case .back, .audioPause: []
    case .extend, .away: [.required("minutes", .whole(1...1440)), .required("reason", .text)]
    case .discharge: [.required("escort", .words(["yes", "no"])), .optional("override", .text)]
    case .acknowledge: [.optional("id", .alarm)]
    case .limit: limitKeys
    case .bloodPressure:
      [
        .required("sys", .decimal(Vital.sys.acceptedRange)),
        .required("dia", .decimal(Vital.dia.acceptedRange)),
        .optional("map", .decimal(Vital.map.acceptedRange)),
      ]
    case .symptom: [.required("name", .text), .required("severity", .whole(0...3)), .optional("at", .time)]
    case .medication:
      [
        .required("name", .text), .required("dose", .text), .required("route", .text),
        .optional("at", .time),
      ]
    case .intervention: [.required("name", .text), .optional("at", .time)]
    case .score:
      [
        .required("scale", .text), .required("value", .whole(-1000...1000)), .optional("parts", .parts),
      ]
    case .note: [.required("text", .text)]
    case .hold:
      [.required("rule", .text), .required("answer", .words(["told", "aside"])), .optional("reason", .text)]
    case .amend: [.required("n", .whole(0...1_000_000_000))]
    }
  }

  /// A limit's range is its vital's, which is checked once the vital is known.
  private var limitKeys: [ActionKey] {
    let anyVital = ValueForm.decimal(0...350)
    return [
      .required("vital", .words(Vital.allCases.map(\.rawValue))), .optional("low", anyVital),
      .optional("high", anyVital), .optional("extreme_low", anyVital), .optional("extreme_high", anyVital),
      .optional("off", .bare), .optional("on", .bare), .optional("reason", .text),
    ]
  }

  /// An amendment cites any fields of the entry that it corrects.
  var takesFurtherKeys: Bool { self == .amend }

  public func key(_ name: String) -> ActionKey? { keys.first { $0.name == name } }
}
