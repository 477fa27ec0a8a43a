import InfusionCore
import Phrases

struct AwayDeed: Deed {
  static let key: DeedKey? = DeedKey("w", "away", "away from the chair")
  static let action: ActionName? = .away

  static func isAvailable(in session: SessionView) -> Bool {
    ActionName.away.phases.contains(session.phase) && session.awayUntil == nil
  }

  init?(for session: SessionView) {}
  var title: Phrase { "Away from the chair" }

  func step(_ talk: Talk) -> Step {
    talk.minutes("Away for how many minutes", reasons: ["toilet", "walk", "moved"]) {
      .away(minutes: $0, reason: $1)
    }
  }
}

struct BackDeed: Deed {
  static let key: DeedKey? = DeedKey("w", "back", "back at the chair early")
  static let action: ActionName? = .back

  static func isAvailable(in session: SessionView) -> Bool { session.awayUntil != nil }

  init?(for session: SessionView) {}
  var title: Phrase { "Back" }
  func step(_ talk: Talk) -> Step { .done([talk.effect(.back)]) }
}
