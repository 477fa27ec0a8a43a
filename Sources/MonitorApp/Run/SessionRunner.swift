public import InfusionCore
public import Quantities

/// Hears everything that goes into a session and everything it tells, in the order of the record.
public protocol SessionListener: AnyObject {
  func took(_ input: Input, at time: SessionTime)
  func told(_ event: StampedEvent)
}

/// A session with its listeners: the journal, the screen's trends, headless output.
///
/// Live monitoring, replay and simulation differ only in who calls this.
public struct SessionRunner {
  public private(set) var session: Session
  private let listeners: [any SessionListener]

  public init(_ session: Session, listeners: [any SessionListener]) {
    self.session = session
    self.listeners = listeners
  }

  public mutating func begin() { tell(session.begin()) }

  public mutating func receive(_ input: Input, at time: SessionTime) {
    let (stamp, events) = session.receive(input, at: time)
    // What fell due before the input stands before it in the record.
    let own = events.firstIndex { $0.time >= stamp } ?? events.endIndex
    tell(events[..<own])
    for listener in listeners { listener.took(input, at: stamp) }
    tell(events[own...])
  }

  public mutating func advance(to time: SessionTime) { tell(session.advance(to: time)) }

  /// The recorder wrote so many entries of its own.
  public mutating func noteEntries(_ count: Int) { session.noteEntries(count) }

  private func tell(_ events: some Sequence<StampedEvent>) {
    for event in events {
      for listener in listeners { listener.told(event) }
    }
  }
}
