import InfusionCore
public import OperatorLanguage
public import Quantities
public import SessionRecord

extension [ScriptedAction] {
  /// An action due this shortly before the last entry may not have been done any more.
  private static let turn = TimeSpan.seconds(2)

  /// What of a script is left for a session that goes on: what comes later, and what was due in the last
  /// moment and is not in the record. What the record has is not done again: a bolus, say.
  public func rest(after entries: [JournalEntry], until recorded: SessionTime) -> [ScriptedAction] {
    var done = entries.compactMap { $0.doneByPerson }
    return filter { scripted in
      guard scripted.time <= recorded else { return true }
      guard scripted.time + Self.turn > recorded else { return false }
      let place = done.firstIndex {
        $0.time >= scripted.time && $0.action == scripted.action && $0.by == scripted.by
      }
      if let place { done.remove(at: place) }
      return place == nil
    }
  }
}

extension JournalEntry {
  fileprivate var doneByPerson: (time: SessionTime, action: Action, by: String?)? {
    guard case .input(.action(let action, let by)) = content else { return nil }
    return (time, action, by)
  }
}
