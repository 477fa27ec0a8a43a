public import InfusionCore
public import Quantities

/// An engine that can be fed a journal's inputs again.
public protocol ReplayableSession {
  mutating func begin() -> [StampedEvent]
  mutating func replay(_ input: Input, at time: SessionTime) -> [StampedEvent]
  mutating func advance(to time: SessionTime) -> [StampedEvent]
  /// Entries of the record that are neither inputs nor events.
  mutating func noteEntries(_ count: Int)
}

extension Session: ReplayableSession {
  public mutating func replay(_ input: Input, at time: SessionTime) -> [StampedEvent] {
    receive(input, at: time).events
  }
}

/// Feeds the inputs of a journal to a session and compares what it tells, to the byte, with what is recorded.
public struct Replay<Engine: ReplayableSession> {
  public private(set) var engine: Engine
  /// What differs first; nothing behind it is compared, since all that follows may be shifted.
  public private(set) var difference: ReplayDifference?
  public private(set) var comparedEvents = 0

  private var told: [StampedEvent]
  private var toldAt = 0
  private var recorded: [Recorded] = []
  private var recordedAt = 0
  private var lastNumber = 0

  private struct Recorded {
    var entry: JournalEntry
    var body: [UInt8]

    /// The entry as this program would write it. Only a refusal may differ from what is recorded: its
    /// sentence is for people, who may be given better words; its code and evidence are what was decided.
    var reworded: [UInt8] {
      guard case .event(.refused) = entry.content else { return body }
      return JournalEncoder.body(of: entry)
    }
  }

  public init(engine: Engine) {
    self.engine = engine
    told = []
    told = self.engine.begin()
  }

  /// Takes the next entry; `body` is its line up to its hash, as `JournalReader.body` has it.
  public mutating func take(_ entry: JournalEntry, body: ArraySlice<UInt8>) {
    noteOthers(entry)
    switch entry.content {
    case .input(let input): told += engine.replay(input, at: entry.time)
    case .event: recorded.append(Recorded(entry: entry, body: Array(body)))
    case .header, .anchor, .recovered, .seal, .other: return
    }
    compare()
  }

  /// The journal is over: lets time pass to its last entry. Returns the events that the session tells beyond
  /// the recorded ones: in a sealed journal a difference, in an open one what a crash kept from being
  /// written.
  public mutating func finish(at time: SessionTime, isSealed: Bool) -> [StampedEvent] {
    told += engine.advance(to: time)
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

  /// Entries that the engine does not count by itself: the record's own, and those that are lost.
  private mutating func noteOthers(_ entry: JournalEntry) {
    switch entry.content {
    case .header: return
    case .anchor, .recovered, .other: engine.noteEntries(1)
    case .input, .event, .seal: break
    }
    engine.noteEntries(max(0, entry.number - lastNumber - 1))
    lastNumber = max(lastNumber, entry.number)
  }

  private mutating func compare() {
    while difference == nil, toldAt < told.count, recordedAt < recorded.count {
      let event = told[toldAt]
      let line = recorded[recordedAt]
      let entry = JournalEntry(
        number: line.entry.number, time: event.time, wall: line.entry.wall, content: .event(event.event))
      let again = JournalEncoder.body(of: entry)
      if again != line.body, again != line.reworded {
        difference = ReplayDifference(
          number: line.entry.number, recorded: text(line.body), replayed: text(again))
      }
      comparedEvents += 1
      toldAt += 1
      recordedAt += 1
    }
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
