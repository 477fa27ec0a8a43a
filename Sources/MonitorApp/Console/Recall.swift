public import InfusionCore
import MonitorUI
import Quantities
public import SessionRecord

extension Console {
  /// Draws from a record what the screen would know had it watched: trends and alarm log.
  public func recall(_ entries: [JournalEntry], of plan: SessionPlan) {
    var retelling = Retelling(plan: plan)
    var nextLook = SessionTime.start
    model.hear(retelling.begin(), now: 0)
    for entry in entries {
      retelling.take(entry) { moment, session in
        if case .event(let event) = moment.what { model.hear([StampedEvent(event, at: moment.time)], now: 0) }
        guard case .heard = moment.what, moment.time >= nextLook else { return }
        nextLook = moment.time + .seconds(1)
        model.remember(SessionView(session, wallClock: "", record: .recording))
      }
    }
    model.message = nil
    model.prompt = nil
  }
}
