import InfusionCore
import Quantities
import TextScreen

/// One plain line for a terminal that can show no screen: the time, the worst alarms, the numbers, the
/// course.
public func statusLine(_ model: Model, now: Int64) -> String {
  let painter = Painter(model: model, size: Size(columns: 0, rows: 0), now: now)
  let session = model.session
  if case .sessionPicker(let picker) = model.page { return painter.line(picker) }
  if let prompt = model.prompt {
    let lines = prompt.question.lines.map { " \($0)," }.joined()
    let choices = prompt.question.choices.enumerated().map { "\($0.offset + 1) \($0.element)" }
    let fault = prompt.error.map { " (\($0))" } ?? ""
    return
      "\(prompt.question.label)\(lines)\(fault) \(choices.joined(separator: ", ")) > \(prompt.entry.text)"
  }
  var parts = [session.wallClock]
  if session.origin != .live { parts.append("SIMULATION") }
  parts.append(session.phase.heading)
  parts += session.alarms.map { "\($0.mark) \($0.text)" }
  parts += session.holds.map { "HOLD \($0.sentence)" }
  parts += painter.numbersInWords(short: false)
  if let infusion = session.infusion, session.phase == .infusing || session.phase == .paused {
    parts.append("\(infusion.delivered.text(places: 1)) \(infusion.elapsed.clock)")
  }
  if let window = session.observation { parts.append("\(window.counted.clock) of \(window.target.clock)") }
  if model.mode.replay != nil {
    parts.append("REPLAY")
  } else if !session.record.isRecording {
    parts.append("NOT RECORDING")
  }
  let unwatched = painter.unwatchedElsewhere(columns: .max).map(\.text).joined()
  if !unwatched.isEmpty { parts.append(String(unwatched.dropLast(2))) }
  if let message = model.message, message.until > now { parts.append(message.text) }
  return parts.joined(separator: "  ")
}
