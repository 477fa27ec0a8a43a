import InfusionCore
public import Quantities
public import SessionRecord

/// A drill, to be talked about: what was recorded, what was true of the patient, the score, and what another
/// course would have led to.
public struct Debrief: Sendable {
  public let digest: SessionDigest
  /// As the session is named in the commands that open its replay.
  public let path: String
  /// One line on what the scenario teaches.
  public let lesson: String
  /// What the scenario hoped for, in its order.
  public let wanted: [WantedDeed]
  /// The score by the rules of today.
  public let result: DrillResult
  public let truth: TrueCourse
  /// The same drill with one thing done otherwise; nil if nothing calls for that.
  public let other: OtherCourse?
  /// What the drill's seed drew of the scenario's ranges: how long what was to come waited.
  public var drawn: [String] = []
  /// What somebody marked when they watched the replay, in the order of its moments.
  public var bookmarks: [Bookmark] = []
  /// What an instructor did, in its order; the trainee saw none of it.
  public var instructions: [Instructed] = []
  /// When the instructor broke it off to have it taken again; nil if it came to its own end.
  public var cutOffAt: SessionTime?
  /// What was noted as done without any effect, in its order.
  public var unanswered: [Unanswered] = []
  /// The drill that this one was taken again from, and those that were taken again from this one.
  public var branches: [DebriefBranch] = []

  /// What an instructor did.
  public struct Instructed: Hashable, Sendable {
    public var at: SessionTime
    /// As it was typed.
    public var words: String

    public init(at time: SessionTime, words: String) {
      at = time
      self.words = words
    }
  }

  public init(
    _ digest: SessionDigest, path: String, lesson: String, wanted: [WantedDeed], result: DrillResult,
    truth: TrueCourse, other: OtherCourse?
  ) {
    self.digest = digest
    self.path = path
    self.lesson = lesson
    self.wanted = wanted
    self.result = result
    self.truth = truth
    self.other = other
  }
}

/// An objective of a scenario in a trainer's words, and how it went.
public struct WantedDeed: Hashable, Sendable {
  public var id: String
  /// `alarm spo2.low or spo2 < 87 %`.
  public var when: String
  /// What would have been enough; empty where only a state was asked for.
  public var deeds: [String]
  /// The state that was to come about.
  public var reach: String?
  public var within: TimeSpan
  public var late: TimeSpan
  /// When it called; nil if it never did.
  public var since: SessionTime?

  public init(
    id: String, when: String, deeds: [String], reach: String?, within: TimeSpan, late: TimeSpan,
    since: SessionTime?
  ) {
    self.id = id
    self.when = when
    self.deeds = deeds
    self.reach = reach
    self.within = within
    self.late = late
    self.since = since
  }

  /// `stimulation, oxygen or jaw-support`.
  var choice: String {
    guard let last = deeds.last, deeds.count > 1 else { return deeds.first ?? "" }
    return deeds.dropLast().joined(separator: ", ") + " or " + last
  }

  /// What met it: a deed, or that something came about.
  var enough: String {
    [choice, reach ?? ""].filter { !$0.isEmpty }.joined(separator: "; or ")
  }

  var asksForSomething: Bool { !deeds.isEmpty || reach != nil }
}

/// The same drill with one thing done otherwise, and everything else as it was done.
public struct OtherCourse: Sendable {
  /// `paused at 0:42`, `done stimulation at 1:33`: after "had you".
  public let deed: String
  /// The instant from which it differs from what was done.
  public let at: SessionTime
  /// When the deed is done; later than `at` if something was left out before it.
  public let doneAt: SessionTime
  public let result: DrillResult
  public let truth: TrueCourse

  public init(
    deed: String, at: SessionTime, doneAt: SessionTime, result: DrillResult, truth: TrueCourse
  ) {
    self.deed = deed
    self.at = at
    self.doneAt = doneAt
    self.result = result
    self.truth = truth
  }
}

extension Debrief {
  /// Why the recorded score differs from this one: other rules, another program, or a drill that was broken
  /// off. Nil if both agree.
  var difference: String? {
    guard let recorded = digest.drillResult else {
      return
        "The record has no score, since the drill did not come to its end: this is what came of it so far."
    }
    let (then, now) = (recorded.setting.rubric, result.setting.rubric)
    guard then == now else { return "Scored again by rubric \(now); the record has rubric \(then)." }
    guard !result.agrees(with: recorded) else { return nil }
    let there = "\(recorded.passed ? "passed" : "not passed"), \(recorded.harmMinutes) min of harm"
    return "Played again from its seed the drill comes out otherwise than in the record (there: \(there)): "
      + "what is said of the truth is of the second play."
  }

  /// Why no other course stands beside it.
  var whyNoOther: String {
    let isAnswered = result.objectives.allSatisfy { $0.result == "met" || wanted.isWithoutCall($0.id) }
    return isAnswered
      ? "Nothing that called was late or missed." : "What called late or never came has no usual answer here."
  }

