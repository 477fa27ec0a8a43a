public import InfusionCore
import MonitorUI
import Quantities
public import SessionRecord

extension Console {
  /// Draws from a record what the screen would know had it watched: trends and alarm log.
  public func recall(_ entries: [JournalEntry], of plan: SessionPlan) {
    var retelling = Retelling(plan: plan)
    model.hear(retelling.begin(), now: 0)
    for entry in entries {
      retelling.retell(entry) { moment, session in
        switch moment.what {
        case .event(let event): model.hear([StampedEvent(event, at: moment.time)], now: 0)
        case .heard: model.follow(session)
        case .passed, .aside, .unwatched, .sealed, .scored: break
        }
      }
    }
    model.message = nil
    model.words = nil
    model.prompt = nil
  }
}
