import InfusionCore
import Phrases
import Quantities

/// The NIBP key of a simulated monitor. Chairside starts no real cuff: there the key says where to do that.
struct CuffDeed: Deed {
  static let key: DeedKey? = DeedKey("C", "NIBP start", "the simulated cuff: measure now", isRare: true)
  static let nothingToDo: Phrase? = "a cuff is started at its own monitor"

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasSimulatedCuff && session.phase != .closed
  }

  init?(for session: SessionView) {}
  var title: Phrase { "NIBP start" }

  /// Recorded as a measure like any other, so that a replayed drill has it.
  func step(_ talk: Talk) -> Step { .done([talk.effect(.intervention(name: Self.measure))]) }

  /// The name by which the simulated bedside knows it.
  static let measure = "cuff"
}
