import InfusionCore
import SessionRecord

// The checklist as it was answered, by whom and when: before the infusion, and on the way home.

extension SummaryText {
  /// The checklist at the start, since nothing of it can be answered later. Also says that it was never
  /// opened.
  var startChecklist: [String] {
    let items = items(of: .start)
    let open = items.filter { answers(to: $0).isEmpty }
    guard hasStarted else { return answered(items) + named("NOT ANSWERED", open.filter(\.isRequired)) }
    guard open.count < items.count else {
      return items.isEmpty ? [] : [field("Checklist", "NOT OPENED BEFORE THE START: \(list(items))")]
    }
    return answered(items) + named("NOT ANSWERED", open)
  }

  /// The questions that are asked before the patient goes. Answers given while the infusion ran stand apart,
  /// because they were not given for the way home.
  var dischargeChecklist: [String] {
    let items = items(of: .discharge)
    let open = digest.outcome == nil ? [] : items.filter { answers(to: $0).isEmpty }
    return answered(items) + named("Not asked", open) + tooEarly(items)
  }

  private var hasStarted: Bool { digest.startedAt != nil }

  private func items(of stage: ChecklistItem.Stage) -> [ChecklistItem] {
    digest.header.plan.configuration.checklist.filter { $0.stage == stage }
  }

  private func answers(to item: ChecklistItem) -> [SessionDigest.GivenAnswer] {
    digest.answersInTurn(to: item.name).filter { !$0.isTooEarly }
  }

  /// What reads as met and not met now, then each answer that was changed with what it was before.
  private func answered(_ items: [ChecklistItem]) -> [String] {
    let last = items.compactMap { item in answers(to: item).last.map { (item, $0) } }
    return given("Met", last.filter { $0.1.answer == .met })
      + given("NOT MET", last.filter { $0.1.answer == .notMet }) + items.compactMap(changes)
  }

  /// `09:33 (AB) consent, fasting; 09:40 (CD) pressure`: what one person answered in one minute stands
  /// together.
  private func given(_ label: String, _ answers: [(ChecklistItem, SessionDigest.GivenAnswer)]) -> [String] {
    let groups = answers.reduce(into: [(signature: String, items: [ChecklistItem])]()) { groups, next in
      let signature = signature(next.1)
      if let index = groups.firstIndex(where: { $0.signature == signature }) {
        groups[index].items.append(next.0)
      } else {
        groups.append((signature, [next.0]))
      }
    }
    guard !groups.isEmpty else { return [] }
    return [field(label, groups.map { "\($0.signature) \(list($0.items))" }.joined(separator: "; "))]
  }

  private func signature(_ given: SessionDigest.GivenAnswer) -> String {
    "\(digest.wall(at: given.at).hourAndMinute)\(signed(given.by))"
  }

  /// `pressure: NOT MET 09:33 (AB), then met 09:40 (CD)`.
  private func changes(_ item: ChecklistItem) -> String? {
    let answers = answers(to: item)
    guard answers.count > 1 else { return nil }
    return field("Changed", "\(list([item])): \(answers.map(words).joined(separator: ", then "))")
  }

  private func words(_ given: SessionDigest.GivenAnswer) -> String {
    "\(given.answer == .met ? "met" : "NOT MET") \(signature(given))"
  }

  private func tooEarly(_ items: [ChecklistItem]) -> [String] {
    let told = items.flatMap { item in
      digest.answersInTurn(to: item.name).filter(\.isTooEarly).map { "\(list([item])) \(words($0))" }
    }
    let lead = "answered before the observation: "
    return told.isEmpty ? [] : [field("Too early", lead + told.joined(separator: ", "))]
  }

  private func named(_ label: String, _ items: [ChecklistItem]) -> [String] {
    items.isEmpty ? [] : [field(label, list(items))]
  }

  private func list(_ items: [ChecklistItem]) -> String {
    items.map { ChecklistItem.label(of: $0.name).onOneLine }.joined(separator: ", ")
  }
}
