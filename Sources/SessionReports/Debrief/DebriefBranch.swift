import InfusionCore
public import Quantities
public import SessionRecord

/// A drill that another one was taken again from, or that was taken again from another: shown beside it.
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

/// Two drills with one patient: identical up to an instant, and different from there on.
struct Branching {
  /// Something that was done from there on, in the first one or in the one that was taken again.
  struct Deed: Hashable {
    var at: SessionTime
    var isOfFirst: Bool
    var text: String
  }

  let at: SessionTime
  /// The session beside the one on the page.
  let other: String
  let comparison: DebriefComparison
  let deeds: [Deed]

  /// Nil if neither was taken again from the other.
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
  /// This drill beside each that was taken again from it, and beside the one it was taken again from.
  var branchings: [Branching] {
    let own = DebriefBranch(digest, result: result, truth: truth, instructions: instructions)
    return branches.compactMap { Branching(own, $0, telling: digest) }
  }
}

extension [Debrief.Instructed] {
  /// Adds what was done, up to the branch, in the drill that this one was taken again from. That record has
  /// what this one lacks, such as the speed.
  public func preceded(by earlier: [Debrief.Instructed], upTo parting: SessionTime) -> [Debrief.Instructed] {
    let own = Set(self)
    let before = earlier.filter { $0.at <= parting && !own.contains($0) }
    return (before + self).enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}
