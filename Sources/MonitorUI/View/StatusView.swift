import InfusionCore
import Quantities
import TextScreen

extension Painter {
  /// Left what was said last, or the devices; right what is silenced, paused or off, with who and until when.
  mutating func paintStatus(in area: Rect) {
    let flags = statusFlags
    screen.put(statusLeft(columns: area.columns - flags.columns - 2), against: flags, row: area.row, in: area)
  }

  private func statusLeft(columns: Int) -> [Span] {
    if let message = model.message, message.until > now {
      let text = " \(message.text)".fitted(to: columns, glyphs: glyphs)
      return [Span(text, message.kind == .refusal ? .caution : .good)]
    }
    if case .notRecording(let why) = session.record { return [Span(" not recorded: \(why)", .caution)] }
    if case .failing(let why) = session.sound { return [Span(" sound: \(why)", .caution)] }
    var line = [Span(" ")]
    for device in session.devices {
      line.append(Span(device.name, .dim))
      line.append(device.trouble.map { Span(" \($0)  ", .caution) } ?? Span(" ok  ", .dim))
    }
    return line
  }

  var statusFlags: [Span] {
    var line: [Span] = []
    let gap = Span("  ")
    for limits in [
      ("SpO2", session.spo2.limits), ("HR", session.hr.limits), ("RR", session.rr.limits),
      ("Sys", session.cuff.sysLimits), ("Dia", session.cuff.diaLimits), ("MAP", session.cuff.mapLimits),
    ] {
      if let by = limits.1.offBy { line += [Span("\(limits.0) LIMITS OFF \(by)", .caution), gap] }
    }
    if let until = session.awayUntil { line += [Span("AWAY \((until - session.now).clock)", .caution), gap] }
    let latched = session.alarms.count { $0.isLatched }
    if latched > 0 { line += [Span("\(latched) LATCHED", .caution), gap] }
    if session.record == .lowSpace { line += [Span("DISK LOW", .caution), gap] }
    line.append(soundFlag)
    if let initials = model.initials { line += [gap, Span(initials, .heading)] }
    return line + [Span(" ")]
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
