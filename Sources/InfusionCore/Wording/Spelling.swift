/// Guesses what a mistyped word was meant to be.
public enum Spelling {
  /// `; did you mean "pause"?`, or nothing when no word is near.
  public static func hint(for word: String, among words: [String]) -> String {
    guard let near = nearest(to: word, among: words) else { return "" }
    return "; did you mean \"\(near)\"?"
  }

  /// The same, and the words that there are: for a choice that is short enough to be read.
  public static func choice(for word: String, among words: [String]) -> String {
    let near = hint(for: word, among: words)
    guard !words.isEmpty else { return near }
    return near + (near.isEmpty ? "; known are: " : " Known are: ") + words.joined(separator: ", ")
  }

  /// The first of the nearest words within two edits, and fewer edits than half of the word.
  public static func nearest(to word: String, among words: [String]) -> String? {
    let ranked = words.map { (word: $0, edits: edits(Array(word.utf8), Array($0.utf8))) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= 2 && best.edits * 2 < word.utf8.count ? best.word : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words (optimal string
  /// alignment).
  private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var rows = [Array(0...b.count)]
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (letter == other ? 0 : 1))
        let isSwap = i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other
        if isSwap { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
