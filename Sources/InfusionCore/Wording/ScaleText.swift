public import Phrases

extension Scale {
  /// The title up to its first comma: `MOAA/S`, `Modified Aldrete`.
  public var label: String { title.split(separator: ",").first.map(String.init) ?? title }

  /// The same within a sentence: `nausea`, but `MOAA/S`.
  public var labelInSentence: String {
    guard let second = label.dropFirst().first, second.isLowercase else { return label }
    return label.prefix(1).lowercased() + label.dropFirst()
  }

  /// A total against what it can be, and whether it passes: `9 of 10: passes`, `-2 (-5 to 4)`.
  public func text(of total: Int) -> String { phrase(of: total).english }

  public func phrase(of total: Int) -> Phrase {
    let figure = figure(of: total)
    guard let isPassed = isPassed(by: total) else { return figure }
    return isPassed ? "\(figure): passes" : "\(figure): does not pass"
  }

  /// A total against what it can be: a bare 2 is mild nausea of one scale and a good deal of another.
  public func figure(of total: Int) -> Phrase {
    least == 0 ? "\(total) of \(most)" : "\(total) (\(least) to \(most))"
  }
}
