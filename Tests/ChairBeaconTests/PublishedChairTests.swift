import ChairBeacon
import InfusionCore
import Quantities
import Testing

@Suite("What is published of a chair")
struct PublishedChairTests {
  private func state(_ chair: String = "3") -> [UInt8] {
    var state = ChairState()
    state.chair = chair
    state.patient = "P-0142"
    state.phase = .infusing
    state.alarms = [
      ToldAlarm(id: "hl7.identity", priority: .high, text: "hl7: patient ID 4711", age: .zero),
      ToldAlarm(id: "spo2.low", priority: .high, text: "SpO2 82 < 85", age: .zero),
    ]
    return Array(state.line.dropLast())
  }

  private func event(_ number: Int, _ fields: String = "\"t\":1,\"event\":\"phase\"") -> [UInt8] {
    Array("{\"v\":1,\"kind\":\"event\",\"seq\":\(number),\(fields)}".utf8)
  }

  private func chair(noPatient: Bool = false) throws -> PublishedChair {
    try #require(
      PublishedChair(state(), site: "ward", publisher: "aa11", leavesOutPatient: noPatient))
  }

  /// `online+`, `state 2`, `event 3`: what goes out, with the numbers that are told.
  private func said(_ chair: inout PublishedChair, at now: Int64) -> [String] {
    chair.messages(at: now).flatMap { message -> [String] in
      if let who = BrokerPayload.publisherOnline(message) { return ["online \(who)"] }
      let words = BrokerPayload.news(message).map(\.word)
      return words.compactMap { word in
        switch word {
        case .told(let number): "state \(number)"
        case .event(let number): "event \(number)"
        case .farewell: "farewell"
        case .unreachable: "offline"
        case .state, .keptState: nil
        }
      }
    }
  }

  /// All that waits, in portions.
  private func events(of chair: inout PublishedChair, from now: Int64) -> [Int] {
    var numbers: [Int] = []
    var now = now
    while true {
      let portion = said(&chair, at: now).filter { $0.hasPrefix("event") }
      numbers += portion.compactMap { Int($0.dropFirst("event ".count)) }
      #expect(portion.count <= 5)
      guard let due = chair.due else { return numbers }
      now = max(now, due)
    }
  }

  @Test func `nothing goes out before the broker answers; then who it is, and how it stands`() throws {
    var chair = try chair()
    #expect(said(&chair, at: 0).isEmpty)
    chair.connected(at: 10)
    #expect(said(&chair, at: 10) == ["online aa11", "state 0"])
    #expect(said(&chair, at: 20).isEmpty)
    chair.hear(event(1))
    chair.hear(state())
    #expect(said(&chair, at: 30) == ["event 1", "state 1"])
  }

  @Test func `a state is kept by the broker, an event assured, and only this chair's topics are used`() throws
  {
    var chair = try chair()
    chair.connected(at: 0)
    chair.hear(event(1))
    let messages = chair.messages(at: 0)
    #expect(messages.map(\.topic) == ["online", "event", "state"].map { "chairside/v1/ward/3/\($0)" })
    #expect(messages.map(\.isKept) == [true, false, true])
    #expect(messages.map(\.isAssured) == [true, true, false])
    #expect(chair.will == chair.goodbye)
    #expect(BrokerPayload.news(chair.will).map(\.word) == [.unreachable])
  }

  @Test func `events wait for a broker that is away, and are said when the walls are back`() throws {
    var chair = try chair()
    chair.connected(at: 0)
    _ = said(&chair, at: 0)
    chair.hear(event(1))
    #expect(said(&chair, at: 1) == ["event 1"])
    chair.disconnected()
    chair.hear(event(2))
    #expect(said(&chair, at: 1000).isEmpty && chair.due == nil)
    chair.connected(at: 5000)
    #expect(said(&chair, at: 5000) == ["online aa11", "state 1"])
    #expect(chair.due == 8000)
    // The first one may still have been on its way when the broker died.
    #expect(said(&chair, at: 8000) == ["event 1", "event 2"])
  }

  @Test func `what went out a minute ago is not said again`() throws {
    var chair = try chair()
    chair.connected(at: 0)
    chair.hear(event(1))
    _ = said(&chair, at: 0)
    chair.hear(event(2))
    _ = said(&chair, at: 59_000)
    _ = said(&chair, at: 60_000)
    chair.disconnected()
    chair.connected(at: 61_000)
    #expect(said(&chair, at: 70_000) == ["online aa11", "event 2", "state 2"])
  }

  @Test func `what waited for an hour is not given up`() throws {
    var chair = try chair()
    chair.connected(at: 0)
    _ = said(&chair, at: 0)
    chair.disconnected()
    for number in 1...50 { chair.hear(event(number)) }
    chair.connected(at: 3_600_000)
    #expect(events(of: &chair, from: 3_603_000) == Array(1...50))
  }

  @Test func `of more than it can keep the oldest go, and the numbers say so`() throws {
    var chair = try chair()
    for number in 1...(PublishedChair.eventsMax + 5) { chair.hear(event(number)) }
    chair.connected(at: 0)
    #expect(events(of: &chair, from: 0) == Array(6...(PublishedChair.eventsMax + 5)))
  }

  @Test func `events that this process missed leave a jump; a chair that began anew, too`() throws {
    var chair = try chair()
    chair.connected(at: 0)
    chair.hear(event(7))
    chair.hear(event(10))
    chair.hear(event(1))
    #expect(said(&chair, at: 0) == ["online aa11", "event 1", "event 4", "event 6", "state 6"])
  }

  @Test func `a farewell is the last state, and the next session goes on from there`() throws {
    var chair = try chair()
    chair.connected(at: 0)
    _ = said(&chair, at: 0)
    chair.hear(Array(BeaconLine.farewell(of: "3").dropLast()))
    #expect(said(&chair, at: 1) == ["farewell"])
    chair.hear(state())
    #expect(said(&chair, at: 2) == ["state 0"])
  }

  @Test func `another chair's line, babble and another version are not published`() throws {
    var chair = try chair()
    chair.connected(at: 0)
    _ = said(&chair, at: 0)
    for line in [
      state("4"), Array("babble".utf8), Array("{\"v\":2,\"kind\":\"state\",\"chair\":\"3\"}".utf8),
    ] {
      chair.hear(line)
    }
    #expect(said(&chair, at: 1).isEmpty)
    #expect(
      PublishedChair(event(1), site: "ward", publisher: "aa11", leavesOutPatient: false) == nil)
  }

  @Test func `without patients nothing goes out that names one`() throws {
    var chair = try chair(noPatient: true)
    chair.connected(at: 0)
    chair.hear(event(1, "\"t\":2,\"event\":\"accepted\",\"action\":\"setup\",\"patient\":\"P-0142\""))
    chair.hear(event(2, "\"t\":3,\"event\":\"accepted\",\"action\":\"note\",\"text\":\"P-0142 sleeps\""))
    let all = chair.messages(at: 0).map { String(decoding: $0.payload, as: UTF8.self) }.joined()
    #expect(!all.contains("P-0142") && !all.contains("4711"))
    #expect(all.contains("SpO2 82 < 85") && all.contains("\"event\":\"accepted\""))
  }

  @Test func `with patients the state is told as the chair told it, later members too`() throws {
    let line = String(decoding: state(), as: UTF8.self).dropLast() + ",\"later\":[1,{\"x\":\"y\"}]}"
    var chair = try #require(
      PublishedChair(Array(line.utf8), site: "ward", publisher: "aa11", leavesOutPatient: false))
    chair.connected(at: 0)
    let payload = String(decoding: chair.messages(at: 0)[1].payload, as: UTF8.self)
    #expect(payload.hasPrefix(String(line.dropLast())))
  }
}
