/// What an instructor set or injected in a patient, until nothing of it is left.
///
/// Harm that comes of it is not the trainee's doing, whatever the trainee does meanwhile; it is counted
/// apart.
struct InstructorHand: Hashable, Sendable {
  /// Seconds of harm by it; graver ones count more than once.
  private(set) var harm = 0.0
  /// Resting values or the response to the drug were changed; that lasts.
  private var isForGood = false
  /// The patient vomited at the instructor's word, and some of it may lie in the throat.
  private var hasMadeVomit = false
  private var isFelt = false
  /// The figures that follow from a cause, a resting value or a response that it set, with no help since.
  private(set) var decided: Set<Condition.Subject> = []

  mutating func change() { isForGood = true }
  mutating func decide(_ subjects: Set<Condition.Subject>) { decided.formUnion(subjects) }
  /// Gives the figures over to whoever helped at the chair for a reason: what comes of it is theirs.
  mutating func giveWay() { decided = [] }
  mutating func makeVomit() { hasMadeVomit = true }

  /// - Parameters:
  ///   - stands: whether a trouble or an imposed vital of the instructor's is there.
  ///   - soiling: how much lies in the airway, 0 to 1.
  mutating func step(stands: Bool, soiling: Double, harm added: Double) {
    if soiling < 0.05 { hasMadeVomit = false }
    let isInForce = stands || isForGood || hasMadeVomit
    // Harm that it brought about may outlast it.
    isFelt = isInForce || isFelt && added > 0
    if isFelt { harm += added }
  }
}
