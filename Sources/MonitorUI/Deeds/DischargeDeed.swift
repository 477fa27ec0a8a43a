import InfusionCore

/// The escort, then what still holds the patient here; to go all the same needs a reason and a name.
struct DischargeDeed: Deed {
  static let key: DeedKey? = DeedKey("d", "discharge", "discharge and close")
  static let action: ActionName? = .discharge

  init?(for session: SessionView) {}
  var title: String { "Discharge" }

  func lines(_ talk: Talk) -> [String] { Obstacles.lines(held(talk)) + talk.session.dueLines }

  func step(_ talk: Talk) -> Step {
    guard let escort = talk["escort"] else {
      return .ask(Question("escort", "Is the escort here? (y/n)", .yesNo))
    }
    if held(talk).isEmpty {
      guard let answer = talk["discharge"] else {
        return .ask(Question("discharge", "Discharge and close the session? (y/n)", .yesNo))
      }
      return .done(answer == "y" ? [talk.effect(.discharge(escort: true, override: nil))] : [])
    }
    let question = Question("override", "Discharge all the same? Reason (Esc: no)", .reason)
    guard let reason = talk["override"] else { return .ask(question) }
    let action = Action.discharge(escort: escort == "y", override: reason)
    if let step = talk.missing(action, key: "override", otherwise: question) { return step }
    guard talk.by != nil else { return .ask(.initials) }
    return .done([talk.effect(action)])
  }

  /// Once it was said that there is no escort, that is one thing more.
  private func held(_ talk: Talk) -> [StillMissing] {
    talk.session.dischargeObstacles + (talk["escort"] == "n" ? [Refusal.Why.escortMissing.stillMissing] : [])
  }
}

/// What holds a start or a discharge up, above its question.
enum Obstacles {
  static func lines(_ obstacles: [StillMissing]) -> [String] {
    obstacles.isEmpty ? [] : ["Not met: \(obstacles.map(\.text).joined(separator: ", "))"]
  }
}
