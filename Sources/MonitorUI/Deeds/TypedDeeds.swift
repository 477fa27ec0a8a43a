import InfusionCore
import Phrases

/// What a typed line does that nothing takes back, or that a dose is reckoned from: a key asks once more
/// before it, and so does the line. A script is asked nothing.
enum TypedDeed {
  /// What is asked before a typed action is done; nil for one that is done as it is typed.
  static func asking(_ action: Action, by: String?, in session: SessionView) -> (any Deed)? {
    if case .setup(let setup) = action { return TypedSetupDeed(asked: setup, by: by, in: session) }
    if case .close(let close) = action { return CloseDeed(asked: close, by: by) }
    if case .stop(let stop) = action { return TypedStopDeed(asked: stop, by: by) }
    if case .discharge(let discharge) = action { return TypedDischargeDeed(asked: discharge, by: by) }
    return nil
  }
}

/// `:stop` ends an infusion and begins the observation.
struct TypedStopDeed: Deed {
  let asked: StopAction
  /// Who the line says that it is; nil: whoever is at the screen.
  let by: String?

  var title: Phrase { "End the infusion" }

  func step(_ talk: Talk) -> Step {
    guard let by = by ?? talk.by else { return .ask(.initials) }
    guard let answer = talk["stop"] else {
      return .ask(
        Question("stop", StopDeed.question(Phrase(word: asked.reason), talk.session), .yesNo))
    }
    return .done(answer == "y" ? [.action(asked.action, by: by)] : [])
  }
}

/// `:discharge` sends a patient home and closes the session; against what is not met, that stands above.
struct TypedDischargeDeed: Deed {
  let asked: DischargeAction
  /// Who the line says that it is; nil: whoever is at the screen.
  let by: String?

  var title: Phrase { "Discharge" }

  func lines(_ talk: Talk) -> [Phrase] {
    DischargeDeed.lines(talk.session, held: held(talk), override: asked.override)
  }

  func step(_ talk: Talk) -> Step {
    guard let by = by ?? talk.by else { return .ask(.initials) }
    guard let answer = talk["discharge"] else {
      return .ask(DischargeDeed.lastQuestion(talk.session, isHeld: !held(talk).isEmpty))
    }
    return .done(answer == "y" ? [.action(asked.action, by: by)] : [])
  }

  private func held(_ talk: Talk) -> [StillMissing] {
    DischargeDeed.held(talk.session, hasEscort: asked.escort)
  }
}
