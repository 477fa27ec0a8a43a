import InfusionCore
import Quantities
public import SessionRecord

/// The drills of several people, and what each of them has mastered: an objective is mastered when the last
/// two drills of its scenario met it, and were passed. Nothing is kept for that beside the records.
public struct DrillCohort: Sendable {
  /// In the order of their beginning.
  public let drills: [DoneDrill]
  /// Those that were left open: whoever sits in one may not know yet which scenario it is.
  public let unfinished: [UnfinishedDrill]

  /// What is wrong with records among them, and what is missing among them, a sentence each.
  public private(set) var problems: [String] = []

  /// Sessions that are not drills or have no score are left out, and so is a drill that an instructor had
  /// taken again, since it was broken off. A drill that is not over does not count.
  ///
  /// - Parameters:
  ///   - leftOut: drills that count for nobody, for their record cannot be believed.
  ///   - problems: what is wrong with the records, and what is missing among them, a sentence each.
  public init(_ digests: [SessionDigest], leftOut: [SessionRow] = [], problems: [String] = []) {
    // Even if the branch cannot be believed, the drill that it parts from was broken off.
    let broken = Set(
      digests.compactMap { $0.header.drill?.branch?.session }
        + leftOut.compactMap { $0.facts?.branch?.session })
    let whole = digests.filter { $0.header.drill != nil && !broken.contains($0.header.session) }
    self.init(
      drills: whole.filter { $0.outcome != nil }.compactMap { digest in
        digest.drillResult.map { result in
          DoneDrill(
            session: digest.header.session, began: digest.header.anchorWall, trainee: digest.trainee,
            result: result)
        }
      },
      unfinished: whole.filter { $0.outcome == nil }.map {
        UnfinishedDrill(session: $0.header.session, began: $0.header.anchorWall)
      })
    self.problems = problems
  }

  public init(drills: [DoneDrill], unfinished: [UnfinishedDrill] = []) {
    self.drills = Self.signedAlike(
      drills.sorted {
        ($0.began.unixMilliseconds, $0.session) < ($1.began.unixMilliseconds, $1.session)
      })
    self.unfinished = unfinished.sorted {
      ($0.began.unixMilliseconds, $0.session) < ($1.began.unixMilliseconds, $1.session)
    }
  }

  /// A person's initials as they were most often written; if several are as frequent, the first by name.
  private static func signedAlike(_ drills: [DoneDrill]) -> [DoneDrill] {
    let people = Dictionary(grouping: drills.map(\.trainee), by: TwoPersonDeed.person)
    return drills.map { drill in
      var drill = drill
      drill.trainee = (people[TwoPersonDeed.person(drill.trainee)] ?? []).mostUsed ?? drill.trainee
      return drill
    }
  }

  public var trainees: [String] { Set(drills.map(\.trainee)).sorted() }

  /// Each objective that somebody met or did not, in the order of scenarios and of their objectives.
  public func mastery(of trainee: String) -> [Mastery] {
    var found: [Mastery] = []
    for drill in drills where drill.trainee == trainee {
      for objective in drill.result.objectives {
        let scenario = drill.result.setting.scenario
        guard objective.tellsOfTheTrainee else { continue }
        let trial = Mastery.Trial(
          began: drill.began, result: objective.result, isOfAPass: drill.result.passed)
        if let index = found.firstIndex(where: { $0.scenario == scenario && $0.objective == objective.id }) {
          found[index].trials.append(trial)
        } else {
          found.append(Mastery(scenario: scenario, objective: objective.id, trials: [trial]))
        }
      }
    }
    return found
  }

  /// The drills that somebody took again when something of their scenario was due again, in their order.
  public func repeats(of trainee: String) -> [RepeatedDrill] {
    let own = drills.filter { $0.trainee == trainee }
    return own.indices.compactMap { index in
      let drill = own[index]
      let before = DrillCohort(drills: Array(own[..<index])).mastery(of: trainee)
      let due = before.filter { mastery in
        mastery.scenario == drill.result.setting.scenario && !mastery.holdsInEveryDrill
          && mastery.due.map { $0.unixMilliseconds <= drill.began.unixMilliseconds } == true
      }
      return RepeatedDrill(drill, due: due)
    }
  }

