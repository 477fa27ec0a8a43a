import ChairBeacon
import InfusionCore
import Quantities
import Testing

@Suite("A broker: where it is, its topics, and what is believed of it")
struct BrokerPayloadTests {
  // MARK: Where it is

  @Test(arguments: [
    ("mqtts://broker.example", "broker.example", 8883, true, false),
    ("mqtt://localhost", "localhost", 1883, false, true),
    ("mqtts://10.0.0.7:18883", "10.0.0.7", 18_883, true, false),
    ("mqtt://127.0.0.1:1", "127.0.0.1", 1, false, true), ("mqtt://[::1]:1884", "::1", 1884, false, true),
    ("mqtt://127.evil.example", "127.evil.example", 1883, false, false),
    ("mqtt://localhost.example", "localhost.example", 1883, false, false),
  ])
  func address(text: String, host: String, port: Int, isEncrypted: Bool, isLoopback: Bool) throws {
    let address = try BrokerAddress(text)
    #expect(address.host == host && address.port == port)
    #expect(address.isEncrypted == isEncrypted && address.isLoopback == isLoopback)
    #expect(try BrokerAddress(address.description) == address)
  }

  @Test(arguments: [
    ("broker", BrokerAddressError.scheme("broker")), ("https://broker", .scheme("https://broker")),
    ("mqtts://", .host("mqtts://")), ("mqtts://:1", .host("mqtts://:1")),
    ("mqtts://a b", .host("mqtts://a b")), ("mqtts://a/b", .host("mqtts://a/b")),
    ("mqtts://a:0", .port("mqtts://a:0")), ("mqtts://a:x", .port("mqtts://a:x")),
    ("mqtts://[::1]8", .port("mqtts://[::1]8")), ("mqtts://me:secret@a", .loginInAddress),
  ])
  func noAddress(text: String, error: BrokerAddressError) {
    #expect(throws: error) { try BrokerAddress(text) }
    #expect(!error.sentence.contains("secret"))
  }

  // MARK: Topics

  @Test(arguments: ["3", "Chair 3", "a/b", "+", "#", "Fenster \u{e4}", "%", "..", "$SYS"])
  func `a name is one level of a topic, whatever stands in it`(name: String) throws {
    let topic = BrokerTopic(site: "ward", chair: name, .state)
    #expect(topic.text.split(separator: "/", omittingEmptySubsequences: false).count == 5)
    #expect(!topic.text.contains { "+#$ ".contains($0) })
    #expect(BrokerTopic(topic.text) == topic)
  }

  @Test(arguments: [
    "", "chairside/v1/ward/3", "chairside/v2/ward/3/state", "chairside/v1/ward/3/state/x",
    "chairside/v1/ward//state", "chairside/v1/ward/3/ack", "chairside/v1/ward/%3/state",
    "chairside/v1/ward/%33/state", "chairside/v1/ward/%2f/state", "chairside/v1/ward/%FF/state",
  ])
  func `what is no topic of ours is none`(text: String) { #expect(BrokerTopic(text) == nil) }

  @Test func `a wall listens to a site, or to all`() {
    #expect(BrokerTopic.filters(site: "ward 3").first == "chairside/v1/ward%203/+/state")
    #expect(BrokerTopic.filters(site: nil).last == "chairside/v1/+/+/online")
  }

  // MARK: What is believed

  private func message(
    _ payload: String, topic: String = "chairside/v1/ward/3/state", isKept: Bool = false
  ) -> BrokerMessage {
    BrokerMessage(topic: topic, payload: Array(payload.utf8), isKept: isKept, isAssured: false)
  }

  private static let state =
    "{\"v\":1,\"kind\":\"state\",\"chair\":\"3\",\"origin\":\"live\",\"phase\":\"infusing\","
    + "\"publisher\":\"aa11\",\"told\":7}"

  @Test func `a state has its chair, its place, and how many events were told`() {
    var state = ChairState()
    state.chair = "3"
    state.phase = .infusing
    let place = ChairPlace(site: "ward", publisher: "aa11")
    #expect(
      BrokerPayload.news(message(Self.state)) == [
        ChairNews(place: place, chair: "3", .told(number: 7)),
        ChairNews(place: place, chair: "3", .state(state)),
      ])
    let kept = BrokerPayload.news(message(Self.state, isKept: true))
    #expect(kept.last?.word == .keptState(state))
  }

  @Test(
    "hostile payloads are nothing",
    arguments: [
      "", "null", "[]", "{", "\u{0}\u{1}\u{2}", "{\"v\":1}", state.replacing("\"v\":1", with: "\"v\":2"),
      state.replacing(",\"publisher\":\"aa11\"", with: ""), state.replacing("aa11", with: "AA"),
      state.replacing("aa11", with: "a\\u001b[2J"), state.replacing("aa11", with: "abcdefghijklmnopq"),
      state.replacing("\"chair\":\"3\"", with: "\"chair\":\"4\""),
      state.replacing("infusing", with: "flying"),
      String(repeating: "[", count: 60_000), "{\"v\":1,\"kind\":\"online\",\"online\":false}",
      state + String(repeating: " ", count: 70_000),
    ])
  func hostile(payload: String) { #expect(BrokerPayload.news(message(payload)).isEmpty) }

  @Test func `nobody says under one topic what belongs under another`() {
    let event = "{\"v\":1,\"kind\":\"event\",\"seq\":4,\"t\":1,\"event\":\"phase\",\"publisher\":\"aa11\"}"
    #expect(BrokerPayload.news(message(event)).isEmpty)
    let words = BrokerPayload.news(message(event, topic: "chairside/v1/ward/3/event")).map(\.word)
    #expect(words == [.event(number: 4)])
    #expect(BrokerPayload.news(message(Self.state, topic: "chairside/v1/ward/4/state")).isEmpty)
    #expect(BrokerPayload.news(message(Self.state, topic: "chairside/v1/ward/3/online")).isEmpty)
  }
}
