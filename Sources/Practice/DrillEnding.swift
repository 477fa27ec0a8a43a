import InfusionCore
public import Phrases
import Quantities
public import SessionJournal
import SessionRecord
public import SessionReports

/// What to say when a drill is over, or was left: its score, and the earlier drills from which it was taken
/// again, which are kept.
///
///     drill desaturation, recorded in .../2026-10-17T080203Z_drill_4fa1c0
///     desaturation, seed 7: passed, 0.4 weighted min of harm (rubric 3)
///     ...
///     taken again from, and kept: .../2026-10-17T075502Z_drill_91b07e
///       desaturation, seed 7: not passed, 3 weighted min of harm (rubric 3)
public struct DrillEnding {
  /// A drill, and where it is recorded.
  public struct Recorded {
    public let folder: SessionFolder
    public let digest: SessionDigest
  }

  /// The drills to choose from: those of a scenario and a seed, on a chair, that were written to since a
  /// time.
  public struct Wanted: Sendable {
    let scenario: String
    let seed: UInt64
    let chair: String
    /// By the wall clock, in ms.
    let since: Int64

    public init(scenario: String, seed: UInt64, chair: String, since: Int64) {
      self.scenario = scenario
      self.seed = seed
      self.chair = chair
      self.since = since
    }

    /// A day, in ms, since no drill lasts longer.
    fileprivate static let longest: Int64 = 86_400_000
  }

  public let last: Recorded
  /// The drills from which it was taken again, the latest first.
  private let earlier: [Recorded]

  /// Nil if no such drill was recorded.
  public init?(_ wanted: Wanted, in archive: SessionArchive) {
    let told = archive.folders().reversed().compactMap { Recorded($0, wanted) }
    let parents = Set(told.compactMap(\.parent))
    // A branch is named for when its minute 0 would have been, so names do not tell which is the last.
    guard let last = told.first(where: { !parents.contains($0.digest.header.session) }) else { return nil }
    self.last = last
    var earlier: [Recorded] = []
    var next = last.parent
    // Headers that name each other as parents would otherwise lead round for ever.
    while earlier.count < told.count, let session = next,
      let parent = told.first(where: { $0.digest.header.session == session })
    {
      earlier.append(parent)
      next = parent.parent
    }
    self.earlier = earlier
  }

  /// - Parameters:
  ///   - language: the trainee's; a script gets English.
  ///   - command: goes on with a drill that is not over, whose score and scenario are therefore not told. Nil
  ///     if nobody can go on with it.
  public func lines(in language: Language = .english, goingOnBy command: String? = nil) -> [String] {
    let digest = last.digest
    if let command, digest.outcome == nil {
      let left: [Phrase] = ["the drill is not over, recorded in \(last.folder.path)", "to go on: \(command)"]
      return left.map { language.say($0) }
    }
    let head: Phrase = "drill \(digest.header.drill?.scenario ?? ""), recorded in \(last.folder.path)"
    let score = digest.drillResult.map {
      [$0.headline(in: language)] + $0.lines(in: language).map { "  \($0)" }
    }
    return [language.say(head)] + (score ?? []) + DrillScore(digest).lines(in: language)
      + earlier.flatMap { $0.linesOfParent(in: language) }
  }
}

extension DrillEnding.Recorded {
  fileprivate init?(_ folder: SessionFolder, _ wanted: DrillEnding.Wanted) {
    guard let header = folder.header,
      header.isDrill(wanted.scenario, seed: wanted.seed, onChair: wanted.chair),
      header.anchorWall.unixMilliseconds >= wanted.since - DrillEnding.Wanted.longest,
      let segments = try? folder.read(), let digest = SessionReading(segments, .whole).digest,
      digest.wall(at: digest.length).unixMilliseconds >= wanted.since
    else { return nil }
    self.init(folder: folder, digest: digest)
  }

  /// The session from which it was taken again; nil if it is no branch.
  fileprivate var parent: String? { digest.header.drill?.branch?.session }

  fileprivate func linesOfParent(in language: Language) -> [String] {
    let head: Phrase = "taken again from, and kept: \(folder.path)"
    return [language.say(head)] + (digest.drillResult.map { ["  \($0.headline(in: language))"] } ?? [])
  }
}
