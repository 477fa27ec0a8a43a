public import InfusionCore
public import Phrases
public import Quantities
import SessionRecord
public import SessionRuns

/// Entries that a station had told and no disk had when it died, because the disk was full or did not answer.
///
/// The session that goes on cannot know what it was. It says so where people look: as the record's own alarm,
/// and as a note with the time from which the record lacks something.
public struct LostEntries: Hashable, Sendable {
  /// The wall clock of the last thing that the record has, `10:32:07`.
  private let since: String

  /// Nil if the record has all that was told.
  ///
  /// - Parameter told: how many entries the station before this one had handed to its record, as its keeper
  ///   knows; nil where nobody knows.
  public init?<Clock: RunClock>(of resumed: ResumedSession<Clock>, told: Int?) {
    guard let told, told > resumed.keptEntries else { return nil }
    since = resumed.recordedWall.civil.clockText
  }

  /// What a person must know of it.
  public var notice: Phrase { "what happened after \(since) is lost: it was on no disk. Note it again" }

  /// The inputs that tell the session of it. The record works again or fails anew by itself, so the alarm
  /// ends as after any other failure, and stands until somebody acknowledges it.
  public func inputs(at time: SessionTime) -> [StampedInput] {
    let lost = RecorderState.failing("the monitor ended before what happened after \(since) was written")
    return [lost, .safe].map { StampedInput(.recorder($0), at: time) }
  }
}
