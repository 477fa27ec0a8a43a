import BrokerClient
import ChairBeacon
import Glibc
import InfusionCore
import Quantities
import Testing
import TextScreen
import WallUI

/// Chairs that are published, and a wall that listens, at one broker. The time is the test's own; the tests
/// wait for the network only.
final class Ward {
  var now: Int64 = 0
  /// How much of the test's time passes in a turn.
  var tick: Int64 = 0
  /// How long a test has waited in vain; a broker that did not answer once is called again, as in life.
  private var waited: Int64 = 0
  private(set) var chairs: [Chair] = []
  var wall = WallModel(size: Size(columns: 80, rows: 24))
  private(set) var wallLink: BrokerLink?
  /// The news of the chairs' own topics.
  private(set) var heardByChairs: [BrokerMessage] = []
  private(set) var heardByWall: [ChairNews] = []

  final class Chair {
    var published: PublishedChair
    let link: BrokerLink

    init(_ published: PublishedChair, _ link: BrokerLink) {
      self.published = published
      self.link = link
    }
  }

  static func access(
    _ port: Int, encrypted: Bool = false, authority: String? = nil, login: BrokerLogin? = nil
  ) throws -> BrokerAccess {
    let address = try BrokerAddress("\(encrypted ? "mqtts" : "mqtt")://localhost:\(port)")
    return BrokerAccess(address: address, authority: authority, login: login)
  }

  static func state(_ chair: String) -> [UInt8] {
    var state = ChairState()
    state.chair = chair
    state.phase = .infusing
    state.spo2 = .fresh(97, age: .zero)
    return Array(state.line.dropLast())
  }

  static func event(_ number: Int) -> [UInt8] {
    Array("{\"v\":1,\"kind\":\"event\",\"seq\":\(number),\"t\":1,\"event\":\"phase\"}".utf8)
  }

  @discardableResult
  func add(_ name: String, _ access: BrokerAccess, publisher: String = "aa11") -> Chair? {
    guard
      let published = PublishedChair(
        Self.state(name), site: "ward", publisher: publisher, leavesOutPatient: false)
    else { return nil }
    let role = BrokerRole(
      client: published.client, will: published.will, filters: [published.ownTopic])
    let chair = Chair(published, BrokerLink(access, role))
    chairs.append(chair)
    return chair
  }

  func addWall(_ access: BrokerAccess, client: String = "wall") {
    let filters = BrokerTopic.filters(site: "ward")
    wallLink = BrokerLink(access, BrokerRole(client: client, filters: filters))
  }

  /// Whether something becomes true before long. If not, the failure says how the connections stand.
  func sees(_ condition: () -> Bool) -> Bool {
    for turns in 1...3000 {
      turn()
      now += tick
      if condition() { return true }
      var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&polled, nfds_t(polled.count), 10)
      if turns.isMultiple(of: 100) { waited += 1000 }
    }
    let links = chairs.map(\.link) + [wallLink].compactMap(\.self)
    Issue.record("\(links.map { $0.isConnected ? "connected" : $0.trouble?.sentence ?? "not yet" })")
    return false
  }

  private var descriptors: [Int32] { (chairs.map(\.link) + [wallLink].compactMap(\.self)).map(\.descriptor) }

  private func turn() {
    for chair in chairs {
      chair.link.tend(at: now + waited)
      for news in chair.link.news(at: now + waited) {
        switch news {
        case .connected: chair.published.connected(at: now)
        case .ended: chair.published.disconnected()
        case .message(let message): heardByChairs.append(message)
        }
      }
      for message in chair.published.messages(at: now) { chair.link.say(message) }
    }
    wallLink?.tend(at: now + waited)
    for case .message(let message) in wallLink?.news(at: now + waited) ?? [] {
      for news in BrokerPayload.news(message) {
        heardByWall.append(news)
        wall.hear(news, at: now)
      }
    }
  }

  /// The numbers of the events that came to the wall, in their order.
  var events: [Int] {
    heardByWall.compactMap { if case .event(let number) = $0.word { number } else { nil } }
  }

  func hasHeard(_ word: ChairNews.Word) -> Bool { heardByWall.contains { $0.word == word } }

  /// Whether the wall has heard the chair itself, not only what the broker kept.
  func isHeard(_ chair: String) -> Bool {
    heardByWall.contains { news in
      if news.chair == chair, case .state = news.word { true } else { false }
    }
  }
}
