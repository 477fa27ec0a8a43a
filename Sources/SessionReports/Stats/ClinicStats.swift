import InfusionCore
public import Quantities
public import SessionRecord

/// A clinic's figures over any number of sessions, of what the ledger tells of each: how many there were by
/// plan, what was given, how high pressures rose, what was felt, how it ended.
///
///     ClinicStats(facts).text
public struct ClinicStats: Hashable, Sendable {
  public var sessions: Int
  /// How many of them are simulations, drills and replays.
  public var simulations: Int
  /// How many patients there are; sessions without a reference count for none.
  public var patients: Int
  public var treatments: Int
  /// When the first and the last session began.
  public var first: WallTime?
  public var last: WallTime?
  /// In the order of their names.
  public var plans: [PlanFigures]
  /// The most frequent first.
  public var endings: [Count]
  /// Of treatments: in how many each was there, by its worst severity.
  public var symptoms: [SymptomCount]
  /// Treatments whose extremes are known.
  public var highestSystolic: Figures
  public var lowestSpO2: Figures

  /// What is wrong with records among them, and what is missing among them: gone although the archive's
  /// ledger knows them, or unreadable. A sentence each.
  public var problems: [String]

  /// How often something occurred.
  public struct Count: Hashable, Sendable {
    public var name: String
    public var count: Int
  }

  /// In how many treatments a symptom occurred, and how severe it was.
  public struct SymptomCount: Hashable, Sendable {
    public var name: String
    /// Of severity 1, 2 and 3.
    public var bySeverity: [Int]
    public var count: Int { bySeverity.reduce(0, +) }
  }

  /// The figures of all treatments by one plan.
  public struct PlanFigures: Hashable, Sendable {
    public var plan: String
    public var treatments: Int
    public var milligramsPerKilogram: Figures
    public var minutes: Figures
    public var highAlarms: Int
    public var mediumAlarms: Int
  }

  /// Of numbers: how many, the least, the mean, the most.
  public struct Figures: Hashable, Sendable {
    public var count = 0
    public var least: Fixed?
    public var most: Fixed?
    var sum = 0

    public init(_ numbers: [Fixed] = []) {
      count = numbers.count
      least = numbers.min()
      most = numbers.max()
      sum = numbers.reduce(0) { $0 + $1.thousandths }
    }

    /// To the thousandth, cut off.
    public var mean: Fixed? { count == 0 ? nil : Fixed(thousandths: sum / count) }
  }
}

extension ClinicStats {
  /// - Parameters:
  ///   - told: what is known of each session, in any order.
  ///   - problems: what is wrong with their records, and what is missing among them, a sentence each.
  public init(_ told: [LedgerFacts], problems: [String] = []) {
    self.problems = problems
    let treatments = told.filter(\.series.isTreatment)
    sessions = told.count
    simulations = told.count { $0.session.origin != .live }
    patients = Set(told.compactMap(\.session.patient)).count
    self.treatments = treatments.count
    let began = told.map(\.session.began)
    first = began.min { $0.unixMilliseconds < $1.unixMilliseconds }
    last = began.max { $0.unixMilliseconds < $1.unixMilliseconds }
    plans = Dictionary(grouping: treatments) { $0.session.plan ?? "none" }
      .map { PlanFigures($0.key, $0.value) }.sorted { $0.plan < $1.plan }
    endings = Self.counted(told.map { RowWords.outcome($0.session.outcome) })
    symptoms = Self.symptoms(treatments)
    highestSystolic = Figures(treatments.compactMap { $0.series.highestPressure?.sys })
    lowestSpO2 = Figures(treatments.compactMap { $0.series.extremes?.lowestSpO2 })
  }

  private static func counted(_ names: [String]) -> [Count] {
    Dictionary(grouping: names) { $0 }.map { Count(name: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private static func symptoms(_ told: [LedgerFacts]) -> [SymptomCount] {
    Dictionary(grouping: told.flatMap(\.series.sideEffects), by: \.name).map { name, effects in
      SymptomCount(name: name, bySeverity: (1...3).map { level in effects.count { $0.severity == level } })
    }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}

extension ClinicStats.PlanFigures {
  init(_ plan: String, _ told: [LedgerFacts]) {
    self.plan = plan
    treatments = told.count
    milligramsPerKilogram = .init(told.compactMap { $0.number(.mgPerKilogram) })
    minutes = .init(told.compactMap { $0.number(.minutes) })
    highAlarms = told.reduce(0) { $0 + $1.session.alarms.high }
    mediumAlarms = told.reduce(0) { $0 + $1.session.alarms.medium }
  }
}
