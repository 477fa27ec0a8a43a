import InfusionCore
import Quantities

/// What a mark says, in a few words; nil for an action that is none.
enum MarkWords {
  static func text(_ action: Action) -> String? {
    switch action {
    case .symptom(let name, let severity, _): "\(name), severity \(severity)"
    case .medication(let name, let dose, let route, _): "\(name) \(dose) \(route)"
    case .intervention(let name, _): name
    case .score(let scale, let value, _): "\(scale) \(value)"
    case .bloodPressure(let sys, let dia, _): "\(sys)/\(dia) mmHg"
    case .note(let text): "note \(text.prefix(24))"
    case .setup, .baseline, .checklist, .start, .pause, .resume, .stop, .rate, .bolus, .check, .extend, .away,
      .back,
      .discharge, .close, .acknowledge, .audioPause, .limit, .hold, .amend:
      nil
    }
  }

  /// `, 5:00 ago`; nothing for what is of now.
  static func earlier(_ action: Action, at now: SessionTime) -> String {
    time(of: action).map { ", \((now - $0).clock) ago" } ?? ""
  }

  private static func time(of action: Action) -> SessionTime? {
    switch action {
    case .symptom(_, _, let time), .medication(_, _, _, let time), .intervention(_, let time): time
    case .setup, .baseline, .checklist, .start, .pause, .resume, .stop, .rate, .bolus, .check, .extend, .away,
      .back,
      .discharge, .close, .acknowledge, .audioPause, .limit, .bloodPressure, .score, .note, .hold, .amend:
      nil
    }
  }
}