  /// What is to be done again comes first. Objectives of every drill appear only if they were not met.
  ///
  /// - Parameter now: when it is read: what was met is due some time later.
  public func text(at now: WallTime) -> String {
    let people = "\(trainees.count) \(trainees.count == 1 ? "person" : "people")"
    var lines = ["\(drills.count) drill\(drills.count == 1 ? "" : "s") of \(people)"]
    lines += problems.asWarning
    for trainee in trainees {
      lines += ["", trainee.isEmpty ? "not signed" : trainee.onOneLine]
      let told = mastery(of: trainee).filter { !$0.holdsInEveryDrill || $0.standing == .again }
      lines += told.enumerated().sorted {
        ($0.element.urgency(at: now), $0.offset) < ($1.element.urgency(at: now), $1.offset)
      }
      .map { "  " + $0.element.line(at: now) }
      lines += repeats(of: trainee).map { "  " + $0.line }
    }
    if !unfinished.isEmpty { lines.append("") }
    lines += unfinished.map { "not over, and does not count: \($0.session), begun \($0.began.date)" }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// A drill that was left open. Its scenario is not told.
public struct UnfinishedDrill: Hashable, Sendable {
  /// The session's id.
  public let session: String
  public let began: WallTime

  public init(session: String, began: WallTime) {
    self.session = session
    self.began = began
  }
}

/// A drill that was taken again when it was due, and what came of what was due.
public struct RepeatedDrill: Hashable, Sendable {
  public let session: String
  public let scenario: String
  public let began: WallTime
  /// Since when the first of it was due.
  public let dueSince: WallTime
  /// `pulse-raised met`, of each objective that was due.
  public let results: [String]

  /// Nil where nothing was due.
  init?(_ drill: DoneDrill, due: [Mastery]) {
    guard let first = due.compactMap(\.due).min(by: { $0.unixMilliseconds < $1.unixMilliseconds }) else {
      return nil
    }
    session = drill.session
    scenario = drill.result.setting.scenario
    began = drill.began
    dueSince = first
    let ids = Set(due.map(\.objective))
    results = drill.result.objectives.filter { ids.contains($0.id) }.map { "\($0.id) \($0.telling)" }
  }

  /// `taken again 2026-01-15      bradycardia, due since 2026-01-08: pulse-raised met`.
  fileprivate var line: String {
    let what = "\(scenario), due since \(dueSince.date): \(results.joined(separator: ", "))"
    return pad("taken again \(began.date)", 28) + what.onOneLine
  }
}

/// How far somebody is with one objective of one scenario.
public struct Mastery: Hashable, Sendable {
  /// One attempt at an objective.
  public struct Trial: Hashable, Sendable {
    public var began: WallTime
    /// `met`, `late`, `missed` or `harmful`.
    public var result: String
    /// The whole drill was passed.
    public var isOfAPass: Bool

    public init(began: WallTime, result: String, isOfAPass: Bool = true) {
      self.began = began
      self.result = result
      self.isOfAPass = isOfAPass
    }

    /// Met, whatever else was done wrongly.
    fileprivate var isMet: Bool { result == "met" }
  }

  /// How far somebody is with an objective.
  public enum Standing: Int, Comparable, Sendable {
    case again, metOnce, mastered
    public static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }
  }

  public var scenario: String
  public var objective: String
  public var trials: [Trial]

  public init(scenario: String, objective: String, trials: [Trial]) {
    self.scenario = scenario
    self.objective = objective
    self.trials = trials
  }

  public var standing: Standing {
    guard trials.last?.isMet == true else { return .again }
    return trials.suffix(2).count == 2 && trials.suffix(2).allSatisfy { $0.isMet && $0.isOfAPass }
      ? .mastered : .metOnce
  }

  /// When it is to be done again: now if it was not met, after a week if it was met once, after a quarter of
  /// a year if it is mastered. The intervals are our own choice.
  public var due: WallTime? {
    let days: Int64 =
      switch standing {
      case .again: 0
      case .metOnce: 7
      case .mastered: 90
      }
    return trials.last.map { $0.began.advanced(byMilliseconds: days * 86_400_000) }
  }

  var holdsInEveryDrill: Bool {
    ["treatment-given", "carried-through", "no-harmful-act", "unharmed"].contains(objective)
  }

  private func isDue(at now: WallTime) -> Bool {
    due.map { $0.unixMilliseconds <= now.unixMilliseconds } ?? false
  }

  /// What is due comes before what is not, and within each what was met least.
  fileprivate func urgency(at now: WallTime) -> Int {
    standing.rawValue + (isDue(at: now) ? 0 : Standing.mastered.rawValue + 1)
  }

  /// `again now   bradycardia: pulse-raised   missed`; of what was met and fell due `due since 2026-01-15`.
  fileprivate func line(at now: WallTime) -> String {
    let date = due?.date ?? ""
    let when =
      switch (standing, isDue(at: now)) {
      case (.again, _): "again now"
      case (.metOnce, false): "again \(date)"
      case (.metOnce, true): "due since \(date)"
      case (.mastered, false): "mastered, again \(date)"
      case (.mastered, true): "mastered, due \(date)"
      }
    let results = trials.suffix(5).map(\.result).joined(separator: ", ")
    return pad(when, 28) + pad("\(scenario): \(objective)".onOneLine, 34) + results
  }
}

extension SessionDigest {
  /// Whoever signed most of what was done, however written; if several signed as much, the first by name.
  var trainee: String {
    let signed = marks.compactMap(\.by) + doses.compactMap(\.by) + checks.compactMap(\.by)
    let people = Dictionary(grouping: signed, by: TwoPersonDeed.person)
    let most = people.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return most?.value.mostUsed ?? ""
  }
}

extension [String] {
  /// The most frequent one; if several are, the first by name.
  fileprivate var mostUsed: String? {
    let counts = Dictionary(grouping: self, by: { $0 }).mapValues(\.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
