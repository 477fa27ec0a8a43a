import InfusionCore
import Phrases
import Quantities

/// A controlled drug that was drawn up for this patient, for the register: how much, the lot, and who saw it.
/// The list of medicines leads to it.
struct DrawnDeed: MarkingDeed {
  static let action: ActionName? = .drawn
  /// Its words in the list, after the medicines.
  static let choice: Phrase = "drawn up (controlled drug)"

  /// The time that was given before it was chosen what was done; nil if none was.
  let earlier: SessionTime?
  init?(for session: SessionView) { earlier = nil }
  init(earlier: SessionTime?) { self.earlier = earlier }

  typealias Told = DrawnAction
  var title: Phrase { "Controlled drug drawn up" }
  func tab(at question: Question) -> String? { earlier == nil ? MarkTime.tab : nil }
  func lines(_ talk: Talk) -> [Phrase] {
    DrugRegister(talk.session).lines + (earlier == nil ? MarkTime.lines(talk) : [])
  }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let question = Question("mg", "Drawn up for this patient, in mg", .number(0...10_000))
    guard let amount = talk.number("mg").map({ Milligrams($0) }) else { return .ask(question) }
    let oddity = DrugRegister(talk.session).oddity(drawing: amount, ordered: talk.session.order?.dose)
    if let asked = talk.sure(oddity, of: question) { return asked }
    guard let lot = talk["lot"] else {
      return .ask(Question("lot", "Lot, as on the vial (Enter: none)", .optionalText))
    }
    guard let second = talk["second"] else { return .ask(Self.seenBy) }
    let action = Action.drawn(
      DrawnAction(
        amount, lot: lot.isEmpty ? nil : lot, second: second.isEmpty ? nil : second,
        at: MarkTime.time(talk) ?? earlier))
    if case .secondSame? = talk.refusal(of: action) {
      return .again(Self.seenBy, "another person than \(talk.by ?? "")", forgetting: ["second"])
    }
    return talk.missing(action, otherwise: question) ?? .done([talk.effect(action)])
  }

  private static let seenBy = Question(
    "second", "Who saw it: initials (Enter: nobody)", .optionalText, longest: 10)

  static func time(of action: DrawnAction) -> SessionTime? { action.at }
  static func mark(_ action: DrawnAction) -> Phrase {
    "drawn up \(action.amount.text(places: 2))" + (action.lot.map { ", lot \($0)" } ?? "")
  }

  static let parts = [
    MarkPart(
      "another amount", field: "mg", "Amount in mg", .number(0...10_000),
      oddity: { typed, action, _ in
        guard case .drawn(let first) = action else { return nil }
        return DrugRegister.oddity(typed, insteadOf: first.amount)
      }),
    MarkPart("another lot", field: "lot", "Lot", .text), .time,
  ]
}
