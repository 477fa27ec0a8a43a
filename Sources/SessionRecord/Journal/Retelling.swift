public import InfusionCore
public import Quantities

/// A record told again: its inputs go through the engine, and followers hear the recorded events and, between
/// them, the readings that counted.
///
/// A record of the first rules has fewer kinds of events; the engine tells those that it lacks.
public struct Retelling {
  public private(set) var session: Session
  private let tellsMore: Bool

  public init(plan: SessionPlan) {
    tellsMore = !plan.isBySecondRules
    session = Session(plan: plan)
  }

  /// The first events of the session, as a record by its rules has them.
  public mutating func begin() -> [StampedEvent] { recordable(session.begin()) }

  /// Tells the next entry. Returns what the session tells of it, as a record by its rules has it.
  @discardableResult
  public mutating func retell(
    _ entry: JournalEntry, telling follow: (RecordMoment, Session) -> Void
  ) -> [StampedEvent] {
    follow(RecordMoment(entry.content.told, at: entry.time, wall: entry.wall), session)
    guard case .input(let input) = entry.content else { return [] }
    let step = session.receive(input, at: entry.time, entry: entry.number)
    if tellsMore {
      for event in step.events where event.event.isOfSecondRules {
        follow(RecordMoment(.event(event.event), at: event.time, wall: entry.wall), session)
      }
    }
    if let heard = session.heard {
      follow(RecordMoment(.heard(heard), at: entry.time, wall: entry.wall), session)
    }
    return recordable(step.events)
  }

  /// Lets time pass to the record's end.
  public mutating func advance(to time: SessionTime) -> [StampedEvent] {
    recordable(session.advance(to: time))
  }

  private func recordable(_ events: [StampedEvent]) -> [StampedEvent] {
    tellsMore ? events.filter { !$0.event.isOfSecondRules } : events
  }
}

extension SessionPlan {
  /// Whether a record by these rules has such an event. A record that was begun by the first rules keeps to
  /// them, although the engine tells more.
  public func records(_ event: Event) -> Bool { isBySecondRules || !event.isOfSecondRules }
}
