public import InfusionCore
import Quantities

/// Inputs, and behind the one that names the patient what the archive knows of earlier treatments.
public struct LookBackInputs<Inputs: StampedSource>: StampedSource {
  private var inputs: Inputs
  private let lookBack: (String) -> PatientHistory
  private var askedFor: String?
  private var found: PatientHistory?
  private var time = SessionTime.start

  /// - Parameter lookBack: searches the archive for a patient's treatments.
  public init(_ inputs: Inputs, lookBack: @escaping (String) -> PatientHistory) {
    self.inputs = inputs
    self.lookBack = lookBack
  }

  public mutating func next() throws(Inputs.Failure) -> StampedInput? {
    if let found {
      self.found = nil
      return StampedInput(.history(found), at: time)
    }
    let next = try inputs.next()
    if let next { time = next.time }
    return next
  }

  /// Searches once a patient. The record of a resumed session has the answer already.
  public mutating func heed(_ told: [StampedEvent], by session: Session) {
    inputs.heed(told, by: session)
    guard let patient = session.patient, patient != askedFor, session.history == nil else { return }
    askedFor = patient
    found = lookBack(patient)
  }
}
