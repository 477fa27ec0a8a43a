import InfusionCore
public import TextScreen

/// What one key does. The footer and the help page are this table.
public enum Command: CaseIterable, Hashable, Sendable {
  case acknowledge, silence, hold
  case start, baseline, checklist, pause, resume, end, rate, bolus
  case check, extend, away, back, discharge
  case pressure, symptom, score, medicine, measure, note, correct
  case limits, trends, alarmLog, initials, commandLine, quietRoom, help, leave

  public var key: Key {
    switch self {
    case .acknowledge: .character("a")
    case .silence: .character(" ")
    case .hold: .character("h")
    case .start: .character("S")
    case .baseline: .character("B")
    case .checklist: .character("k")
    case .pause, .resume: .character("p")
    case .end: .character("e")
    case .rate: .character("r")
    case .bolus: .character("o")
    case .check: .character("c")
    case .extend: .character("x")
    case .away, .back: .character("w")
    case .discharge: .character("d")
    case .pressure: .character("b")
    case .symptom: .character("s")
    case .score: .character("g")
    case .medicine: .character("m")
    case .measure: .character("u")
    case .note: .character("n")
    case .correct: .character("z")
    case .limits: .character("l")
    case .trends: .character("t")
    case .alarmLog: .character("A")
    case .initials: .character("i")
    case .commandLine: .character(":")
    case .quietRoom: .character("v")
    case .help: .character("?")
    case .leave: .character("q")
    }
  }

  public var keyName: String {
    guard case .character(let character) = key else { return "" }
    return character == " " ? "space" : String(character)
  }

  /// In the footer: one or two words.
  public var label: String {
    switch self {
    case .acknowledge: "acknowledge"
    case .silence: "pause sound"
    case .hold: "hold"
    case .start: "START"
    case .baseline: "baseline"
    case .checklist: "checklist"
    case .pause: "pause"
    case .resume: "resume"
    case .end: "end"
    case .rate: "rate"
    case .bolus: "bolus"
    case .check: "check"
    case .extend: "extend"
    case .away: "away"
    case .back: "back"
    case .discharge: "discharge"
    case .pressure: "bp"
    case .symptom: "symptom"
    case .score: "score"
    case .medicine: "medicine"
    case .measure: "measure"
    case .note: "note"
    case .correct: "correct"
    case .limits: "limits"
    case .trends: "trends"
    case .alarmLog: "alarm log"
    case .initials: "initials"
    case .commandLine: "command"
    case .quietRoom: "quiet room"
    case .help: "help"
    case .leave: "leave"
    }
  }

  /// On the help page; short enough for two columns on 80.
  public var explanation: String {
    switch self {
    case .acknowledge: "acknowledge all: sound stops"
    case .silence: "pause sound 2 min; again: on"
    case .hold: "follow what the HOLD line asks"
    case .start: "start: the pump must read..."
    case .baseline: "baseline from the last minute"
    case .checklist: "answer open checklist items"
    case .pause: "the pump was paused"
    case .resume: "the pump runs again"
    case .end: "infusion ended: observe"
    case .rate: "another rate, as the pump reads"
    case .bolus: "a bolus was given"
    case .check: "the check: score by score"
    case .extend: "a longer observation"
    case .away: "away from the chair"
    case .back: "back at the chair early"
    case .discharge: "discharge and close"
    case .pressure: "blood pressure by hand"
    case .symptom: "a symptom and its severity"
    case .score: "a single score by its scale"
    case .medicine: "a medicine was given"
    case .measure: "a measure: oxygen, position..."
    case .note: "a note"
    case .correct: "correct what was marked"
    case .limits: "see and change limits"
    case .trends: "large trends; + - zoom"
    case .alarmLog: "every alarm so far"
    case .initials: "who is at the screen"
    case .commandLine: "any action; Tab completes"
    case .quietRoom: "dim for a quiet room, and back"
    case .help: "this page"
    case .leave: "leave the screen (asks)"
    }
  }

  /// Whether the key does something now.
  func isAvailable(in session: SessionView) -> Bool {
    let phase = session.phase
    switch self {
    case .acknowledge: return session.alarms.contains { !$0.isAcknowledged }
    case .silence: return session.audioPause != nil || session.alarms.contains { $0.flashes }
    case .hold: return !session.holds.isEmpty
    case .start, .baseline: return phase == .preparation
    case .checklist: return !session.openItems.isEmpty && phase != .closed
    case .pause, .bolus: return phase == .infusing
    case .resume: return phase == .paused
    case .end: return phase == .infusing || phase == .paused
    case .rate:
      return session.hasInfusion && (phase == .infusing || phase == .paused || phase == .preparation)
    case .check, .pressure, .symptom, .medicine, .measure, .note: return phase != .closed
    case .correct: return !session.marks.isEmpty && phase != .closed
    case .score: return phase != .closed && !session.scales.isEmpty
    case .extend: return phase == .observing || phase == .ready
    case .away: return (phase == .observing || phase == .ready) && session.awayUntil == nil
    case .back: return session.awayUntil != nil
    case .discharge: return phase == .ready || phase == .observing
    case .limits, .trends, .alarmLog, .initials, .commandLine, .quietRoom, .help, .leave: return true
    }
  }
}
