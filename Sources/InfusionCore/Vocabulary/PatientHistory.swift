public import Quantities

/// What the archive knows of a patient's earlier treatments: which one this is, and how the last ones went.
///
/// The edge reads it from old sessions and hands it in once. People look at it; a weight far from the last
/// one wants a reason.
public struct PatientHistory: Hashable, Sendable {
  public var patient: String
  /// Which treatment of the series this is: one more than were found.
  public var number: Int
  /// Calendar days since the last one; nil without one.
  public var daysSinceLast: Int?
  /// The last ones, the newest first.
  public var last: [EarlierTreatment]
  /// Old sessions that could not be read, or were not looked at: the number may be too low by as many.
  public var unread: Int
  /// What the patient weighed at the last session, a treatment or not, that says so: what a weight is judged
  /// by.
  public var lastWeight: Kilograms?

  public init(
    patient: String, number: Int, daysSinceLast: Int?, last: [EarlierTreatment], unread: Int,
    lastWeight: Kilograms? = nil
  ) {
    self.patient = patient
    self.number = number
    self.daysSinceLast = daysSinceLast
    self.last = last
    self.unread = unread
    self.lastWeight = lastWeight ?? last.lazy.compactMap(\.weight).first
  }
}

/// One treatment that the patient had before.
public struct EarlierTreatment: Hashable, Sendable {
  /// A pressure of then, mmHg.
  public struct Pressure: Hashable, Sendable {
    public var sys: Fixed
    public var dia: Fixed

    public init(_ sys: Fixed, _ dia: Fixed) {
      self.sys = sys
      self.dia = dia
    }
  }

  /// The session's id.
  public var session: String
  /// `2026-07-01`, as the clock beside it showed.
  public var date: String
  public var plan: String?
  public var weight: Kilograms?
  public var delivered: Milligrams?
  /// From the start of the infusion to its end, pauses included.
  public var lasted: TimeSpan?
  public var baseline: Pressure?
  /// The measurement with the highest systolic pressure.
  public var highest: Pressure?
  public var lowestSpO2: Fixed?
  public var highestHR: Fixed?
  /// Each with its worst severity.
  public var sideEffects: [SideEffect]
  /// Nil while it is still open.
  public var outcome: Outcome?
  /// The chair at which it runs at this moment; nil where nobody is known to watch it.
  public var runsAt: String?

  public init(
    session: String, date: String, plan: String? = nil, weight: Kilograms? = nil,
    delivered: Milligrams? = nil,
    lasted: TimeSpan? = nil, baseline: Pressure? = nil, highest: Pressure? = nil,
    lowestSpO2: Fixed? = nil, highestHR: Fixed? = nil, sideEffects: [SideEffect] = [],
    outcome: Outcome? = nil, runsAt: String? = nil
  ) {
    self.session = session
    self.date = date
    self.plan = plan
    self.weight = weight
    self.delivered = delivered
    self.lasted = lasted
    self.baseline = baseline
    self.highest = highest
    self.lowestSpO2 = lowestSpO2
    self.highestHR = highestHR
    self.sideEffects = sideEffects
    self.outcome = outcome
    self.runsAt = runsAt
  }
}

/// A symptom that a patient had, with its worst severity from 1 to 3.
public struct SideEffect: Hashable, Sendable {
  public var name: String
  public var severity: Int

  public init(name: String, severity: Int) {
    self.name = name
    self.severity = severity
  }
}
