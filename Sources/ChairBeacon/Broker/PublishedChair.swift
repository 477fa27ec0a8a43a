import JSONLines
import Quantities

/// What is published of one chair: its lines in, messages for the broker out. Pure; the time is its caller's.
///
///     chair.hear(line)                       // from the chair's socket
///     chair.connected(at: now)               // the broker answers
///     for message in chair.messages(at: now) { publish(message) }
///
/// **No event that it was told is lost to a broker that comes back.** Events wait here for a connection, and
/// those of the last minute are repeated after each one, and once more when the walls have had time to come
/// back. Listeners count events by their numbers, and so take each once.
public struct PublishedChair: Sendable {
  public let chair: String
  public let site: String
  public let publisher: String
  private let leavesOutPatient: Bool

  private var state: JSONObject
  private var stateIsNew = true
  private var events: [Waiting] = []
  /// The number of the last event, as it is published.
  private var number = 0
  /// The number of the last event that went out.
  private var told = 0
  /// The chair's own number of the last event: a jump is one that this process has missed.
  private var heard: Int?
  private var isConnected = false
  private var hasSaidOnline = false
  private var connections = 0
  private var eventsFrom: Int64 = 0

  private struct Waiting {
    var number: Int
    var payload: [UInt8]
    /// When it went out last; nil before.
    var saidAt: Int64?
    var isDue = true
  }

  /// So many events wait for a broker; beyond that the oldest are dropped, and listeners see the jump in the
  /// numbers.
  public static let eventsMax = 10_000
  /// How long an event that went out may not have come to every wall: a connection that was cut is noticed by
  /// then.
  static let saidAgainFor: Int64 = 60_000
  /// A broker keeps some 1000 messages for a wall that has not taken them yet: what has waited goes out in
  /// portions, so that many chairs together do not overflow it.
  static let portion = 5
  static let portionsEvery: Int64 = 200
  /// How long a wall takes to come back when its broker does.
  static let wallsComeBackIn: Int64 = 3000

  /// Nil unless the first line is a state, which names the chair of all the others.
  public init?(_ line: [UInt8], site: String, publisher: String, leavesOutPatient: Bool) {
    guard let object = Self.object(line), let state = ChairState(object) else { return nil }
    chair = state.chair
    self.site = site
    self.publisher = publisher
    self.leavesOutPatient = leavesOutPatient
    self.state = object
  }

  /// Whether the chair may be told that it is on the wall, or not.
  public var listens: Bool { state["listens"]?.bool ?? false }

  // MARK: What comes in

  public mutating func hear(_ line: [UInt8]) {
    guard let object = Self.object(line) else { return }
    switch object["kind"]?.string.flatMap(BeaconLine.Kind.init) {
    case .state, .farewell:
      guard object["chair"]?.string == chair else { return }
      state = object
      stateIsNew = true
    case .event: hear(event: object)
    case nil: break
    }
  }

  private mutating func hear(event: JSONObject) {
    guard let own = event["seq"]?.integer else { return }
    if let heard {
      // After a restart of the chair its numbers begin anew, and nobody knows how many events there were.
      number += own > heard ? own - heard - 1 : 1
    }
    heard = own
    number += 1
    var event = leavesOutPatient ? event.onlyWhatHappened : event
    event["seq"] = .fixed(.init(number))
    event[BrokerPayload.publisherKey] = .string(publisher)
    events.append(Waiting(number: number, payload: BrokerPayload.bytes(event)))
    if events.count > Self.eventsMax { events.removeFirst(events.count - Self.eventsMax) }
  }

  private static func object(_ line: [UInt8]) -> JSONObject? {
    guard let object = try? JSONParser.parse(line).object, object["v"]?.integer == ChairState.version else {
      return nil
    }
    return object
  }

  // MARK: The broker

  public mutating func connected(at now: Int64) {
    isConnected = true
    hasSaidOnline = false
    stateIsNew = true
    for index in events.indices { events[index].isDue = true }
    eventsFrom = connections == 0 ? now : now + Self.wallsComeBackIn
    connections += 1
  }

  public mutating func disconnected() { isConnected = false }

  /// What the broker says if this process is gone without a farewell.
  public var will: BrokerMessage { online(false) }

  /// What it says before it leaves on purpose.
  public var goodbye: BrokerMessage { online(false) }

  private func online(_ isOnline: Bool) -> BrokerMessage {
    BrokerMessage(
      topic: topic(.online), payload: BrokerPayload.online(isOnline, chair: chair, publisher: publisher),
      isKept: true, isAssured: true)
  }

  private func topic(_ kind: BrokerTopic.Kind) -> String { BrokerTopic(site: site, chair: chair, kind).text }

  /// Its connection's name at the broker: no other connection has it.
  public var client: String { "chairside-\(publisher)-\(BrokerTopic.level(chair))" }

  /// Its own `online`: another machine that publishes a chair of this name is heard there.
  public var ownTopic: String { topic(.online) }

  // MARK: What goes out

  /// When it has something to say though nothing comes in.
  public var due: Int64? { isConnected && events.contains { $0.isDue } ? eventsFrom : nil }

  public mutating func messages(at now: Int64) -> [BrokerMessage] {
    guard isConnected else { return [] }
    events.removeAll { $0.saidAt.map { now - $0 >= Self.saidAgainFor } ?? false && !$0.isDue }
    var messages: [BrokerMessage] = []
    if !hasSaidOnline { messages.append(online(true)) }
    hasSaidOnline = true
    if now >= eventsFrom { messages += dueEvents(at: now) }
    if stateIsNew { messages.append(stateMessage) }
    stateIsNew = false
    return messages
  }

  private mutating func dueEvents(at now: Int64) -> [BrokerMessage] {
    var messages: [BrokerMessage] = []
    for index in events.indices where events[index].isDue {
      if messages.count == Self.portion {
        eventsFrom = now + Self.portionsEvery
        break
      }
      events[index].isDue = false
      events[index].saidAt = now
      told = max(told, events[index].number)
      messages.append(
        BrokerMessage(topic: topic(.event), payload: events[index].payload, isKept: false, isAssured: true))
    }
    return messages
  }

  private var stateMessage: BrokerMessage {
    var object = state
    if leavesOutPatient { object = object.withoutPatient }
    object[BrokerPayload.publisherKey] = .string(publisher)
    object[BrokerPayload.toldKey] = .fixed(.init(told))
    let isFarewell = object["kind"]?.string == BeaconLine.Kind.farewell.rawValue
    return BrokerMessage(
      topic: topic(.state), payload: BrokerPayload.bytes(object), isKept: true, isAssured: isFarewell)
  }
}

extension JSONObject {
  /// A state that names nobody: the reference is left out, and what a device said of its patient.
  fileprivate var withoutPatient: JSONObject {
    var state = self
    state["patient"] = nil
    guard let alarms = self["alarms"]?.array else { return state }
    state["alarms"] = .array(
      alarms.map { alarm in
        guard var object = alarm.object, let id = object["id"]?.string, id.hasSuffix(".identity") else {
          return alarm
        }
        object["text"] = .string(id)
        return .object(object)
      })
    return state
  }

  /// An event without any words that a person or a device said.
  fileprivate var onlyWhatHappened: JSONObject {
    JSONObject(
      members.filter {
        ["v", "kind", "seq", "t", "event", "id", "priority", "phase", "state"].contains($0.key)
      })
  }
}
