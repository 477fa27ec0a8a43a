import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// Left what was said last, or the devices; right what is silenced, paused or off, with who and until when.
  mutating func paintStatus(in area: Rect) {
    if let message = model.message, message.until > now { return paint(message, in: area) }
    let room = area.columns - flags.columns - 1
    screen.put(quietStatus(columns: room), against: flags, row: area.row, in: area)
  }

  /// What was said is to be read whole: initials and the count of ended alarms give way to it, never whether
  /// sound works; what is still too long gets a box of its own.
  private mutating func paint(_ message: Message, in area: Rect) {
    let text = " \(message.text)"
    let style: Style = message.kind == .refusal ? .caution : .good
    let needed = DisplayWidth.columns(text) + 2
    let right = needed + flags.columns <= area.columns ? flags : always.spaced + [Span(" ")]
    let room = area.columns - right.columns - 2
    screen.put([Span(text.fitted(to: room, glyphs: glyphs), style)], against: right, row: area.row, in: area)
    guard needed - 2 > room, model.prompt == nil, area.row >= Self.rowsAboveABox else { return }
    paintBox(message.text.wrapped(to: area.columns - 8), title: message.kind.title, above: area.row)
  }

  /// Header, alarms and numbers stay in sight.
  private static let rowsAboveABox = 20

  /// As many devices as can be told whole.
  private func quietStatus(columns: Int) -> [Span] {
    if case .notRecording(let why) = session.record, model.mode.replay == nil {
      return [Span(" not recorded: \(why)", .caution)]
    }
    if case .failing(let why) = session.sound { return [Span(" sound: \(why)", .caution)] }
    return session.devices.reduce(into: [Span(" ")] + unwatchedElsewhere(columns: columns)) { line, device in
      let more = [
        Span(device.name, .dim), device.trouble.map { Span(" \($0)  ", .caution) } ?? Span(" ok  ", .dim),
      ]
      if (line + more).columns <= columns + 2 { line += more }
    }
  }

  private var flags: [Span] {
    let latched = session.alarms.count { $0.isLatched }
    let clears = model.mode == .monitor ? ", a clears" : ""
    let ended = latched > 0 ? [Span("\(latched) ENDED\(clears)", .caution)] : []
    let who = model.initials.map { [Span($0, .heading)] } ?? []
    return (ended + always + who).spaced + [Span(" ")]
  }

  /// What is silenced or off, then whether sound works; in a replay where it stands.
  private var always: [Span] {
    if let replay = model.mode.replay { return warnings + [tape(replay)] }
    // Nothing is off any more, and nothing will sound.
    if session.phase == .closed { return [] }
    return warnings + (isSilenced ? [] : [soundFlag])
  }

  /// Where a replay stands, in session time, and whether it moves.
  private func tape(_ replay: ReplayView) -> Span {
    let speed = replay.speed == "max" ? "max" : "\(replay.speed)x"
    let state = replay.isPlaying ? "playing \(speed)" : "standing still"
    return Span("\(state)  \(session.now.sinceStart.clock) of \(replay.length.clock)", .heading)
  }

  /// What nobody must overlook.
  private var warnings: [Span] {
    var line: [Span] = []
    for limits in [
      ("SpO2", session.spo2.limits), ("HR", session.hr.limits), ("RR", session.rr.limits),
      ("Sys", session.cuff.sysLimits), ("Dia", session.cuff.diaLimits), ("MAP", session.cuff.mapLimits),
    ] {
      if let by = limits.1.offBy { line.append(Span("\(limits.0) LIMITS OFF \(by)", .caution)) }
    }
    if let until = session.awayUntil { line.append(Span("AWAY \((until - session.now).clock)", .caution)) }
    if session.record == .lowSpace { line.append(Span("DISK LOW", .caution)) }
    if isSilenced { line.append(soundFlag) }
    return line
  }

  private var isSilenced: Bool {
    if case .failing = session.sound { return true }
    return session.audioPause != nil
  }

  private var soundFlag: Span {
    if case .failing = session.sound { return Span("NO SOUND", .caution) }
    if let pause = session.audioPause {
      let by = pause.by.map { " \($0)" } ?? ""
      return Span("SOUND PAUSED \((pause.until - session.now).clock)\(by)", .caution)
    }
    guard case .working(let output) = session.sound, !output.isEmpty else { return Span("sound on", .dim) }
    return Span("sound: \(output)", .dim)
  }
}

extension Message.Kind {
  fileprivate var title: String {
    switch self {
    case .confirmation: "Done"
    case .refusal: "Not done"
    }
  }
}

extension [Span] {
  /// Two columns between any two.
  fileprivate var spaced: [Span] { reduce(into: []) { $0 += $0.isEmpty ? [$1] : [Span("  "), $1] } }
}
