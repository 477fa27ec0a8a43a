import InfusionCore
import Phrases
import Quantities

/// The rest of a controlled drug that was thrown away before a witness, for the register. The list of
/// medicines leads to it.
///
/// The amount that should be left is shown above the question, and Enter does not take it: somebody must read
/// what is in the syringe.
struct WastedDeed: MarkingDeed {
  static let action: ActionName? = .wasted
  /// Its words in the list, after the medicines.
  static let choice: Phrase = "wasted (controlled drug)"

  /// The time that was given before it was chosen what was done; nil if none was.
  let earlier: SessionTime?
  init?(for session: SessionView) { earlier = nil }
  init(earlier: SessionTime?) { self.earlier = earlier }

  typealias Told = WastedAction
  var title: Phrase { "Controlled drug wasted" }
  func tab(at question: Question) -> String? { earlier == nil ? MarkTime.tab : nil }
  func lines(_ talk: Talk) -> [Phrase] {
    DrugRegister(talk.session).lines + (earlier == nil ? MarkTime.lines(talk) : [])
  }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let question = Question("mg", "Wasted, in mg", .number(0...10_000))
    guard let amount = talk.number("mg").map({ Milligrams($0) }) else { return .ask(question) }
    if let asked = talk.sure(DrugRegister(talk.session).oddity(wasting: amount), of: question) {
      return asked
    }
    // Asks first who did it, because the witness is somebody else.
    guard let by = talk.by else { return .ask(.initials) }
    guard let witness = talk["second"] else { return .ask(Self.witness) }
    let action = Action.wasted(WastedAction(amount, second: witness, at: MarkTime.time(talk) ?? earlier))
    if case .secondSame? = talk.refusal(of: action) {
      return .again(Self.witness, "another person than \(by)", forgetting: ["second"])
    }
    return talk.missing(action, otherwise: question) ?? .done([talk.effect(action)])
  }

  private static let witness = Question("second", "Witness: initials", .initials, longest: 10)

  static func time(of action: WastedAction) -> SessionTime? { action.at }
  static func mark(_ action: WastedAction) -> Phrase { "wasted \(action.amount.text(places: 2))" }
  static let parts = [
    MarkPart(
      "another amount", field: "mg", "Amount in mg", .number(0...10_000),
      oddity: { typed, action, _ in
        guard case .wasted(let first) = action else { return nil }
        return DrugRegister.oddity(typed, insteadOf: first.amount)
      }), .time,
  ]
}
