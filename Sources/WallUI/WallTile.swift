public import ChairBeacon
public import InfusionCore
public import Quantities

/// One chair as the wall knows it: what it told last, and how long ago by the wall's own clock.
///
/// A chair that says nothing is not believed for long: its numbers age here, and after ten seconds of silence
/// they are gone, and that is an alarm of the wall.
public struct WallTile: Sendable {
  /// The name that stands on it, no other's: `3`, `ward/3`, and `ward/3 (f00d)` for a second one of that
  /// name.
  public let chair: String
  /// From where it is told, and its name there.
  public internal(set) var place: ChairPlace
  let name: String
  public internal(set) var state: ChairState
  /// Milliseconds of the wall's clock: its last word, or, of one that has not spoken yet, since when we
  /// listen.
  public internal(set) var heardAt: Int64
  /// It is known only from what a broker has kept, which may be of any age.
  var isOnlyKept: Bool
  /// Its publisher is gone without a farewell.
  var isUnreachable = false
  /// When another of the same name spoke last.
  var twinAt: Int64?
  private var count = EventCount()
  /// How many events did not arrive, and when that was found.
  private(set) var missed: (count: Int, at: Int64)?
  /// What SpO2 and pulse were, a value a second, for the chair's own page.
  var course = TileCourse()

  init(_ state: ChairState, as chair: String, from place: ChairPlace, isKept: Bool, at now: Int64) {
    self.chair = chair
    self.place = place
    name = state.chair
    self.state = state
    heardAt = now
    isOnlyKept = isKept
    if !isKept { course.add(state, at: now) }
  }

  mutating func hear(_ state: ChairState, at now: Int64) {
    self.state = state
    heardAt = now
    isOnlyKept = false
    isUnreachable = false
    course.add(state, at: now)
  }

  /// Another process tells of it from now on, and counts its events anew.
  mutating func move(to place: ChairPlace) {
    self.place = place
    count = EventCount()
  }

  mutating func hear(event number: Int, at now: Int64) {
    note(missed: count.hear(event: number, from: place), at: now)
  }

  mutating func hear(told number: Int, at now: Int64) { note(missed: count.hear(told: number), at: now) }

  private mutating func note(missed new: Int, at now: Int64) {
    if new > 0 { missed = ((missedLately(at: now) ?? 0) + new, now) }
  }

  /// How many events were missed in the last minute; the next state is whole all the same.
  public func missedLately(at now: Int64) -> Int? {
    missed.flatMap { now - $0.at < Self.missedStands ? $0.count : nil }
  }

  private static let missedStands: Int64 = 60_000

  /// Whether another of the same name speaks, too.
  func isTwin(at now: Int64) -> Bool {
    twinAt.map { TimeSpan(milliseconds: now - $0) < Contact.lostAfter } ?? false
  }

  /// How long it has said nothing.
  public func silence(at now: Int64) -> TimeSpan { TimeSpan(milliseconds: max(0, now - heardAt)) }

  public func contact(at now: Int64) -> Contact {
    if isUnreachable { return .lost }
    if isOnlyKept { return silence(at: now) < Contact.lostAfter ? .awaited : .lost }
    switch silence(at: now) {
    case ..<Contact.quietAfter: return .good
    case ..<Contact.lostAfter: return .quiet
    default: return .lost
    }
  }
}

/// Whether a chair is heard. It speaks once a second.
public enum Contact: Hashable, Sendable {
  case good
  /// It is late: its numbers stand there with their age.
  case quiet
  /// Only something it said earlier, to somebody else, is known: there are no numbers yet.
  case awaited
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
  /// It is not the chair's, and is silenced here.
  public var isOfWall = false
}

extension WallTile {
  /// The worst first. A lost chair has one call only: that it is lost.
  func calls(at now: Int64) -> [WallCall] {
    switch contact(at: now) {
    case .good, .quiet: return twinCalls(at: now) + state.alarms.map { WallCall($0, chair: chair) }
    case .awaited: return []
    case .lost: break
    }
    // A lost chair in an infusing phase may be running a pump, so somebody must look at once.
    let priority: AlarmPriority = state.phase == .infusing || state.phase == .paused ? .high : .medium
    return [
      WallCall(
        id: "\(chair)/contact", priority: priority, text: "NO CONTACT for \(silence(at: now).clock)",
        isCalling: true, isOfWall: true)
    ]
  }

  private func twinCalls(at now: Int64) -> [WallCall] {
    guard isTwin(at: now) else { return [] }
    return [
      WallCall(
        id: "\(chair)/twin", priority: .medium, text: "TWO CHAIRS ARE CALLED \(name)", isCalling: true,
        isOfWall: true)
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
  /// Small, since a wall of many chairs keeps many of them: thousandths fit into half a word.
  struct Point: Hashable, Sendable {
    let at: Int64
    private let spo2Thousandths: Int32
    private let hrThousandths: Int32
    private static let none = Int32.min

    init(at: Int64, spo2: Fixed?, hr: Fixed?) {
      self.at = at
      spo2Thousandths = spo2.map { Int32(clamping: $0.thousandths) } ?? Self.none
      hrThousandths = hr.map { Int32(clamping: $0.thousandths) } ?? Self.none
    }

    var spo2: Fixed? { Self.fixed(spo2Thousandths) }
    var hr: Fixed? { Self.fixed(hrThousandths) }

    private static func fixed(_ thousandths: Int32) -> Fixed? {
      thousandths == none ? nil : Fixed(thousandths: Int(thousandths))
    }
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
