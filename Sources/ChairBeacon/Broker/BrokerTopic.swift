/// A topic that a chair is told under: `chairside/v1/SITE/CHAIR/state`.
public struct BrokerTopic: Hashable, Sendable {
  /// What of a chair a topic carries.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// How it stands, kept by the broker.
    case state
    /// What happens, each once or twice, with a number.
    case event
    /// Whether anybody publishes it; a broker says by itself that nobody does any more.
    case online
  }
  public let site: String
  public let chair: String
  public let kind: Kind

  private static let root = ["chairside", "v1"]

  public init(site: String, chair: String, _ kind: Kind) {
    self.site = site
    self.chair = chair
    self.kind = kind
  }

  /// Nil for a topic that is none of these.
  public init?(_ text: String) {
    let levels = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard levels.count == 5, Array(levels[..<2]) == Self.root, let kind = Kind(rawValue: levels[4]),
      let site = Self.name(ofLevel: levels[2]), let chair = Self.name(ofLevel: levels[3])
    else { return nil }
    self.init(site: site, chair: chair, kind)
  }

  public var text: String {
    (Self.root + [Self.level(site), Self.level(chair), kind.rawValue]).joined(separator: "/")
  }

  /// What the wall of a site listens to, or of all sites.
  public static func filters(site: String?) -> [String] {
    Kind.allCases.map { (root + [site.map(level) ?? "+", "+", $0.rawValue]).joined(separator: "/") }
  }

  /// Letters, digits, points, hyphens and underscores of ASCII as they are, any other byte as `%` and two
  /// digits: a name is one level, and no wildcard.
  static func level(_ name: String) -> String {
    name.utf8.reduce(into: "") { level, byte in
      if isPlain(byte) {
        level.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        level += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
  }

  /// Nil for a level that `level` never writes.
  static func name(ofLevel level: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(level.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty, Self.level(name) == level else {
      return nil
    }
    return name
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// What goes to a broker, or comes from it.
public struct BrokerMessage: Hashable, Sendable {
  public var topic: String
  public var payload: [UInt8]
  /// Published: the broker keeps it for those who come later. Received: it comes from what was kept, and
  /// may be of any age.
  public var isKept: Bool
  /// Whether the broker has to say that it has it (quality of service 1).
  public var isAssured: Bool

  public init(topic: String, payload: [UInt8], isKept: Bool, isAssured: Bool) {
    self.topic = topic
    self.payload = payload
    self.isKept = isKept
    self.isAssured = isAssured
  }
}
