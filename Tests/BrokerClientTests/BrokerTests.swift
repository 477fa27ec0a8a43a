import BrokerClient
import ChairBeacon
import Foundation
import InfusionCore
import Testing
import WallUI

/// Chairs and a wall at a real Mosquitto on this machine.
@Suite(
  "At a broker", .serialized,
  .enabled(if: Broker.isInstalled, "a real broker is tried where mosquitto is installed"))
struct BrokerTests {
  @Test func `a chair that is published stands on the wall`() throws {
    let broker = try Broker()
    try broker.start()
    let ward = Ward()
    let chair = try #require(ward.add("3", try Ward.access(broker.port)))
    ward.addWall(try Ward.access(broker.port))
    #expect(ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected })
    chair.published.hear(Ward.event(1))
    chair.published.hear(Ward.state("3"))
    #expect(ward.sees { ward.isHeard("3") && ward.events == [1] })
    #expect(ward.wall.tiles.map(\.chair) == ["ward/3"])
    // One that comes later knows at once who is there, from what the broker kept.
    let later = Ward()
    later.addWall(try Ward.access(broker.port), client: "later")
    #expect(later.sees { !later.wall.tiles.isEmpty })
    #expect(later.wall.tiles[0].contact(at: 0) == .awaited)
    // A chair that leaves on purpose says so.
    chair.link.say(chair.published.goodbye)
    chair.link.end()
    #expect(ward.sees { ward.hasHeard(.unreachable) })
  }

  @Test func `a broker that dies and comes back loses no event that was told`() throws {
    let broker = try Broker()
    try broker.start()
    let ward = Ward()
    let chair = try #require(ward.add("3", try Ward.access(broker.port)))
    ward.addWall(try Ward.access(broker.port))
    #expect(ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected })
    for number in 1...3 { chair.published.hear(Ward.event(number)) }
    #expect(ward.sees { ward.events == [1, 2, 3] })

    broker.stop()
    #expect(ward.sees { ward.wallLink?.isConnected == false && !chair.link.isConnected })
    for number in 4...9 { chair.published.hear(Ward.event(number)) }
    try broker.start()
    ward.now += 2000
    #expect(ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected })
    chair.published.hear(Ward.state("3"))
    #expect(ward.sees { ward.wall.tiles.first?.contact(at: ward.now) == .good })
    ward.now += 3000
    ward.tick = 200
    #expect(ward.sees { Set(ward.events) == Set(1...9) })
    #expect(ward.wall.tiles.first?.missedLately(at: ward.now) == nil)
  }

  @Test func `a cable that is cut is no contact; one that stalls holds nobody up, and loses nothing`() throws
  {
    let broker = try Broker()
    try broker.start()
    let cable = try #require(Cable(to: broker.port))
    defer { cable.end() }
    let ward = Ward()
    let chair = try #require(ward.add("3", try Ward.access(cable.port)))
    ward.addWall(try Ward.access(broker.port))
    #expect(ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected })
    chair.published.hear(Ward.state("3"))
    #expect(ward.sees { ward.isHeard("3") })

    cable.become(.stalled)
    for number in 1...200 {
      chair.published.hear(Ward.event(number))
      for message in chair.published.messages(at: ward.now) { chair.link.say(message) }
    }
    // Nothing comes, so by the wall's own clock the chair is lost.
    #expect(ward.events.isEmpty)
    #expect(ward.wall.calls(at: ward.now + 10_000) == ["ward/3/contact": .high])
    cable.become(.whole)
    #expect(ward.sees { ward.events.count >= 200 })
    #expect(ward.wall.tiles.first?.missedLately(at: ward.now) == nil)

    // The broker says by itself that nobody publishes the chair any more.
    cable.become(.cut)
    #expect(ward.sees { ward.hasHeard(.unreachable) })
    #expect(ward.wall.tiles.first?.contact(at: ward.now) == .lost)
  }

  @Test func `two chairs of one name are told of each other, and both stand on the wall`() throws {
    let broker = try Broker()
    try broker.start()
    let ward = Ward()
    for publisher in ["aa11", "bb22"] {
      ward.add("3", try Ward.access(broker.port), publisher: publisher)
    }
    ward.addWall(try Ward.access(broker.port))
    #expect(ward.sees { ward.wallLink?.isConnected == true && ward.chairs.allSatisfy(\.link.isConnected) })
    for chair in ward.chairs { chair.published.hear(Ward.state("3")) }
    #expect(ward.sees { ward.wall.tiles.count == 2 })
    #expect(ward.wall.calls(at: ward.now).values.filter { $0 == .medium }.count == 2)
    let heard = Set(ward.heardByChairs.compactMap { BrokerPayload.publisherOnline($0) })
    #expect(heard == ["aa11", "bb22"])
  }

