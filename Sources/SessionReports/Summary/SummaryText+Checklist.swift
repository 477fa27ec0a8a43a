import InfusionCore
import SessionRecord

// The checklist as it was answered: before the infusion, and on the way home.

extension SummaryText {
  /// As it stood at the start: nothing of it can be answered later. That it was never opened is told, too.
  var startChecklist: [String] {
    let items = items(of: .start)
    let open = items.filter { digest.answers[$0.name] == nil }
    guard hasStarted else { return answered(items) + named("NOT ANSWERED", open.filter(\.isRequired)) }
    guard open.count < items.count else {
      return items.isEmpty ? [] : [field("Checklist", "NOT OPENED BEFORE THE START: \(list(items))")]
    }
    return answered(items) + named("NOT ANSWERED", open)
  }

  /// The questions that are asked before the patient goes.
  var dischargeChecklist: [String] {
    let items = items(of: .discharge)
    let open = digest.outcome == nil ? [] : items.filter { digest.answers[$0.name] == nil }
    return answered(items) + named("Not asked", open)
  }

  private var hasStarted: Bool {
    digest.firstTime(of: .infusing) != nil || digest.firstTime(of: .observing) != nil
  }

  private func items(of stage: ChecklistItem.Stage) -> [ChecklistItem] {
    digest.header.plan.configuration.checklist.filter { $0.stage == stage }
  }

  /// What reads as met and not met now, then each answer that was changed with what it was before.
  private func answered(_ items: [ChecklistItem]) -> [String] {
    let met = items.filter { digest.answers[$0.name] == .met }
    let notMet = items.filter { digest.answers[$0.name] == .notMet }
    return named("Met", met) + named("NOT MET", notMet) + items.compactMap(changes)
  }

  /// `pressure: NOT MET 09:33 (AB), then met 09:40 (CD)`.
  private func changes(_ item: ChecklistItem) -> String? {
    let answers = digest.answersInTurn(to: item.name)
    guard answers.count > 1 else { return nil }
    let words = answers.map { given in
      let answer = given.answer == .met ? "met" : "NOT MET"
      return "\(answer) \(digest.wall(at: given.at).hourAndMinute)\(signed(given.by))"
    }
    return field("Changed", "\(item.name.onOneLine): \(words.joined(separator: ", then "))")
  }

  private func named(_ label: String, _ items: [ChecklistItem]) -> [String] {
    items.isEmpty ? [] : [field(label, list(items))]
  }

  private func list(_ items: [ChecklistItem]) -> String {
    items.map(\.name.onOneLine).joined(separator: ", ")
  }
}
