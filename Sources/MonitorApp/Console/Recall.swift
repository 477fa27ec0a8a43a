public import InfusionCore
import MonitorUI
import Quantities
public import SessionRecord

extension Console {
  /// Draws from a record what the screen would know had it watched: trends and alarm log.
  public func recall(_ entries: [JournalEntry], of plan: SessionPlan) {
    var session = Session(plan: plan)
    var nextLook = SessionTime.start
    model.hear(session.begin(), now: 0)
    for entry in entries {
      guard case .input(let input) = entry.content else { continue }
      model.hear(session.receive(input, at: entry.time).events, now: 0)
      guard entry.time >= nextLook else { continue }
      nextLook = entry.time + .seconds(1)
      model.remember(SessionView(session, wallClock: "", record: .recording))
    }
    model.message = nil
    model.prompt = nil
  }
}
