public import InfusionCore
public import Quantities
public import SessionRecord

/// The sessions of one patient in the order in which they began: which infusion of the series each was, and
/// how it went.
public struct PatientSeries: Sendable {
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
    /// How sure it is, as a mark before the figure and in words; empty and nil for one of which nothing is to
    /// be said.
    var doseMark: String
    var doseRemark: String?
    /// What was given at once of a drug that is not infused, and of that drug in all up to here.
    public var given: GivenDose?
    public var givenSum: Milligrams?
    /// From the start of the infusion to its end, pauses included.
    public var lasted: TimeSpan?
    public var baseline: [Vital: Fixed]
    public var lowestSpO2: Fixed?
    public var highestHR: Fixed?
    /// The measurement with the highest systolic pressure, as it reads now.
    public var highestPressure: CuffMeasurement?
    /// What it read before it was corrected, and by whom; empty for one that was not.
    public var highestCorrection: String
    /// Each with its worst severity, in the order in which they came.
    public var sideEffects: [SideEffect]
    /// Each as it reads now, with what it read at first.
    public var medicines: [String]
    /// Symptoms, medicines and scores that stand.
    public var marks: [Mark]
    public var scores: [String]
    public var highAlarms: Int
    public var outcome: Outcome?
    public var isSealed: Bool
    /// What is wrong with the record that the row is made of.
    public var damage: String?
  }
  public let patient: String
  public private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - digests: read as a whole, of this patient, in any order.
  ///   - damaged: what is wrong with the records of some of them, by the session's id.
  public init(patient: String, _ digests: [SessionDigest], damaged: [String: String] = [:]) {
    self.patient = patient
    for digest in digests.sorted(by: { $0.began < $1.began }) {
      var row = Row(digest)
      row.damage = damaged[row.session]
      row.givenSum = row.given.map { given in
        rows.compactMap(\.given).filter { $0.drug == given.drug }.reduce(given.amount) { $0 + $1.amount }
      }
      if digest.isTreatment {
        let last = rows.last { $0.number != nil }
        row.number = (last?.number ?? 0) + 1
        row.daysSinceLast = last.map { row.began.daysSince($0.began) }
      }
      rows.append(row)
    }
  }

  public var treatments: [Row] { rows.filter { $0.number != nil } }
}

extension PatientSeries.Row {
  init(_ digest: SessionDigest) {
    session = digest.header.session
    began = digest.header.anchorWall
    origin = digest.header.plan.origin
    plan = digest.planName
    weight = digest.weight
    delivered = digest.delivered?.delivered
    deliveredPerKilogram = digest.delivered?.deliveredPerKilogram
    doseMark = digest.doseWords.mark(isEstimated: digest.delivered?.isEstimated)
    doseRemark = digest.doseWords.remark(digest.delivered)
    given = digest.given
    lasted = digest.infusionStart.flatMap { start in digest.infusionStop.map { $0 - start } }
    baseline = Dictionary(digest.baseline.map { ($0.vital, $0.value) }) { $1 }
    lowestSpO2 = digest.vitals.range(of: .spo2)?.lowest
    highestHR = digest.vitals.range(of: .hr)?.highest
    let highest = digest.pressures.filter { $0.measurement.sys != nil }
      .max { ($0.measurement.sys ?? 0) < ($1.measurement.sys ?? 0) }
    highestPressure = highest?.measurement
    highestCorrection = highest.map(digest.correctionWords) ?? ""
    sideEffects = digest.sideEffects
    marks = digest.chart.standingMarks.filter(\.isOfSeries)
    medicines = digest.medicines
    scores = digest.scores
    highAlarms = digest.count(.high)
    outcome = digest.outcome
    isSealed = digest.isSealed
  }
}

extension SessionDigest {
  fileprivate var began: Int64 { header.anchorWall.unixMilliseconds }

  /// Whether something was given: an infusion, or a dose that leads to the observation.
  public var isTreatment: Bool { infusionStart != nil || firstTime(of: .observing) != nil }

  /// Symptoms that were there and stand, each with its worst severity as it reads now.
  public var sideEffects: [SideEffect] {
    var effects: [SideEffect] = []
    for mark in chart.standingMarks {
      guard case .action(.symptom(let symptom)) = mark.what, symptom.severity > 0 else { continue }
      if let index = effects.firstIndex(where: { $0.name == symptom.symptom }) {
        effects[index].severity = max(effects[index].severity, symptom.severity)
      } else {
        effects.append(.init(name: symptom.symptom, severity: symptom.severity))
      }
    }
    return effects
  }

  /// `labetalol 10 mg (was 100 mg, AB 10:42)`.
  fileprivate var medicines: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.medication(let given)) = mark.what else { return nil }
      return "\(given.medicine) \(given.dose)\(correctionWords(mark))"
    }
  }

  /// The scores of the clinic's own scales, in their order: `PHQ-9 19 of 27`. The shipped ones belong to the
  /// checks of one session.
  fileprivate var scores: [String] {
    let shipped = Set(Clinic.shipped.scales.map(\.name))
    return chart.standingMarks.compactMap { mark in
      guard case .action(.score(let score)) = mark.what, !shipped.contains(score.scale) else { return nil }
      let text = scale(score.scale).map { "\($0.label) \($0.text(of: score.value))" }
      return (text ?? "\(score.scale) \(score.value)") + correctionWords(mark)
    }
  }
}

extension Mark {
  fileprivate var isOfSeries: Bool {
    guard case .action(let action) = what else { return false }
    return [ActionName.symptom, .medication, .score].contains(action.name)
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
