/// Where something stands in a file, from 1; columns count Unicode scalars.
public struct Place: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A piece of a YAML document, with its place and the keys that lead to it.
struct YamlNode {
  enum Kind {
    /// Text, and whether it has no quotes: `90` is a number, `"90"` is not.
    case scalar(String, isPlain: Bool)
    case list([YamlNode])
    case mapping([Entry])
  }

  struct Entry {
    var key: String
    /// Where the key stands; the value's own place is in `value`.
    var place: Place
    var value: YamlNode
  }

  var kind: Kind
  var place: Place
  /// `limits.spo2.low`; empty for the document.
  var path: String
}
