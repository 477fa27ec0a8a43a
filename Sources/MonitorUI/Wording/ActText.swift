import InfusionCore
import Phrases
import Quantities
import TextScreen

/// What a person did, in a few words: for the line that says what was recorded last, and for the trends.
enum ActText {
  /// Nil for acts that the screen shows in a place of their own while they last: an acknowledged alarm, a
  /// paused sound.
  ///
  /// - Parameter scales: of the clinic, for what a score is called and how high it can be.
  static func words(_ action: Action, in scales: [Scale]) -> Phrase? {
    switch action {
    case .acknowledge, .audioPause, .unfit: nil
    case .setup: "setup"
    case .baseline: "baseline"
    case .checklist(let checklist):
      checklist.answer == .met
        ? "\(checklist.itemLabel) met" : "\(checklist.itemLabel) NOT met"
    case .selfTest: "self-test"
    case .start(let start): StartDeed.mark(start)
    case .pause: "pause"
    case .resume: "resume"
    case .stop: "end"
    case .rate(let rate): "rate \(rate.rate.text())"
    case .bolus(let bolus): "bolus \(bolus.dose.text(places: 2))"
    case .dose(let dose): "given \(dose.volume.text(places: 2))"
    case .withoutPressure(let without): "no NIBP for \(without.minutes) min"
    case .confirm: "times confirmed"
    case .accept(let accept): "\(accept.device) accepted"
    case .check: "check"
    case .extend(let extend): "observation \(extend.minutes) min longer"
    case .away(let away): "away \(away.minutes) min"
    case .back: "back"
    case .discharge: "discharge"
    case .close: "close"
    case .limit(let limit):
      limit.isOff
        ? "\(limit.vital.name) limits off"
        : limit.isOn ? "\(limit.vital.name) limits on" : "\(limit.vital.name) limits"
    case .hold(let hold): hold.answer == .told ? "hold: told" : "hold: set aside"
    case .amend(let amend): "correction of #\(amend.entry)"
    case .symptom(let symptom): SymptomDeed.mark(symptom)
    case .bloodPressure(let pressure): "\(pressure.sys)/\(pressure.dia) mmHg"
    case .medication(let given): "\(Phrase(word: given.medicine)) \(given.dose) \(Phrase(word: given.route))"
    case .intervention(let measure): Phrase(word: measure.measure) + (measure.flow.map { " \($0)" } ?? "")
    case .score(let score): score.words(in: scales)
    case .note(let note): "note \(brief(note.text))"
    case .drawn(let drawn): "drawn up \(drawn.amount.text(places: 2))"
    case .wasted(let wasted): "wasted \(wasted.amount.text(places: 2))"
    }
  }

  /// As many whole words as a line beside other things has room for.
  private static func brief(_ text: String) -> String {
    let lines = text.wrapped(to: 24)
    return lines.count > 1 ? "\(lines[0]) ..." : text
  }
}

extension ScoreAction {
  /// By what its scale is called at the chair, not by its name in scripts, and against what it can be:
  /// `MOAA/S 5 of 5`.
  func words(in scales: [Scale]) -> Phrase {
    guard let known = scales.first(where: { $0.name == scale }) else {
      return "\(Phrase(word: scale)) \(value)"
    }
    return "\(Phrase(word: known.labelInSentence)) \(known.figure(of: value))"
  }
}
