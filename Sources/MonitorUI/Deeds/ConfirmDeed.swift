import InfusionCore
import Phrases
import Quantities

/// A person confirms the times over a gap, which come from the wall clock if the machine was started again.
struct ConfirmDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("G", "confirm times", "the times over the gap are right", isRare: true)
  static let action: ActionName? = .confirm
  static let nothingToDo: Phrase? = "nothing to confirm: only after the computer was off"

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasUnconfirmedGap && session.phase != .closed
  }
  static func isCalledFor(in session: SessionView) -> Bool { isAvailable(in: session) }

  init?(for session: SessionView) {}
  var title: Phrase { "The gap" }

  func lines(_ talk: Talk) -> [Phrase] {
    let elapsed: Phrase? = talk.session.startedAt.map { "Since the start: \((talk.session.now - $0).clock)." }
    return ["The computer was off: the time in between is by its clock."] + [elapsed].compactMap { $0 }
  }

  func step(_ talk: Talk) -> Step {
    guard let answer = talk["right"] else {
      return .ask(Question("right", "It is \(talk.session.wallClock): are the times right? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [talk.effect(.confirm(ConfirmAction(.gap)))] : [])
  }

  static func confirmation(of action: ConfirmAction, in session: SessionView) -> Phrase {
    "the times over the gap are confirmed"
  }
}
