public import InfusionCore
public import Quantities
public import SessionRecord

/// The sessions of one patient in the order in which they began: which infusion of the series each was, and
/// how it went.
public struct PatientSeries: Sendable {
  /// One session of the series.
  public struct Row: Hashable, Sendable {
    public var session: String
    public var began: WallTime
    public var origin: Origin
    /// Which treatment of the series; nil for a session in which nothing was given.
    public var number: Int?
    /// Calendar days since the last treatment.
    public var daysSinceLast: Int?
    public var plan: String?
    public var weight: Kilograms?
    public var delivered: Milligrams?
    public var deliveredPerKilogram: MilligramsPerKilogram?
    /// How sure it is: a mark before the figure, and words; empty and nil if there is nothing to say.
    var doseMark: String
    var doseRemark: String?
    /// What was given at once of a drug that is not infused, and of that drug in all up to here.
    public var given: GivenDose?
    public var givenSum: Milligrams?
    /// From the start of the infusion to its end, pauses included.
    public var lasted: TimeSpan?
    public var baseline: [Vital: Fixed]
    /// What of it the source doubted.
    public var doubtedBaseline: [Vital]
    /// What of it was corrected after it was taken, from what and by whom; empty where it stands as it was.
    public var baselineCorrection: String
    public var lowestSpO2: Fixed?
    public var highestHR: Fixed?
    public var lowestHR: Fixed?
    /// The measurement with the lowest systolic pressure, as it reads now.
    public var lowestPressure: CuffMeasurement?
    /// The measurement with the highest systolic pressure, as it reads now.
    public var highestPressure: CuffMeasurement?
    /// What it read before it was corrected, and by whom; empty for one that was not.
    public var highestCorrection: String
    /// Each with its worst severity, in the order in which they came.
    public var sideEffects: [SideEffect]
    /// Each as it reads now, with what it read at first.
    public var medicines: [String]
    /// Symptoms, medicines and scores that stand, as JSON has them.
    var marks: SeriesFacts.Marks
    public var scores: [String]
    /// The totals of each scale, and what the last one is against the first of the series.
    public var scales: [ScaleTotals]
    public var changes: [ScaleChange] = []
    /// What all infusions up to here delivered.
    public var deliveredSum: Milligrams?
    public var highAlarms: Int
    public var outcome: Outcome?
    public var isSealed: Bool
    /// What is wrong with the record that the row is made of.
    public var damage: String?
  }
  public let patient: String
  public private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - told: of this patient's sessions, in any order.
  ///   - damaged: what is wrong with the records of some of them, by the session's id.
  public init(patient: String, _ told: [LedgerFacts], damaged: [String: String] = [:]) {
    self.patient = patient
    var firsts: [String: Int] = [:]
    for one in told.sorted(by: { $0.session.began.unixMilliseconds < $1.session.began.unixMilliseconds }) {
      var row = Row(one.session, one.series)
      row.damage = damaged[row.session]
      row.givenSum = row.given.map { given in
        rows.compactMap(\.given).filter { $0.drug == given.drug }.reduce(given.amount) { $0 + $1.amount }
      }
      row.changes = row.scales.map { taken in
        let first = firsts[taken.scale.name] ?? taken.first
        firsts[taken.scale.name] = first
        return ScaleChange(of: taken.last, since: first, by: taken.scale)
      }
      row.deliveredSum = row.delivered.map { given in
        given + (rows.last { $0.deliveredSum != nil }?.deliveredSum ?? .zero)
      }
      if one.series.isTreatment {
        let last = rows.last { $0.number != nil }
        row.number = (last?.number ?? 0) + 1
        row.daysSinceLast = last.map { row.began.daysSince($0.began) }
      }
      rows.append(row)
    }
  }

  /// The same of digests, read as a whole.
  public init(patient: String, _ digests: [SessionDigest], damaged: [String: String] = [:]) {
    self.init(patient: patient, digests.map { LedgerFacts($0) }, damaged: damaged)
  }

  public var treatments: [Row] { rows.filter { $0.number != nil } }
}

extension PatientSeries.Row {
  init(_ facts: SessionFacts, _ course: SeriesFacts) {
    session = facts.session
    began = facts.began
    origin = facts.origin
    plan = facts.plan
    weight = facts.weight
    delivered = facts.delivered?.delivered
    deliveredPerKilogram = facts.delivered?.deliveredPerKilogram
    doseMark = facts.doseMark
    doseRemark = facts.doseWords.remark(facts.delivered)
    given = facts.given
    lasted = course.lasted
    baseline = course.baseline
    lowestSpO2 = course.extremes?.lowestSpO2
    highestHR = course.extremes?.highestHR
    lowestHR = course.extremes?.lowestHR
    lowestPressure = course.lowestPressure
    highestPressure = course.highestPressure
    doubtedBaseline = course.doubtedBaseline
    baselineCorrection = course.baselineCorrection
    highestCorrection = course.highestCorrection
    sideEffects = course.sideEffects
    marks = course.marks
    medicines = course.medicines
    scores = course.scores
    scales = course.scaleTotals
    highAlarms = facts.alarms.high
    outcome = facts.outcome
    isSealed = facts.isSealed
  }
}

extension WallTime {
  /// Calendar days from that date to this one, as each clock showed it.
  public func daysSince(_ earlier: WallTime) -> Int { day - earlier.day }

  private var day: Int {
    let local = unixMilliseconds + Int64(offsetMinutes) * 60_000
    return Int((local - ((local % 86_400_000) + 86_400_000) % 86_400_000) / 86_400_000)
  }
}
