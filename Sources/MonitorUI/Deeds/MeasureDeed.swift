import InfusionCore
import Phrases
import Quantities

/// A measure that is no medicine. What changes the infusion is asked for as that, so that nobody takes a word
/// for the deed.
struct MeasureDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("u", "measure", "a measure: oxygen, position...")
  static let action: ActionName? = .intervention

  init?(for session: SessionView) {}
  typealias Told = InterventionAction
  var title: Phrase { "Measure" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] { MarkTime.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let question = Question.vocabulary("name", "Measure", talk.session.interventions)
    guard let name = talk["name"] else { return .ask(question) }
    guard let deed = Self.deeds[name.lowercased()] else {
      return .done([talk.effect(.intervention(name: name, at: MarkTime.time(talk)))])
    }
    guard deed.isAvailable(in: talk.session), let opened = deed.init(for: talk.session) else {
      return .again(question, "not possible \(talk.session.phase.during)", forgetting: ["name"])
    }
    return .done([], then: opened)
  }

  /// The words of a clinic's list that say what is done to the infusion.
  private static let deeds: [String: any Deed.Type] = [
    "rate reduced": RateDeed.self, "paused": PauseDeed.self, "stopped": StopDeed.self,
    "infusion paused": PauseDeed.self, "infusion stopped": StopDeed.self,
  ]

  static func time(of action: InterventionAction) -> SessionTime? { action.at }
  static func mark(_ action: InterventionAction) -> Phrase {
    Phrase(word: action.measure) + (action.flow.map { " \($0)" } ?? "")
  }

  static let parts = [MarkPart.time]
}
