import InfusionCore
import Phrases
import Quantities

/// A measure that is no medicine. One that changes the infusion is asked for as that change, so that nobody
/// takes a word for the deed.
struct MeasureDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("u", "measure", "a measure: oxygen, position...")
  static let action: ActionName? = .intervention

  /// The measure that was chosen on another list, and its time; nil if none was.
  private let named: String?
  private let at: SessionTime?
  init?(for session: SessionView) { (named, at) = (nil, nil) }
  init(_ name: String, at: SessionTime?) { (named, self.at) = (name, at) }

  typealias Told = InterventionAction
  var title: Phrase { "Measure" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] {
    at.map { at -> [Phrase] in ["\((talk.session.now - at).clock) ago."] } ?? MarkTime.lines(talk)
  }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let question = Self.question("name", "Measure", talk.session)
    guard let name = talk["name"] ?? named else { return .ask(question) }
    guard let deed = Self.deeds[name.lowercased()] else { return noted(name, talk) }
    guard deed.isAvailable(in: talk.session), let opened = deed.init(for: talk.session) else {
      return .again(question, "not possible \(talk.session.phase.during)", forgetting: ["name"])
    }
    return .done([], then: opened)
  }

  private func noted(_ name: String, _ talk: Talk) -> Step {
    if name == Self.oxygen {
      let question = Question(
        "flow", "\(Phrase(word: name)): flow in L/min (Enter: not known)", .optionalText)
      guard let flow = talk["flow"] else { return .ask(question) }
      if let asked = talk.sure(MaskFlow.oddity(flow), of: question) { return asked }
    }
    let measure = InterventionAction(name: name, flow: flow(talk), at: MarkTime.time(talk) ?? at)
    return .done([talk.effect(.intervention(measure))])
  }

  /// The one measure that has an amount.
  private static let oxygen = "oxygen"

  /// The flow as it is recorded; a bare figure is in litres a minute, as the question says.
  private func flow(_ talk: Talk) -> String? {
    guard let typed = talk["flow"], !typed.isEmpty else { return nil }
    return Fixed(typed) == nil ? typed : "\(typed) L/min"
  }

  private static func question(_ key: String, _ label: Phrase, _ session: SessionView) -> Question {
    .vocabulary(
      key, label, session.interventions, further: "another measure", unlisted: session.patientMeasures)
  }

  /// The words of a clinic's list that mean a change of the infusion.
  private static let deeds: [String: any Deed.Type] = [
    "rate reduced": RateDeed.self, "paused": PauseDeed.self, "stopped": StopDeed.self,
    "infusion paused": PauseDeed.self, "infusion stopped": StopDeed.self,
  ]

  static func time(of action: InterventionAction) -> SessionTime? { action.at }
  static func mark(_ action: InterventionAction) -> Phrase {
    Phrase(word: action.measure) + (action.flow.map { " \($0)" } ?? "")
  }

  static let parts = [
    MarkPart("another measure", field: "name") { _, session in question("value", "Measure", session) },
    .time,
  ]
}
