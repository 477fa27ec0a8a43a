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
    public var delivered: Milligrams?
    public var deliveredPerKilogram: MilligramsPerKilogram?
    /// From the start of the infusion to its end, pauses included.
    public var lasted: TimeSpan?
    public var baseline: [Vital: Fixed]
    public var lowestSpO2: Fixed?
    public var highestHR: Fixed?
    /// The measurement with the highest systolic pressure.
    public var highestPressure: CuffMeasurement?
    /// Each with its worst severity, in the order in which they came.
    public var sideEffects: [SideEffect]
    public var medicines: [String]
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
    delivered = digest.delivered?.delivered
    deliveredPerKilogram = digest.delivered?.deliveredPerKilogram
    lasted = digest.infusionStart.flatMap { start in digest.infusionStop.map { $0 - start } }
    baseline = Dictionary(digest.baseline.map { ($0.vital, $0.value) }) { $1 }
    lowestSpO2 = digest.vitals.range(of: .spo2)?.lowest
    highestHR = digest.vitals.range(of: .hr)?.highest
    highestPressure = digest.pressures.map(\.measurement).filter { $0.sys != nil }
      .max { ($0.sys ?? 0) < ($1.sys ?? 0) }
    sideEffects = digest.sideEffects
    medicines = digest.medicines
    highAlarms = digest.count(.high)
    outcome = digest.outcome
    isSealed = digest.isSealed
  }
}

extension SessionDigest {
  fileprivate var began: Int64 { header.anchorWall.unixMilliseconds }

  /// Whether something was given: an infusion, or a dose that leads to the observation.
  public var isTreatment: Bool { infusionStart != nil || firstTime(of: .observing) != nil }

  /// Symptoms that were there, each with its worst severity.
  public var sideEffects: [SideEffect] {
    var effects: [SideEffect] = []
    for mark in marks {
      guard case .action(.symptom(let name, let severity, _)) = mark.what, severity > 0 else { continue }
      if let index = effects.firstIndex(where: { $0.name == name }) {
        effects[index].severity = max(effects[index].severity, severity)
      } else {
        effects.append(.init(name: name, severity: severity))
      }
    }
    return effects
  }

  fileprivate var medicines: [String] {
    marks.compactMap { mark in
      guard case .action(.medication(let name, let dose, _, _)) = mark.what else { return nil }
      return "\(name) \(dose)"
    }
  }
}

extension WallTime {
  /// Calendar days from that date to this one, as each clock showed it.
  func daysSince(_ earlier: WallTime) -> Int { day - earlier.day }

  private var day: Int {
    let local = unixMilliseconds + Int64(offsetMinutes) * 60_000
    return Int((local - ((local % 86_400_000) + 86_400_000) % 86_400_000) / 86_400_000)
  }
}
