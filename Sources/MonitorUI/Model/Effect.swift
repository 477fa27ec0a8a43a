public import InfusionCore
public import Quantities

/// What a key asks of the program around the screen.
public enum Effect: Hashable, Sendable {
  case action(Action, by: String?)
  /// Writes what is on the screen to a file.
  case saveDisplay(path: String)
  /// Sounds an alarm for a person to hear, and looks at the clock.
  case tryMachine
  /// Paints everything anew.
  case repaint
  /// Leaves the program; the session stays as it is. The reason is asked for while an infusion runs.
  case leave(reason: String?)
  /// Which session begins or goes on.
  case begin(SessionPicker.Answer)
  case replay(ReplayCommand)
}

/// What a person asks of a replay.
public enum ReplayCommand: Hashable, Sendable {
  case togglePlay
  case skip(TimeSpan)
  case nextAlarm
  case previousAlarm
  /// Whether it stands still shortly before each alarm, or does so no more.
  case toggleStops
  /// So long from the start of the infusion, or of the session before it has one.
  case goTo(TimeSpan)
  case faster, slower
  /// An instant, with what was said of it. It is the instant at which the question was asked, because the
  /// film may go on meanwhile.
  case bookmark(String, at: SessionTime)
  case nextBookmark
  case previousBookmark
  /// Shows which alarm comes next, or hides it again.
  case toggleComing
}
