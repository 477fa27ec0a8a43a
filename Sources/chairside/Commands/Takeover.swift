import InfusionCore
import MonitorApp
import MonitorUI
import Quantities
import SessionJournal
import SessionRecord

/// What is to become of a session that runs on this chair in another process.
enum TakeoverWish {
  /// None runs, or it may be taken over without a word: the same patient's, on another terminal.
  case unasked
  case goOn
  case newSession
}

extension MonitorRun {
  /// Whoever would end a session that is being watched elsewhere is asked before it is disturbed. Nil when
  /// somebody left instead of answering.
  func askBeforeTakingOver(_ console: Console?, _ signals: StationSignals) -> TakeoverWish? {
    guard let console, link?.orders.start == .first, let running = runningElsewhere else { return .unasked }
    if !asked.new, running.header.plan.origin == plan.origin, running.isResumedByDefault(for: plan.patient) {
      return .unasked
    }
    let canGoOn = running.header.plan.origin == plan.origin
    let how: ResumeOffer.State = canGoOn ? .running : .runningOtherwise
    return console.ask(running, for: plan.patient, how, signals: signals).map { $0 ? .goOn : .newSession }
  }

  /// The session of the process that holds the chair, as far as it can be read.
  private var runningElsewhere: UnsealedSession? {
    guard case .taken? = try? ChairLock.take(chair: plan.chair, in: archive) else { return nil }
    return .newestOpen(chair: plan.chair, in: archive)
  }

  /// ` (patient P-0142, infusing, begun or last heard 0:14 ago)`.
  var whoRunsThere: String {
    guard let running = UnsealedSession.newestOpen(chair: plan.chair, in: archive) else { return "" }
    let patient = running.patient ?? "not known"
    return " (patient \(patient), \(running.phase.label.lowercased()), last entry \(running.age.clock) ago)"
  }
}
