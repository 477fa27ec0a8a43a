public import Quantities

/// Something that happened, or (with a nil input) only that time has passed: what a session is a fold over.
public struct StampedInput: Hashable, Sendable {
  public var time: SessionTime
  public var input: Input?
  /// The number of its entry in the record that it comes from.
  public var entry: Int?

  public init(_ input: Input?, at time: SessionTime, entry: Int? = nil) {
    self.time = time
    self.input = input
    self.entry = entry
  }
}

/// A source whose inputs carry their own session time, one after the other: a file, a pipe, a journal, a
/// vitals table, a simulated bedside.
public protocol StampedSource {
  associatedtype Failure: Error

  /// The next one; nil at the end. May wait for a pipe.
  mutating func next() throws(Failure) -> StampedInput?
  /// What came of the last one; before the first, of the session's beginning. Only a source that answers to
  /// the session, such as a simulated patient, wants to know.
  mutating func heed(_ told: [StampedEvent], by session: Session)
}

extension StampedSource {
  public mutating func heed(_ told: [StampedEvent], by session: Session) {}
}

/// Inputs that are all there.
public struct RecordedInputs: StampedSource {
  private var rest: ArraySlice<StampedInput>

  public init(_ inputs: [StampedInput]) { rest = inputs[...] }

  public mutating func next() -> StampedInput? { rest.popFirst() }
}

/// Several sources as one, by time. At equal times the earlier source in the list comes first, so that a
/// script, which is the last, acts after the records.
public struct MergedInputs: StampedSource {
  private var sources: [any StampedSource]
  private var heads: [StampedInput?]
  /// The sources to ask next. A source is asked only once its last input is dealt with, because a pipe may
  /// have nothing more for a long time.
  private var due: Range<Int>

  public init(_ sources: [any StampedSource]) {
    self.sources = sources
    heads = Array(repeating: nil, count: sources.count)
    due = sources.indices
  }

  public mutating func next() throws -> StampedInput? {
    for index in due { heads[index] = try sources[index].next() }
    due = 0..<0
    guard let first = earliest else { return nil }
    due = first..<(first + 1)
    return heads[first].take()
  }

  public mutating func heed(_ told: [StampedEvent], by session: Session) {
    for index in sources.indices { sources[index].heed(told, by: session) }
  }

  /// A loop instead of `min(by:)`, because this runs for every input and must not copy the heads.
  private var earliest: Int? {
    var found: (index: Int, time: SessionTime)?
    for index in heads.indices {
      guard let time = heads[index]?.time, found.map({ time < $0.time }) ?? true else { continue }
      found = (index, time)
    }
    return found?.index
  }
}
