import Glibc
import InfusionCore
import MonitorUI
public import ProcessSignals
import SystemClocks

extension Console {
  /// Asks which session of a chair goes on here, if any. `leave` when somebody left instead, or the terminal
  /// is gone.
  public func ask(
    _ question: BeginningQuestion, chair: String, signals: TerminalSignals
  ) -> BeginningDecision.Answer {
    model.page = .sessionPicker(SessionPicker(question, chair: chair, readAt: SystemClock.bootMilliseconds))
    defer { model.page = .main }
    while true {
      guard paint(now: SystemClock.bootMilliseconds) else { return .leave }
      var set = PollSet()
      set.add(.signals, signals.fd)
      set.add(.console, fd, interest)
      for (tag, revents) in set.wait(milliseconds: 1000) {
        switch tag {
        case .signals: for request in signals.read() where !goesOn(request) { return .leave }
        case .console:
          if revents & Int16(POLLOUT) != 0, !flush() { return .leave }
          guard let effects = readKeys(now: SystemClock.bootMilliseconds) else { return .leave }
          for effect in effects {
            if let answer = Self.answer(effect, question) { return answer }
          }
        case .recorder, .sound, .history, .known, .unwatched, .output, .instructor, .device: break
        }
      }
    }
  }

  private static func answer(_ effect: Effect, _ question: BeginningQuestion) -> BeginningDecision.Answer? {
    switch effect {
    case .begin(.new): .new
    case .begin(.newDespite(let reason, let by)):
      .newDespite(LeftUnwatched(question.sessions.filter(question.isLeftByNew), reason: reason, by: by))
    case .begin(.goOn(let row)): .goOn(question.sessions[row])
    case .leave: .leave
    case .action, .saveDisplay, .repaint, .tryMachine, .replay: nil
    }
  }

  private func goesOn(_ request: TerminalSignals.Request) -> Bool {
    switch request {
    case .resized:
      resized()
      return true
    case .continued:
      retake()
      return true
    case .stop, .hangUp, .handOver: return false
    }
  }
}

extension SessionPicker {
  /// The rows stand as the question has its sessions.
  init(_ question: BeginningQuestion, chair: String, readAt: Int64) {
    let rows = question.sessions.map { session in
      Row(
        patient: session.patient, phase: session.phase, delivered: session.delivered, age: session.age,
        isWatched: session.id == question.watched, origin: session.origin,
        canGoOn: question.canGoOn(with: session), isLeftByNew: question.isLeftByNew(session))
    }
    let initial: Answer? =
      switch question.enter {
      case .goOn(let session): question.sessions.firstIndex(of: session).map { .goOn($0) }
      case .new: .new
      case .nothing: nil
      }
    self.init(
      rows, chair: chair, hidesUnreadable: question.hidesUnreadable, initial: initial, readAt: readAt)
    isWithoutScreen = question.isWithoutScreen
    named = question.named
    evident = question.evident.flatMap { question.sessions.firstIndex(of: $0) }
  }
}
