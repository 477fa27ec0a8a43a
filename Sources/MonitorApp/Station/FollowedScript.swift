public import InfusionCore
public import OperatorLanguage
public import Quantities
public import SessionRuns

/// A session's book that also notes which lines of a script have come in, so that the lines which a closed
/// session leaves undone can be named.
public final class FollowedScript: EntryBook {
  /// The lines that have not come in yet.
  public private(set) var left: [ScriptedAction]
  private let book: any EntryBook

  public init(_ script: [ScriptedAction], book: any EntryBook) {
    left = script
    self.book = book
  }

  public func enter(_ input: Input, at time: SessionTime, recorded: Int?, by session: Session) -> Int {
    if case .action(let action, let by) = input { drop(action, by, at: time) }
    return book.enter(input, at: time, recorded: recorded, by: session)
  }

  /// A script is done in its order: what stands before a line that is done now was done, or passed over.
  private func drop(_ action: Action, _ by: String?, at time: SessionTime) {
    let place = left.firstIndex { $0.time <= time && $0.action == action && $0.by == by }
    if let place { left.removeFirst(place + 1) }
  }
}