  /// Why the other course changes none of the patient's numbers; nil if it changes one.
  var whyNoNumberChanges: String? {
    guard let other, !DebriefComparison(debrief: self, other: other).changesThePatient else { return nil }
    let left = (truth.end - other.doneAt).clock
    return "No number of the patient's is another: what was missed was to look, to know or to keep the "
      + "patient here, or the end, \(left) later, came before it could show."
  }

  /// Where the drill parts from the one that it was taken again from; nil for any other.
  var origin: String? {
    digest.header.drill?.branch.map {
      "Taken again from \($0.at.sinceStart.clock) of \($0.session): to there the two are one."
    }
  }

  /// The sentence that the drill was broken off; nil if it came to its own end.
  var cutOff: String? {
    cutOffAt.map {
      "The instructor ended it at \($0.sinceStart.clock), to have it taken again: what had not come by then, "
        + "or had time left, says nothing of anybody."
    }
  }

  /// `19:40 to 22:10, beginning at SpO2 83, HR 88, 131/80`, and where each began.
  var harm: [DebriefMoment] {
    truth.harm.map { stretch in
      let first = truth[stretch.lowerBound + .seconds(1)].map { ", beginning at \($0.vitals)" } ?? ""
      let (from, to) = (stretch.lowerBound.sinceStart.clock, stretch.upperBound.sinceStart.clock)
      let counted = weight(of: stretch) + hand(in: stretch)
      return DebriefMoment(at: stretch.lowerBound, text: "\(from) to \(to)\(counted)\(first)")
    }
  }

  /// `, by the instructor's hand`; `, 0:40 of it by the instructor's hand`; nothing where it is the
  /// trainee's.
  private func hand(in stretch: Range<SessionTime>) -> String {
    guard let before = truth[stretch.lowerBound], let after = truth[stretch.upperBound] else { return "" }
    let byHand = after.harmByInstructor - before.harmByInstructor
    guard byHand > .zero else { return "" }
    let part = byHand < after.harm - before.harm ? "\(byHand.clock) of it " : ""
    return ", \(part)by the instructor's hand"
  }

  /// `, 2:30 that count as 7:12`; nothing where each second counts once.
  private func weight(of stretch: Range<SessionTime>) -> String {
    guard let before = truth[stretch.lowerBound]?.harm, let after = truth[stretch.upperBound]?.harm else {
      return ""
    }
    let lasted = stretch.upperBound - stretch.lowerBound
    let counted = after - before
    return counted.wholeSeconds == lasted.wholeSeconds
      ? "" : ", \(lasted.clock) that count as \(counted.clock)"
  }

  /// What would have been enough; nil where nothing was asked for.
  func enough(for objective: DrillResult.Objective) -> String? {
    wanted.first { $0.id == objective.id && $0.asksForSomething }.map { "enough was: \($0.enough)" }
  }

  /// Opens the replay at an instant. Its minutes are those of the infusion.
  func replay(at time: SessionTime) -> String {
    let minute = (time - (digest.infusionStart ?? .start)).clockOfMinutes
    return "chairside replay \(path.quotedForShell) --at\(minute.hasPrefix("-") ? "=" : " ")\(minute)"
  }
}

extension [WantedDeed] {
  /// Whether it is no objective that called for somebody.
  fileprivate func isWithoutCall(_ id: String) -> Bool {
    first { $0.id == id }.map { $0.since == nil || !$0.asksForSomething } ?? true
  }
}

extension DrillResult {
  /// Whether both say the same. At a live chair readings come some milliseconds later than in a replay, so an
  /// alarm, and a time counted from it, may differ by seconds.
  fileprivate func agrees(with other: DrillResult) -> Bool {
    passed == other.passed && objectives.map(\.id) == other.objectives.map(\.id)
      && objectives.map(\.result) == other.objectives.map(\.result)
      && acts.map(\.what) == other.acts.map(\.what)
      && abs(harmMinutes.thousandths - other.harmMinutes.thousandths) <= Self.closeThousandths
  }

  /// Half a minute of harm.
  private static let closeThousandths = 500
}

extension TimeSpan {
  /// `27:30`, `-1:05`, `75:00`: minutes and seconds, as `replay --at` takes them.
  var clockOfMinutes: String {
    let seconds = wholeSeconds.magnitude
    let tail = seconds % 60
    return "\(wholeSeconds < 0 ? "-" : "")\(seconds / 60):\(tail < 10 ? "0" : "")\(tail)"
  }
}

extension String {
  /// As a shell takes it for one word.
  public var quotedForShell: String {
    let plain = utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/._-+:@=".utf8.contains(byte)
    }
    return plain && !isEmpty
      ? self
      : "'"
        + split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
