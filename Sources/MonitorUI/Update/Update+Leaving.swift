import InfusionCore
import Phrases
import TextScreen

// A form that is left has sent nothing. What was marked in it stands there again when it is opened next: a
// tired nurse does not look for it twice, and nothing counts as met before another `y` says so.

/// A deed that asks a checklist on its way.
protocol ChecklistForm: Deed {
  func items(in session: SessionView) -> [ChecklistItemView]
}

extension Model {
  /// Says that nothing was done, and what becomes of a checklist that was under way.
  ///
  /// - Parameter thrownAway: so many answers, where that was asked about.
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

  /// The form with a checklist that is left, or that waits behind what is left.
  private func checklist(in open: Prompt) -> (form: Prompt, items: [ChecklistItemView])? {
    for form in [open] + open.behind {
      if let deed = form.deed as? any ChecklistForm { return (form, deed.items(in: session)) }
    }
    return nil
  }

  private static func nothingDone(_ thrownAway: Int?) -> Phrase {
    thrownAway.map { "nothing done: \($0) answers thrown away" } ?? "nothing done"
  }

  /// What was sent is in the record, and no more a mark of the form.
  mutating func forgetMarks(sentBy effects: [Effect]) {
    for effect in effects {
      if case .action(.checklist(let sent), _) = effect { markedBefore.remove(sent.item) }
    }
  }
}
