import Quantities

/// What the monitor itself needs: whether what happens is safe on disk, and whether alarms can be heard.
struct Equipment: Sendable {
  private(set) var recorder = RecorderState.safe
  private(set) var sound = SoundState.working("")
  /// Since when every entry has been on disk in time again; nil while one is not, and before that ever was.
  private var recordedSince: SessionTime?

  /// A record that fails is told until it has kept up for this long: a busy disk fails again and again.
  private static let recordKeepsUp = TimeSpan.seconds(30)

  mutating func take(_ state: RecorderState, at now: SessionTime) {
    recorder = state
    if case .failing = state { recordedSince = nil } else { recordedSince = recordedSince ?? now }
  }

  mutating func take(_ state: SoundState) { sound = state }

  /// When a record that failed, and was told to, has kept up for long enough.
  var keptUpAt: SessionTime? { recordedSince.map { $0 + Self.recordKeepsUp } }

  var isSilent: Bool { if case .failing = sound { true } else { false } }
  var isRecordFailing: Bool { if case .failing = recorder { true } else { false } }
  var isSpaceLow: Bool { if case .lowSpace = recorder { true } else { false } }
}
