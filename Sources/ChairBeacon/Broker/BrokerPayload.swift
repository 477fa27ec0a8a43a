import JSONLines
import Quantities

/// What is said under a topic: a chair's own line, with who publishes it.
///
/// A payload that names another chair than its topic is not believed.
public enum BrokerPayload {
  /// No longer than a line of a beacon.
  public static let most = 65_536
  static let publisherKey = "publisher"
  static let toldKey = "told"
  static let onlineKind = "online"

  /// The news in it; empty if it has none, is of another version, or is too long.
  public static func news(_ message: BrokerMessage) -> [ChairNews] {
    guard message.payload.count <= most, let topic = BrokerTopic(message.topic),
      let object = try? JSONParser.parse(message.payload).object,
      object["v"]?.integer == ChairState.version, let kind = object["kind"]?.string,
      let publisher = object[publisherKey]?.string, isPublisher(publisher)
    else { return [] }
    let place = ChairPlace(site: topic.site, publisher: publisher)
    if let named = object["chair"]?.string, named != topic.chair { return [] }
    return words(topic.kind, kind, object, isKept: message.isKept).map {
      ChairNews(place: place, chair: topic.chair, $0)
    }
  }

  private static func words(
    _ topic: BrokerTopic.Kind, _ kind: String, _ object: JSONObject, isKept: Bool
  ) -> [ChairNews.Word] {
    switch topic {
    case .state:
      if kind == BeaconLine.Kind.farewell.rawValue { return [.farewell] }
      guard let state = ChairState(object) else { return [] }
      let told = object[toldKey]?.integer.map { [ChairNews.Word.told(number: $0)] } ?? []
      return told + [isKept ? .keptState(state) : .state(state)]
    case .event:
      guard kind == BeaconLine.Kind.event.rawValue, let number = object["seq"]?.integer, number > 0 else {
        return []
      }
      return [.event(number: number)]
    case .online:
      guard kind == onlineKind else { return [] }
      return object[onlineKind]?.bool == false ? [.unreachable] : []
    }
  }

  /// Who publishes a chair, if the message says that somebody does.
  public static func publisherOnline(_ message: BrokerMessage) -> String? {
    guard message.payload.count <= most, let topic = BrokerTopic(message.topic), topic.kind == .online,
      let object = try? JSONParser.parse(message.payload).object, object[onlineKind]?.bool == true,
      let publisher = object[publisherKey]?.string, isPublisher(publisher)
    else { return nil }
    return publisher
  }

  static func online(_ isOnline: Bool, chair: String, publisher: String) -> [UInt8] {
    let object: JSONObject = [
      "v": .fixed(1), "kind": .string(onlineKind), "chair": .string(chair),
      publisherKey: .string(publisher), onlineKind: .bool(isOnline),
    ]
    return bytes(object)
  }

  static func bytes(_ object: JSONObject) -> [UInt8] {
    var writer = JSONWriter(capacity: 1024)
    writer.value(.object(object))
    return writer.bytes.harmlessJSON
  }

  /// It stands beside a chair's name where two have one.
  static func isPublisher(_ text: String) -> Bool {
    (1...16).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      }
  }
}
