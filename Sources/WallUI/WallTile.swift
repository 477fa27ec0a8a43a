public import ChairBeacon
public import InfusionCore
public import Quantities

/// One chair as the wall knows it: what it told last, and how long ago by the wall's own clock.
///
/// A chair that says nothing is not believed for long: its numbers age here, and after ten seconds of silence
/// they are gone, and that is an alarm of the wall.
public struct WallTile: Hashable, Sendable {
  public let chair: String
  public internal(set) var state: ChairState
  /// Milliseconds of the wall's clock.
  public internal(set) var heardAt: Int64
  /// What SpO2 and pulse were, a value a second, for the chair's own page.
  var course = TileCourse()

  init(_ state: ChairState, at now: Int64) {
    chair = state.chair
    self.state = state
    heardAt = now
    course.add(state, at: now)
  }

  mutating func hear(_ state: ChairState, at now: Int64) {
    self.state = state
    heardAt = now
    course.add(state, at: now)
  }

  /// How long it has said nothing.
  public func silence(at now: Int64) -> TimeSpan { TimeSpan(milliseconds: max(0, now - heardAt)) }

  public func contact(at now: Int64) -> Contact {
    switch silence(at: now) {
    case ..<Contact.quietAfter: .good
    case ..<Contact.lostAfter: .quiet
    default: .lost
    }
  }
}

/// Whether a chair is heard. It speaks once a second.
public enum Contact: Hashable, Sendable {
  case good
  /// It is late: its numbers stand there with their age.
  case quiet
  case lost

  public static let quietAfter = TimeSpan.seconds(3)
  public static let lostAfter = TimeSpan.seconds(10)
}

/// Something that calls from the wall: a chair's own alarm, a chair that is silent, a session that nobody
/// watches.
public struct WallCall: Hashable, Sendable {
  public var id: String
  public var priority: AlarmPriority
  public var text: String
  /// Nobody has answered it: at the chair, or, of the wall's own, here.
  public var isCalling: Bool
}

extension WallTile {
  /// The worst first. Of a chair that is lost nothing else is known than that.
  func calls(at now: Int64) -> [WallCall] {
    guard contact(at: now) == .lost else { return state.alarms.map { WallCall($0, chair: chair) } }
    // Who may be running a pump there must be looked after at once.
    let priority: AlarmPriority = state.phase == .infusing || state.phase == .paused ? .high : .medium
    return [
      WallCall(
        id: "\(chair)/contact", priority: priority, text: "NO CONTACT for \(silence(at: now).clock)",
        isCalling: true)
    ]
  }
}

extension WallCall {
  init(_ alarm: ToldAlarm, chair: String) {
    id = "\(chair)/\(alarm.id)"
    priority = alarm.priority
    let by = alarm.acknowledgedBy.map { " by \($0)" } ?? ""
    let standing = alarm.isLatched ? " ENDED" : alarm.isAcknowledged ? " acknowledged\(by)" : ""
    text = alarm.text + standing
    isCalling = alarm.isCalling
  }
}

/// What a chair told of SpO2 and pulse, a value a second, for the last hour.
struct TileCourse: Hashable, Sendable {
  struct Point: Hashable, Sendable {
    var at: Int64
    var spo2: Fixed?
    var hr: Fixed?
  }
  private(set) var points: [Point] = []
  private static let most = 3600

  mutating func add(_ state: ChairState, at now: Int64) {
    if let last = points.last, now - last.at < 1000 { points.removeLast() }
    points.append(Point(at: now, spo2: state.spo2.fresh, hr: state.hr.fresh))
    if points.count > Self.most { points.removeFirst(points.count - Self.most) }
  }
}

extension ToldNumber {
  var fresh: Fixed? { if case .fresh(let value, _) = self { value } else { nil } }
}
