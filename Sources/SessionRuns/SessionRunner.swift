public import InfusionCore
public import Quantities

/// Hears everything that a session tells, and the readings that count, in the order of the record.
public protocol SessionListener: AnyObject {
  func told(_ event: StampedEvent, by session: Session)
  func heard(_ reading: HeardReading, at time: SessionTime, by session: Session)
  /// The session has taken an input and told all that came of it.
  func followed(_ session: Session)
}

extension SessionListener {
  public func followed(_ session: Session) {}
  public func heard(_ reading: HeardReading, at time: SessionTime, by session: Session) {}
}

/// Gives every input the number of its entry. It alone does: corrections cite these numbers.
public protocol EntryBook: AnyObject {
  /// Enters an input. `recorded` is the number that it has in the record that it comes from.
  func enter(_ input: Input, at time: SessionTime, recorded: Int?, by session: Session) -> Int
}

/// A session with its book and its listeners: the journal, the screen's trends, headless output.
///
/// Live monitoring, replay and simulation differ only in who calls this.
public struct SessionRunner {
  public private(set) var session: Session
  private let book: any EntryBook
  private let audience: Audience

  public init(_ session: Session, book: any EntryBook, listeners: [any SessionListener]) {
    self.session = session
    self.book = book
    audience = Audience(listeners: listeners)
  }

  /// Begins a new session. Returns its first events.
  @discardableResult
  public mutating func begin() -> [StampedEvent] {
    let first = session.begin()
    audience.tell(first, by: session)
    return first
  }

  /// Gives the session an input; what fell due before it stands before it in the record. Returns what came of
  /// it.
  @discardableResult
  public mutating func receive(_ input: Input, at time: SessionTime, recorded: Int? = nil) -> [StampedEvent] {
    let (stamp, due) = session.makeWay(for: input, at: time)
    if !due.isEmpty { audience.tell(due, by: session) }
    let entry = book.enter(input, at: stamp, recorded: recorded, by: session)
    let own = session.take(input, entry: entry)
    audience.tellOutcome(own, at: stamp, by: session)
    return own
  }

  /// Whether an action was accepted.
  public mutating func act(_ action: Action, by: String?, at time: SessionTime) -> Bool {
    let own = receive(.action(action, by: by), at: time)
    return !own.contains { if case .refused = $0.event { true } else { false } }
  }

  @discardableResult
  public mutating func receive(_ stamped: StampedInput) -> [StampedEvent] {
    guard let input = stamped.input else { return [] }
    return receive(input, at: stamped.time, recorded: stamped.entry)
  }

  public mutating func advance(to time: SessionTime) { audience.tell(session.advance(to: time), by: session) }
}

/// The listeners. Not inlined: a session is large, and within the runner each listener would be handed a copy
/// of its bytes.
private struct Audience {
  let listeners: [any SessionListener]

  @inline(never)
  func tell(_ events: [StampedEvent], by session: Session) {
    for event in events {
      for listener in listeners { listener.told(event, by: session) }
    }
  }

  /// Tells what came of an input: the reading that counted, then the events, then that this was all.
  @inline(never)
  func tellOutcome(_ own: [StampedEvent], at stamp: SessionTime, by session: Session) {
    if let heard = session.heard {
      for listener in listeners { listener.heard(heard, at: stamp, by: session) }
    }
    tell(own, by: session)
    for listener in listeners { listener.followed(session) }
  }
}

/// The book of a session that is not recorded: it gives the numbers that a record of it would have.
public final class UnwrittenBook: EntryBook, SessionListener {
  private var last = 0

  public init() {}

  public func enter(_ input: Input, at time: SessionTime, recorded: Int?, by session: Session) -> Int {
    last = recorded ?? last + 1
    return last
  }

  public func told(_ event: StampedEvent, by session: Session) { last += 1 }
}
