import Quantities

/// What the monitor itself needs: whether what happens is safe on disk, whether alarms can be heard, and
/// whether the wall has the chair, if it is to.
struct Equipment: Sendable {
  private(set) var recorder = RecorderState.safe
  private(set) var sound = SoundState.working("")
  /// Nil while nobody has said that they publish this chair.
  private(set) var publication: Publication?
  /// As it was told last: a record that fails says nothing of its room.
  private(set) var lacksRoom = false
  /// Since when every entry has been on disk in time again; nil while one is not, and before that ever was.
  private var recordedSince: SessionTime?

  /// A record that fails is told until it has kept up for this long: a busy disk fails again and again.
  private static let recordKeepsUp = TimeSpan.seconds(30)

  mutating func take(_ state: RecorderState, at now: SessionTime) {
    recorder = state
    switch state {
    case .failing: recordedSince = nil
    case .lowSpace: (recordedSince, lacksRoom) = (recordedSince ?? now, true)
    case .safe: (recordedSince, lacksRoom) = (recordedSince ?? now, false)
    }
  }

  mutating func take(_ state: SoundState) { sound = state }
  mutating func take(_ state: Publication) { publication = state }

  /// When a record that failed, and was told to, has kept up for long enough.
  var keptUpAt: SessionTime? { recordedSince.map { $0 + Self.recordKeepsUp } }

  var isSilent: Bool { if case .failing = sound { true } else { false } }
  var isRecordFailing: Bool { if case .failing = recorder { true } else { false } }
  var isMissedOnTheWall: Bool { if case .failing = publication { true } else { false } }
  var isSpaceLow: Bool { if case .lowSpace = recorder { true } else { false } }
}
