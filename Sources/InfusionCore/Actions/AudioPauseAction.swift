/// Pauses the sound for a while, or ends the pause. Nothing about the alarm conditions changes.
public struct AudioPauseAction: OperatorAction {
  public static let name = ActionName.audioPause
  public static let deed = "pausing the sound"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<AudioPauseAction>] = []

  public init() {}

  public var action: Action { .audioPause(self) }
  public func perform(in session: inout Session, by: String?) { session.toggleAudioPause(by: by) }
}

extension Action {
  public static var audioPause: Action { .audioPause(AudioPauseAction()) }
}
