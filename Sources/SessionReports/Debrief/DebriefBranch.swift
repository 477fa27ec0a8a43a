import InfusionCore
public import Quantities
public import SessionRecord

/// A drill that another one was taken again from, or that was: to stand beside it.
public struct DebriefBranch: Sendable {
  let digest: SessionDigest
  let result: DrillResult
  let truth: TrueCourse
  /// What an instructor did in it.
  let instructions: [Debrief.Instructed]

  public init(
    _ digest: SessionDigest, result: DrillResult, truth: TrueCourse, instructions: [Debrief.Instructed]
  ) {
    self.instructions = instructions
    self.digest = digest
    self.result = result
    self.truth = truth
  }
}

/// Two drills with one patient: to an instant they are one, from there on two ways were gone.
struct Branching {
  /// Something that was done from there on, in the first one or in the one that was taken again.
  struct Deed: Hashable {
    var at: SessionTime
    var isOfFirst: Bool
    var text: String
  }

  let at: SessionTime
  /// The session that stands beside the one that is told of.
  let other: String
  let comparison: DebriefComparison
  let deeds: [Deed]

  /// Nil for two that do not part from each other.
  init?(_ one: DebriefBranch, _ two: DebriefBranch, telling told: SessionDigest) {
    let isSecondAgain = two.digest.header.drill?.branch?.session == one.digest.header.session
    let (first, again) = isSecondAgain ? (one, two) : (two, one)
    guard let branch = again.digest.header.drill?.branch, branch.session == first.digest.header.session
    else { return nil }
    at = branch.at
    other =
      told.header.session == first.digest.header.session
      ? again.digest.header.session : first.digest.header.session
    comparison = DebriefComparison(
      was: first.course, then: again.course, parting: branch.at, tellsToTheEnd: true)
    deeds = (first.deeds(from: branch.at, isFirst: true) + again.deeds(from: branch.at, isFirst: false))
      .enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}

extension DebriefBranch {
  fileprivate var course: DebriefComparison.Course { .init(result: result, truth: truth) }

  fileprivate func deeds(from parting: SessionTime, isFirst: Bool) -> [Branching.Deed] {
    let done = SessionTimeline(digest).entries.filter { $0.kind == .act || $0.kind == .course }
      .map { Branching.Deed(at: $0.at, isOfFirst: isFirst, text: $0.text) }
    let told = instructions.map {
      Branching.Deed(at: $0.at, isOfFirst: isFirst, text: "instructor: \($0.words)")
    }
    return (done + told).filter { $0.at > parting }.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}

extension Debrief {
  /// This drill beside each that it parts from, or that parts from it.
  var branchings: [Branching] {
    let own = DebriefBranch(digest, result: result, truth: truth, instructions: instructions)
    return branches.compactMap { Branching(own, $0, telling: digest) }
  }
}

extension [Debrief.Instructed] {
  /// With what was done in the drill that this one was taken again from, up to there: its record has what
  /// this one's has not, such as the speed.
  public func preceded(by earlier: [Debrief.Instructed], upTo parting: SessionTime) -> [Debrief.Instructed] {
    let own = Set(self)
    let before = earlier.filter { $0.at <= parting && !own.contains($0) }
    return (before + self).enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}
