/// A scale whose total is recorded with `score scale= value=`.
public struct Scale: Hashable, Sendable {
  public var name: String
  public var title: String
  /// Which version this is and whose; versions of one name differ, and a score means nothing without it.
  public var source: String
  public var least: Int
  public var most: Int
  /// The total from which the scale counts as passed; nil where it is not for passing.
  public var passing: Int?
  /// Response: by how many percent a total has fallen since the first one. Nil where the scale has no such
  /// rule, or where more is better.
  public var responsePercent: Int?
  /// Remission: the highest total that counts as such.
  public var remissionAtMost: Int?
  /// What a value means, by value. Empty where the parts say it, or where the wording belongs to its author.
  public var anchors: [Int: String]
  /// The items whose values add up to the total.
  public var parts: [ScalePart]

  public init(
    name: String, title: String, source: String, least: Int, most: Int, passing: Int? = nil,
    responsePercent: Int? = nil, remissionAtMost: Int? = nil,
    anchors: [Int: String] = [:], parts: [ScalePart] = []
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.least = least
    self.most = most
    self.passing = passing
    self.responsePercent = responsePercent
    self.remissionAtMost = remissionAtMost
    self.anchors = anchors
    self.parts = parts
  }

  public var range: ClosedRange<Int> { least...max(least, most) }

  /// Whether this total passes; nil where the scale is not for passing.
  public func isPassed(by total: Int) -> Bool? { passing.map { total >= $0 } }

  /// Whether anchors and parts fit the range: every anchor inside it, and the parts' extremes adding up to
  /// it.
  public var isConsistent: Bool {
    let totals = [passing, remissionAtMost].compactMap { $0 }
    guard least <= most, anchors.keys.allSatisfy(range.contains), totals.allSatisfy(range.contains) else {
      return false
    }
    guard !parts.isEmpty else { return true }
    let extremes = parts.map { (least: $0.anchors.keys.min() ?? 0, most: $0.anchors.keys.max() ?? 0) }
    return extremes.map(\.least).reduce(0, +) == least && extremes.map(\.most).reduce(0, +) == most
  }
}

/// One item of a scale with what each of its values means.
public struct ScalePart: Hashable, Sendable {
  public var name: String
  public var title: String
  public var anchors: [Int: String]

  public init(name: String, title: String, anchors: [Int: String]) {
    self.name = name
    self.title = title
    self.anchors = anchors
  }
}
