public import InfusionCore
public import Quantities

/// Feeds the inputs of a journal to a session again, holds what it tells to what is recorded, to the byte,
/// and lets others follow.
public struct Replay {
  /// What differs first; nothing behind it is compared, since all that follows may be shifted.
  public private(set) var difference: ReplayDifference?
  public private(set) var comparedEvents = 0
  public var session: Session { retelling.session }

  private var retelling: Retelling
  private var told: [StampedEvent]
  private var toldAt = 0
  private var recorded: [Recorded] = []
  private var recordedAt = 0

  private struct Recorded {
    var entry: JournalEntry
    var body: [UInt8]

    /// The entry as this program would write it from what the record holds. Only a refusal may differ from
    /// what is recorded, and only in its sentence, which a later version may word better; its code and
    /// evidence must agree.
    var reworded: [UInt8] {
      guard case .event(.refused(let refusal)) = entry.content, let evident = refusal.asRecorded else {
        return body
      }
      var entry = entry
      entry.content = .event(.refused(evident))
      return JournalEncoder.body(of: entry)
    }
  }

  public init(plan: SessionPlan) {
    retelling = Retelling(plan: plan)
    told = []
    told = retelling.begin()
  }

  /// Feeds the next entry; `body` is its line up to its hash, as `JournalReader.body` has it. Followers hear
  /// of it.
  public mutating func feed(
    _ entry: JournalEntry, body: ArraySlice<UInt8>,
    telling follow: (RecordMoment, Session) -> Void = { _, _ in }
  ) {
    told += retelling.retell(entry, telling: follow)
    switch entry.content {
    case .input: compare()
    case .event:
      recorded.append(Recorded(entry: entry, body: Array(body)))
      compare()
    case .header, .anchor, .recovered, .seal, .drillScore, .other: return
    }
  }

  /// The journal is over: lets time pass to its last entry. Returns the events that the session tells beyond
  /// the recorded ones: in a sealed journal a difference, in an open one what a crash kept from being
  /// written.
  public mutating func finish(at time: SessionTime, isSealed: Bool) -> [StampedEvent] {
    told += retelling.advance(to: time)
    compare()
    let beyond = Array(told[toldAt...])
    guard difference == nil else { return [] }
    if recordedAt < recorded.count {
      let left = recorded[recordedAt]
      difference = ReplayDifference(number: left.entry.number, recorded: text(left.body), replayed: nil)
    } else if isSealed, let first = beyond.first {
      difference = ReplayDifference(number: nil, recorded: nil, replayed: text(HeadlessLine.bytes(first)))
    }
    return beyond
  }

  private mutating func compare() {
    while difference == nil, toldAt < told.count, recordedAt < recorded.count {
      let event = told[toldAt]
      let line = recorded[recordedAt]
      let entry = JournalEntry(
        number: line.entry.number, time: event.time, wall: line.entry.wall, content: .event(event.event))
      let again = JournalEncoder.body(of: entry)
      if again != line.body, Recorded(entry: entry, body: again).reworded != line.reworded {
        difference = ReplayDifference(
          number: line.entry.number, recorded: text(line.body), replayed: text(again))
      }
      comparedEvents += 1
      toldAt += 1
      recordedAt += 1
    }
    forgetCompared()
  }

  /// Forgets what agreed, so that a long record needs no memory for it.
  private mutating func forgetCompared() {
    guard difference == nil else { return }
    told.removeFirst(toldAt)
    recorded.removeFirst(recordedAt)
    (toldAt, recordedAt) = (0, 0)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// The first event that a replay tells otherwise than the journal.
public struct ReplayDifference: Hashable, Sendable {
  /// The entry; nil if the journal has none.
  public var number: Int?
  /// The entry as recorded, up to its hash; nil if the replay tells more than the journal.
  public var recorded: String?
  /// Nil if the replay tells less than the journal.
  public var replayed: String?
}
