public import InfusionCore
public import Quantities
public import SessionRecord

/// What a list tells of a session, and nothing more: a few hundred bytes, where a digest has a whole session.
///
/// They are made of a digest, or read from the ledger's line, which keeps them for every sealed session; both
/// ways give the same row. Figures of the dose are rounded to the thousandths that are written.
public struct SessionFacts: Hashable, Sendable {
  /// The session's id.
  public var session: String
  public var began: WallTime
  public var origin: Origin
  /// Of a drill that was taken again: which one, and from when on. Its time 0 is that of the other.
  public var branch: DrillBranch?
  public var chair: String
  public var patient: String?
  public var plan: String?
  public var weight: Kilograms?
  public var delivered: DoseFigures?
  /// How sure the dose is, in words.
  var doseWords: DoseWords
  /// What was given at once of a drug that is not infused.
  public var given: GivenDose?
  public var length: SessionTime
  public var alarms: AlarmCounts
  public var outcome: Outcome?
  public var isSealed: Bool

  /// How many alarms of each priority there were, by the highest that each reached.
  public struct AlarmCounts: Hashable, Sendable {
    public var high: Int
    public var medium: Int
    public var low: Int
  }
}

extension SessionFacts {
  public init(_ digest: SessionDigest) {
    session = digest.header.session
    began = digest.header.anchorWall
    origin = digest.header.plan.origin
    branch = digest.header.drill?.branch
    chair = digest.header.plan.chair
    patient = digest.patient
    plan = digest.planName
    weight = digest.weight
    delivered = digest.delivered?.rounded
    doseWords = digest.doseWords
    given = digest.given
    length = digest.length
    alarms = AlarmCounts(
      high: digest.count(.high), medium: digest.count(.medium), low: digest.count(.low))
    outcome = digest.outcome
    isSealed = digest.isSealed
  }

  /// The milligrams in a column of 6: `~18`; what the mark means stands behind the row.
  public var doseCell: String {
    guard let dose = delivered else { return "-" }
    return doseMark + dose.delivered.fixed.rounded(places: 1).description
  }

  /// `~` where the dose is an estimate.
  var doseMark: String { doseWords.mark(isEstimated: delivered?.isEstimated) }
}

extension DoseFigures {
  /// As the record has it.
  fileprivate var rounded: DoseFigures {
    DoseFigures(
      volume: .init(volume.fixed), delivered: .init(delivered.fixed),
      deliveredPerKilogram: deliveredPerKilogram.map { .init($0.fixed) }, basis: basis,
      isEstimated: isEstimated, low: .init(low.fixed), high: .init(high.fixed))
  }
}
