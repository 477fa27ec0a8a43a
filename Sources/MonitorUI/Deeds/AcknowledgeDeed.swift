import InfusionCore
import Phrases

/// Stops the sound of what this screen has shown; the rest comes next.
struct AcknowledgeDeed: Deed {
  static let key: DeedKey? = DeedKey("a", "acknowledge", "acknowledge what was shown")
  static let action: ActionName? = .acknowledge
  static let nothingToDo: Phrase? = "there is no alarm to acknowledge"

  static func isAvailable(in session: SessionView) -> Bool { session.alarms.contains { !$0.isAcknowledged } }
  static func isCalledFor(in session: SessionView) -> Bool { session.alarms.contains(where: \.waits) }

  init?(for session: SessionView) {}
  var title: Phrase { "Acknowledge" }

  /// Where nothing was painted yet nothing can be told apart: then it covers all.
  func step(_ talk: Talk) -> Step {
    guard let shown = talk.model.alarmsShown else { return .done([talk.effect(.acknowledge(nil))]) }
    let covered = talk.session.alarms.filter { !$0.isAcknowledged && shown.contains($0.id) }.map(\.id)
    guard !covered.isEmpty else { return .nothing("what was shown is acknowledged: the others come next") }
    return .done([talk.effect(.acknowledge(AcknowledgeAction(shown: covered)))])
  }
}

struct SilenceDeed: Deed {
  static let key: DeedKey? = DeedKey(" ", "pause sound", "pause sound 2 min; again: on")
  static let action: ActionName? = .audioPause
  static let nothingToDo: Phrase? = "no alarm sounds"

  static func isAvailable(in session: SessionView) -> Bool {
    session.audioPause == nil && session.alarms.contains(where: session.sounds)
  }
  static func isCalledFor(in session: SessionView) -> Bool { isAvailable(in: session) }

  init?(for session: SessionView) {}
  var title: Phrase { "Sound" }
  func step(_ talk: Talk) -> Step { .done([talk.effect(.audioPause)]) }
}

/// The same key ends the pause: as long as it lasts, that stands among the keys of now.
struct SoundOnDeed: Deed {
  static let key: DeedKey? = DeedKey(" ", "sound on", "sound on before its time", isRare: true)
  static let action: ActionName? = .audioPause

  static func isAvailable(in session: SessionView) -> Bool { session.audioPause != nil }
  static func isCalledFor(in session: SessionView) -> Bool { session.audioPause != nil }

  init?(for session: SessionView) {}
  var title: Phrase { "Sound" }
  func step(_ talk: Talk) -> Step { .done([talk.effect(.audioPause)]) }
}

extension AlarmView {
  /// What was to be expected waits for nobody.
  var waits: Bool { flashes && priority > .info }
}

extension SessionView {
  /// Whether an alarm sounds now, or would without a pause.
  fileprivate func sounds(_ alarm: AlarmView) -> Bool {
    alarm.waits && (!soundsHighOnly || alarm.priority == .high)
  }
}
