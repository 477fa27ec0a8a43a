/// What one part of a scale got.
public struct PartScore: Hashable, Sendable {
  /// The part's name: `activity`.
  public var name: String
  public var value: Int

  public init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }
}

extension PartScore {
  /// What a part can get, as far as an action's words are concerned; the scale knows it better.
  static let accepted = -1000...1000

  /// `activity:2,oxygen:1`, as scripts and the record write it.
  static func text(_ parts: [PartScore]) -> String {
    parts.map { "\($0.name):\($0.value)" }.joined(separator: ",")
  }

  /// Nil unless every part has a name, given once, and a value.
  static func read(_ text: String) -> [PartScore]? {
    var parts: [PartScore] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let colon = piece.lastIndex(of: ":"), colon > piece.startIndex,
        let value = FieldCodec<Int>.number(String(piece[piece.index(after: colon)...])),
        accepted.contains(value)
      else { return nil }
      let part = PartScore(String(piece[..<colon]), value)
      guard !parts.contains(where: { $0.name == part.name }) else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// Whether these can be written and read back: a clinic may call a part whatever it likes.
  public static func areWritable(_ parts: [PartScore]) -> Bool { read(text(parts)) == parts }
}
