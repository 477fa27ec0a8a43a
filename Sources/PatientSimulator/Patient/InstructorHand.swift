/// An instructor's hand on a patient: what was set or injected, until nothing of it is left.
///
/// Harm that comes of it is no trainee's doing, whatever the trainee does meanwhile; it is counted apart.
struct InstructorHand: Hashable, Sendable {
  /// Seconds, graver ones counted more than once.
  private(set) var harm = 0.0
  /// Rest or response were changed: that stays.
  private var isForGood = false
  /// What was brought up by its word may lie in the throat.
  private var hasMadeVomit = false
  private var isFelt = false
  /// What follows from a cause, a rest or a response that it set, and nobody has helped since.
  private(set) var decided: Set<Condition.Subject> = []

  mutating func change() { isForGood = true }
  mutating func decide(_ subjects: Set<Condition.Subject>) { decided.formUnion(subjects) }
  /// Somebody at the chair helped for a reason: what comes of it is theirs.
  mutating func giveWay() { decided = [] }
  mutating func makeVomit() { hasMadeVomit = true }

  /// - Parameters:
  ///   - stands: a trouble or an imposed vital of it is there.
  ///   - soiling: what lies in the airway.
  mutating func step(stands: Bool, soiling: Double, harm added: Double) {
    if soiling < 0.05 { hasMadeVomit = false }
    let isInForce = stands || isForGood || hasMadeVomit
    // What it brought about may outlast it.
    isFelt = isInForce || isFelt && added > 0
    if isFelt { harm += added }
  }
}
