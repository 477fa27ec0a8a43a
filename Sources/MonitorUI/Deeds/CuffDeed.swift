import InfusionCore
import Phrases
import Quantities

/// The NIBP key of a simulated monitor. Chairside starts no real cuff: there the key says where that is done.
struct CuffDeed: Deed {
  static let key: DeedKey? = DeedKey("C", "NIBP start", "the simulated cuff: measure now", isRare: true)
  static let nothingToDo: Phrase? = "a cuff is started at its own monitor"

  static func isAvailable(in session: SessionView) -> Bool {
    session.hasSimulatedCuff && session.phase != .closed
  }

  init?(for session: SessionView) {}
  var title: Phrase { "NIBP start" }

  /// A measure in the record like any other: so the drill can be played again with it.
  func step(_ talk: Talk) -> Step { .done([talk.effect(.intervention(name: Self.measure))]) }

  /// Under this name the simulated bedside knows it.
  static let measure = "cuff"
}
