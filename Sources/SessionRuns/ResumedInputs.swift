public import InfusionCore
public import Quantities

/// Where a record ends that a session goes on from.
public struct RecordedEnd: Sendable {
  public let time: SessionTime
  /// The inputs that it has of that instant: another of the same instant is new.
  public let inputs: [Input]

  public init(_ time: SessionTime, inputs: [Input]) {
    self.time = time
    self.inputs = inputs
  }
}

/// The inputs of a session that may go on with an earlier record: those that the record has are passed over,
/// and the first new one is preceded by the gap in which nobody watched.
struct ResumedInputs<Inputs: StampedSource>: StampedSource {
  private(set) var inputs: Inputs
  /// Where the record ends; nil where all inputs are new.
  private var recorded: RecordedEnd?
  /// What the record has of its last instant and has not been passed over yet.
  private var ofLastInstant: [Input]
  /// The first new input, while the gap before it is told.
  private var first: StampedInput?
  private var hasToldGap = false
  /// How many inputs were passed over because the record ends behind them.
  private(set) var passedOver = 0

  init(_ inputs: Inputs, after recorded: RecordedEnd?) {
    self.inputs = inputs
    self.recorded = recorded
    ofLastInstant = recorded?.inputs ?? []
  }

  mutating func next() throws(Inputs.Failure) -> StampedInput? {
    if let first {
      self.first = nil
      return first
    }
    guard let recorded else { return try inputs.next() }
    while let next = try inputs.next() {
      guard isNew(next, after: recorded.time) else {
        if next.input != nil { passedOver += 1 }
        continue
      }
      if next.time > recorded.time { self.recorded = nil }
      guard !hasToldGap else { return next }
      hasToldGap = true
      first = next
      let gap = Input.gap(from: recorded.time, reason: "the monitor was stopped", isEstimated: false)
      return StampedInput(gap, at: next.time)
    }
    return nil
  }

  /// Whether the record lacks this input: a record may end in the middle of an instant.
  private mutating func isNew(_ next: StampedInput, after end: SessionTime) -> Bool {
    guard next.time == end, let input = next.input else { return next.time > end }
    guard let place = ofLastInstant.firstIndex(of: input) else { return true }
    ofLastInstant.remove(at: place)
    return false
  }

  mutating func heed(_ told: [StampedEvent], by session: Session) { inputs.heed(told, by: session) }
}
