import InfusionCore
import Phrases
import Quantities
import TextScreen

/// How the chair stands, on one plain line: the time, the worst alarms, the numbers with their ages, the
/// course.
public func stateLine(_ model: Model, now: Int64) -> String {
  let painter = Painter(model: model, size: Size(columns: 0, rows: 0), now: now)
  let session = model.session
  if case .sessionPicker(let picker) = model.page { return painter.line(picker) }
  var parts: [Phrase] = [Phrase(verbatim: session.wallClock)]
  if session.origin != .live { parts.append("SIMULATION") }
  if session.isFrozen { parts.append("FROZEN by the instructor") }
  parts.append(session.phase.heading)
  parts += session.alarms.map(\.inWords)
  parts += session.holds.map { hold -> Phrase in "HOLD \(session.phrase(of: hold))" }
  parts += painter.briefVitals.map { Phrase(verbatim: $0.ways[0].map(\.text).joined()) }
  if let infusion = session.infusion, session.phase == .infusing || session.phase == .paused {
    parts += painter.courseWords(infusion)
  }
  if let given = session.given { parts.append("given \(given.text()) of \(Phrase(word: session.drug))") }
  if let window = session.observation { parts.append("\(window.counted.clock) of \(window.target.clock)") }
  if model.mode.replay != nil {
    parts.append("REPLAY")
  } else if !session.record.isRecording {
    parts.append("NOT RECORDING")
  }
  if let next = painter.next { parts.append("next: \(next.words(at: session.now))") }
  let unwatched = painter.unwatchedElsewhere(columns: .max).map(\.text).joined()
  if !unwatched.isEmpty { parts.append(Phrase(verbatim: String(unwatched.dropLast(2)))) }
  return painter.say(parts.filter { !$0.isEmpty }.joined(separator: "  "))
}

extension Painter {
  /// What has gone in, at which rate, for how long, and what is doubtful of that.
  fileprivate func courseWords(_ infusion: InfusionView) -> [Phrase] {
    let (given, rate) = (infusion.delivered.twoPlaces, infusion.rate.text())
    let elapsed = infusion.elapsed.clock
    let time = infusion.planned.map { "\(elapsed) of \($0.clock)" } ?? Phrase(verbatim: elapsed)
    let doubts = doubt(infusion, columns: .max).map { [Phrase(verbatim: $0.text)] } ?? []
    let upTo: Phrase = infusion.isUpTo ? "up to " : ""
    let told: Phrase = infusion.isEstimated ? "about \(given) at \(rate)" : "\(given) at \(rate)"
    return [upTo + told, time] + doubts
  }
}

extension AlarmView {
  /// `*** SpO2 84 < 85`, and how it stands where it does not wait for an answer.
  var inWords: Phrase {
    if isLatched { return "\(mark) \(text) ENDED" }
    guard isAcknowledged else { return "\(mark) \(text)" }
    return acknowledgedBy.map { "\(mark) \(text) acknowledged by \($0)" } ?? "\(mark) \(text) acknowledged"
  }
}
