import InfusionCore
import Phrases
import TextScreen

// A form that is left has sent nothing. What was marked in it is marked again when it is next opened, so that
// a tired nurse does not look for it twice; and nothing counts as met before another `y` says so.

/// A deed that asks a checklist on its way.
protocol ChecklistForm: Deed {
  func items(in session: SessionView) -> [ChecklistItemView]
}

extension Model {
  /// Says that nothing was done, and what happens to a checklist that was under way.
  ///
  /// - Parameter thrownAway: how many answers are thrown away, if that was asked about.
  mutating func leave(_ open: Prompt?, thrownAway: Int? = nil) {
    guard let (form, items) = open.flatMap(checklist) else {
      return say(Self.nothingDone(thrownAway), .confirmation)
    }
    let marked = Checklists.marked(items, in: form)
    markedBefore.subtract(items.map(\.item.name))
    markedBefore.formUnion(marked)
    if !marked.isEmpty {
      say("nothing done: the checklist is asked again, as it was marked", .confirmation)
    } else if thrownAway == nil, Checklists.isAnswered(items, in: form) {
      say("nothing done: the checklist is asked again", .confirmation)
    } else {
      say(Self.nothingDone(thrownAway), .confirmation)
    }
  }

  /// The form with a checklist that is left, or that waits behind the one that is left; nil if there is none.
  private func checklist(in open: Prompt) -> (form: Prompt, items: [ChecklistItemView])? {
    for form in [open] + open.behind {
      if let deed = form.deed as? any ChecklistForm { return (form, deed.items(in: session)) }
    }
    return nil
  }

  private static func nothingDone(_ thrownAway: Int?) -> Phrase {
    thrownAway.map { "nothing done: \($0) answers thrown away" } ?? "nothing done"
  }

  /// Removes the marks of items whose answers were sent, since those are in the record now.
  mutating func forgetMarks(sentBy effects: [Effect]) {
    for effect in effects {
      if case .action(.checklist(let sent), _) = effect { markedBefore.remove(sent.item) }
    }
  }
}
