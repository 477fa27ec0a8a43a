import InfusionCore
import Quantities

// What a script can do without looking: everything that harms nobody, by the clock.

extension Trainee {
  /// The acts of the list that are due by now.
  mutating func byTheClock(_ session: Session) -> [Action] {
    guard let started = session.startedAt else { return [] }
    let due = Self.clock.dropFirst(clockDone).prefix { started + .seconds($0.after) <= session.now }
    clockDone += due.count
    return due.map(\.action)
  }

  private typealias Entry = (after: Int64, action: Action)

  /// Seconds since the start. Something against nausea, an ordinary pressure that nobody measured, kind
  /// words, one pause for everybody, and a longer observation for everybody.
  private static let clock: [Entry] =
    (pressures + kindWords + once).enumerated()
    .sorted { ($0.element.after, $0.offset) < ($1.element.after, $1.offset) }.map(\.element)

  private static let pressures: [Entry] = stride(from: 150, through: 5100, by: 150).map {
    ($0, .bloodPressure(BloodPressureAction(sys: 125, dia: 75)))
  }

  /// Eight of them, since a ninth measure that nothing asks for is reported as harm.
  private static let kindWords: [Entry] = stride(from: 720, to: 720 + 8 * 225, by: 225).map {
    ($0, .intervention(name: Measure.reassurance.rawValue))
  }

  private static let once: [Entry] = [
    (0, .medication(name: "ondansetron", dose: "4 mg", route: "IV")),
    (510, .pause(reason: "every patient gets one")), (530, .resume(reason: "every patient gets one")),
    (2550, .stop(reason: "dose complete")),
    (2610, .extend(ExtendAction(minutes: 60, reason: "as always here"))),
    (8050, .close(reason: "stays with the ward")),
  ]
}
