import JSONLines

/// All that a wall may say to a chair: that somebody is on the way. `docs/wall.md` describes the line.
///
///     WallWord(by: "KM")?.line       // {"v":1,"kind":"coming","by":"KM"}
public struct WallWord: Hashable, Sendable {
  /// Initials or a name, as at the chair.
  public let by: String

  static let nameMax = 16
  private static let kind = "coming"

  /// Nil unless it is a name, because it stands on a nurse's screen and in a record.
  public init?(by: String) {
    let scalars = by.unicodeScalars
    guard (1...Self.nameMax).contains(scalars.count), scalars.first?.properties.isAlphabetic == true,
      scalars.allSatisfy({ $0.properties.isAlphabetic || ".-' ".unicodeScalars.contains($0) })
    else { return nil }
    self.by = by
  }

  /// Nil for anything but such a line.
  init?(_ object: JSONObject) {
    guard object["kind"]?.string == Self.kind, let by = object["by"]?.string else { return nil }
    self.init(by: by)
  }

  /// With its end.
  public var line: [UInt8] {
    var writer = JSONWriter(capacity: 64)
    writer.beginObject()
    writer.field("v", ChairState.version)
    writer.field("kind", Self.kind)
    writer.field("by", by)
    writer.endObject()
    writer.newline()
    return writer.bytes
  }
}
