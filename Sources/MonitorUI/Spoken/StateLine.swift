import InfusionCore
import Quantities
import TextScreen

/// How the chair stands, on one plain line: the time, the worst alarms, the numbers with their ages, the
/// course.
public func stateLine(_ model: Model, now: Int64) -> String {
  let painter = Painter(model: model, size: Size(columns: 0, rows: 0), now: now)
  let session = model.session
  if case .sessionPicker(let picker) = model.page { return painter.line(picker) }
  var parts = [session.wallClock]
  if session.origin != .live { parts.append("SIMULATION") }
  if session.isFrozen { parts.append("FROZEN by the instructor") }
  parts.append(session.phase.heading)
  parts += session.alarms.map(\.inWords)
  parts += session.holds.map { "HOLD \($0.sentence)" }
  parts += painter.briefVitals.map { $0.ways[0].map(\.text).joined() }
  if let infusion = session.infusion, session.phase == .infusing || session.phase == .paused {
    parts += painter.courseWords(infusion)
  }
  if let given = session.given { parts.append("given \(given.text()) of \(session.drug)") }
  if let window = session.observation { parts.append("\(window.counted.clock) of \(window.target.clock)") }
  if model.mode.replay != nil {
    parts.append("REPLAY")
  } else if !session.record.isRecording {
    parts.append("NOT RECORDING")
  }
  if let next = painter.next { parts.append("next: \(next.words(at: session.now))") }
  let unwatched = painter.unwatchedElsewhere(columns: .max).map(\.text).joined()
  if !unwatched.isEmpty { parts.append(String(unwatched.dropLast(2))) }
  return parts.filter { !$0.isEmpty }.joined(separator: "  ")
}

extension Painter {
  /// What has gone in, at which rate, for how long, and what is doubtful of that.
  fileprivate func courseWords(_ infusion: InfusionView) -> [String] {
    let given = "\(infusion.isEstimated ? "about " : "")\(infusion.delivered.twoPlaces)"
    let time = infusion.planned.map { "\(infusion.elapsed.clock) of \($0.clock)" } ?? infusion.elapsed.clock
    let doubts = doubt(infusion, columns: .max).map { [$0.text] } ?? []
    return ["\(given) at \(infusion.rate.text(places: 1))", time] + doubts
  }
}

extension AlarmView {
  /// `*** SpO2 84 < 85`, and how it stands where it does not wait for an answer.
  var inWords: String {
    let standing =
      isLatched ? " ENDED" : isAcknowledged ? " acknowledged\(acknowledgedBy.map { " by \($0)" } ?? "")" : ""
    return "\(mark) \(text)\(standing)"
  }
}