  @Test func `hostile payloads put nothing on the wall and take nothing from it`() throws {
    let broker = try Broker()
    try broker.start()
    let ward = Ward()
    let chair = try #require(ward.add("3", try Ward.access(broker.port)))
    ward.addWall(try Ward.access(broker.port))
    #expect(ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected })
    let deep = String(repeating: "[", count: 65_000)
    for payload in ["", "\u{0}", deep, "{\"v\":1}", String(repeating: "x", count: 200_000)] {
      for kind in BrokerTopic.Kind.allCases {
        let topic = BrokerTopic(site: "ward", chair: "3", kind).text
        chair.link.say(
          BrokerMessage(topic: topic, payload: Array(payload.utf8), isKept: false, isAssured: true))
      }
    }
    chair.published.hear(Ward.event(1))
    chair.published.hear(Ward.state("3"))
    #expect(ward.sees { ward.isHeard("3") && ward.events == [1] })
    #expect(ward.wall.tiles.map(\.chair) == ["ward/3"])
  }

  // MARK: Who is let in

  @Test func `a chair writes of itself alone, a wall only reads, a wrong password is refused`() throws {
    let tool = "/usr/bin/mosquitto_passwd"
    try #require(FileManager.default.isExecutableFile(atPath: tool), "mosquitto_passwd comes with mosquitto")
    let broker = try Broker(
      "allow_anonymous false\npassword_file FOLDER/passwords\nacl_file FOLDER/acl",
      files: [
        "passwords": "",
        "acl": """
        user chair-3
        topic write chairside/v1/ward/3/#
        topic read chairside/v1/ward/3/online
        user wall
        topic read chairside/v1/#
        """,
        "chair": "chair-3\nsecret\n", "wall": "wall\nsecret\n", "stranger": "wall\nguess\n",
      ])
    for user in ["chair-3", "wall"] { try broker.run(tool, ["-b", "FOLDER/passwords", user, "secret"]) }
    try broker.start()
    func access(_ file: String) throws -> BrokerAccess {
      try Ward.access(broker.port, login: BrokerLogin(file: "\(broker.folder)/\(file)"))
    }
    let ward = Ward()
    let chair = try #require(ward.add("3", try access("chair")))
    let liar = try #require(ward.add("4", try access("chair"), publisher: "bb22"))
    ward.addWall(try access("wall"))
    #expect(
      ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected && liar.link.isConnected })
    liar.published.hear(Ward.state("4"))
    chair.published.hear(Ward.state("3"))
    ward.wallLink?.say(
      BrokerMessage(
        topic: chair.published.ownTopic, payload: chair.published.will.payload, isKept: true, isAssured: true)
    )
    #expect(ward.sees { ward.isHeard("3") })
    #expect(!ward.isHeard("4") && !ward.hasHeard(.unreachable))

    let stranger = BrokerLink(try access("stranger"), BrokerRole(client: "x", filters: []))
    ward.now += 1
    #expect(
      ward.sees {
        stranger.tend(at: ward.now)
        _ = stranger.news(at: ward.now)
        if case .refused = stranger.trouble { return true } else { return false }
      })
  }

  @Test func `TLS: the broker must be who the authority says`() throws {
    let tool = "/usr/bin/openssl"
    try #require(FileManager.default.isExecutableFile(atPath: tool), "openssl makes the certificates")
    let broker = try Broker(
      "allow_anonymous true\ncertfile FOLDER/broker.pem\nkeyfile FOLDER/broker.key\n")
    for name in ["broker", "other"] {
      try broker.run(
        tool,
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
          "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
          "FOLDER/\(name).key", "-out", "FOLDER/\(name).pem",
        ])
    }
    try broker.start()
    let ward = Ward()
    func access(_ authority: String) throws -> BrokerAccess {
      try Ward.access(broker.port, encrypted: true, authority: "\(broker.folder)/\(authority)")
    }
    let chair = try #require(ward.add("3", try access("broker.pem")))
    ward.addWall(try access("broker.pem"))
    #expect(ward.sees { ward.wallLink?.isConnected == true && chair.link.isConnected })
    // More than a record of TLS holds.
    ward.tick = 200
    for number in 1...500 { chair.published.hear(Ward.event(number)) }
    chair.published.hear(Ward.state("3"))
    #expect(ward.sees { ward.isHeard("3") && ward.events == Array(1...500) })

    for (access, words) in [
      (try access("other.pem"), "certificate verify failed"), (try access("missing.pem"), "missing.pem"),
      (try Ward.access(broker.port), "connection"),
    ] {
      let stranger = BrokerLink(access, BrokerRole(client: "x", filters: []))
      #expect(
        ward.sees {
          stranger.tend(at: ward.now)
          _ = stranger.news(at: ward.now)
          return stranger.trouble != nil
        })
      #expect(stranger.trouble?.sentence.contains(words) == true)
      #expect(!stranger.isConnected)
    }
  }

  @Test func `where nobody listens it is said, and called again`() throws {
    let broker = try Broker()
    let ward = Ward()
    let chair = try #require(ward.add("3", try Ward.access(broker.port)))
    #expect(ward.sees { chair.link.trouble != nil })
    #expect(chair.link.trouble?.sentence == "not reached: Connection refused")
    try broker.start()
    ward.now += 999
    #expect(chair.link.due == 1000)
    ward.now += 1
    #expect(ward.sees { chair.link.isConnected })
  }
}
