public import InfusionCore
import JSONLines

/// What a publisher says to a chair that listens, once a second: whether a broker has its words.
/// `docs/wall.md` describes the line.
///
///     PublisherWord(.standing).line      // {"v":1,"kind":"publication","state":"standing"}
public struct PublisherWord: Hashable, Sendable {
  public let publication: Publication

  static let kind = "publication"

  public init(_ publication: Publication) { self.publication = publication }

  /// Nil for anything but such a line.
  init?(_ object: JSONObject) {
    guard object["kind"]?.string == Self.kind else { return nil }
    let fault = object["fault"]?.string
    switch (object["state"]?.string, fault.flatMap(PublicationFault.init)) {
    case ("standing", nil) where fault == nil: publication = .standing
    case ("ended", nil) where fault == nil: publication = .ended
    case ("failing", let fault?): publication = .failing(fault)
    default: return nil
    }
  }

  /// With its end.
  public var line: [UInt8] {
    var writer = JSONWriter(capacity: 96)
    writer.beginObject()
    writer.field("v", ChairState.version)
    writer.field("kind", Self.kind)
    switch publication {
    case .standing: writer.field("state", "standing")
    case .failing(let fault):
      writer.field("state", "failing")
      writer.field("fault", fault.rawValue)
    case .ended: writer.field("state", "ended")
    }
    writer.endObject()
    writer.newline()
    return writer.bytes
  }
}

/// Everything that a chair understands from its listeners.
public enum ListenerWord: Hashable, Sendable {
  case coming(WallWord)
  case published(PublisherWord)

  /// No such line is longer.
  public static let lineMax = 160

  /// Nil for anything but such a line; its sender is then dropped.
  public init?(line: [UInt8]) {
    guard line.count <= Self.lineMax, let object = try? JSONParser.parse(line).object,
      object["v"]?.integer == ChairState.version
    else { return nil }
    if let word = WallWord(object) {
      self = .coming(word)
    } else if let word = PublisherWord(object) {
      self = .published(word)
    } else {
      return nil
    }
  }
}
