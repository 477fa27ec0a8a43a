enum Readme {
  /// The text block between the screen's two markers; nil when there is none.
  static func screen(in lines: [Substring]) -> [String]? {
    guard let begin = lines.firstIndex(of: "<!-- screen:begin -->"),
      let end = lines[begin...].firstIndex(of: "<!-- screen:end -->")
    else { return nil }
    let block = lines[(begin + 1)..<end].drop { !$0.hasPrefix("```") }.dropFirst()
    guard let close = block.firstIndex(where: { $0.hasPrefix("```") }) else { return nil }
    return block[..<close].map(String.init)
  }

  /// A picture is the rows of a screen, then a line of dashes that names palette and size, then the map of
  /// its styles.
  static func text(ofPicture lines: [Substring]) -> [String] {
    lines.prefix { !$0.hasPrefix("--- ") }.map(String.init)
  }
}
