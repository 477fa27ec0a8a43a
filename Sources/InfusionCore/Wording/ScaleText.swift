extension Scale {
  /// The title up to its first comma: `MOAA/S`, `Modified Aldrete`.
  public var label: String { title.split(separator: ",").first.map(String.init) ?? title }

  /// The same within a sentence: `nausea`, but `MOAA/S`.
  public var labelInSentence: String {
    guard let second = label.dropFirst().first, second.isLowercase else { return label }
    return label.prefix(1).lowercased() + label.dropFirst()
  }

  /// A total against what it can be, and whether it passes: `9 of 10: passes`, `-2 (-5 to 4)`.
  public func text(of total: Int) -> String {
    let range = least == 0 ? "of \(most)" : "(\(least) to \(most))"
    let verdict = isPassed(by: total).map { $0 ? ": passes" : ": does not pass" } ?? ""
    return "\(total) \(range)\(verdict)"
  }
}
