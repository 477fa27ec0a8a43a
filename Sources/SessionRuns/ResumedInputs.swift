import InfusionCore
import Quantities

/// The inputs of a session that may go on with an earlier record: those that the record has are passed over,
/// and the first new one is preceded by the gap in which nobody watched.
struct ResumedInputs<Inputs: StampedSource>: StampedSource {
  private(set) var inputs: Inputs
  /// The record's last time, until the first new input has come; nil where all inputs are new.
  private var recordedUntil: SessionTime?
  /// The first new input, while the gap before it is told.
  private var first: StampedInput?

  init(_ inputs: Inputs, after recordedUntil: SessionTime?) {
    self.inputs = inputs
    self.recordedUntil = recordedUntil
  }

  mutating func next() throws(Inputs.Failure) -> StampedInput? {
    if let first {
      self.first = nil
      return first
    }
    guard let from = recordedUntil else { return try inputs.next() }
    while let next = try inputs.next() {
      guard next.time > from else { continue }
      recordedUntil = nil
      first = next
      let gap = Input.gap(from: from, reason: "the monitor was stopped", isEstimated: false)
      return StampedInput(gap, at: next.time)
    }
    return nil
  }

  mutating func heed(_ told: [StampedEvent], by session: Session) { inputs.heed(told, by: session) }
}
