import Glibc
import InfusionCore
public import MonitorUI

extension Console {
  /// Asks whether an unsealed session goes on. Nil when somebody left instead, or the terminal is gone.
  public func ask(
    _ unsealed: UnsealedSession, for patient: String?, _ state: ResumeOffer.State = .left,
    signals: StationSignals
  ) -> Bool? {
    let offer = ResumeOffer(
      patient: unsealed.patient, phase: unsealed.phase,
      age: state == .left ? unsealed.age : unsealed.sinceBeginning,
      isDefault: unsealed.isResumedByDefault(for: patient), state: state)
    model.page = .resumeQuestion(offer)
    defer { model.page = .main }
    while true {
      guard paint(now: SystemClock.bootMilliseconds) else { return nil }
      var set = PollSet()
      set.add(.signals, signals.fd)
      set.add(.console, fd, interest)
      for (tag, revents) in set.wait(milliseconds: 60_000) {
        switch tag {
        case .signals: for request in signals.take() { if !goesOn(request) { return nil } }
        case .console:
          if revents & Int16(POLLOUT) != 0, !flush() { return nil }
          guard let effects = takeKeys(now: SystemClock.bootMilliseconds) else { return nil }
          for effect in effects {
            if case .resume(let answer) = effect { return answer }
            if case .leave = effect { return nil }
          }
        case .recorder, .sound, .history, .output, .device: break
        }
      }
    }
  }

  private func goesOn(_ request: StationSignals.Request) -> Bool {
    switch request {
    case .resized:
      resized()
      return true
    case .stop, .hangUp, .handOver: return false
    }
  }
}
