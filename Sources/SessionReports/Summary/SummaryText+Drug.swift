import InfusionCore

// What was written down of a controlled drug, and whether it closes: shown on the page that everybody reads,
// not only on the register.

extension SummaryText {
  /// Empty if nobody wrote anything down.
  var controlledDrug: [String] {
    let (drawn, wasted) = (digest.drawnWords, digest.wastedWords)
    guard !drawn.isEmpty || !wasted.isEmpty else { return [] }
    let sum =
      digest.sumWords
      ?? (drawn.isEmpty ? "nothing is written down as drawn up" : "not known how much was given")
    return ["CONTROLLED DRUG"] + drawn.map { field("Drawn up", $0.onOneLine) }
      + wasted.map { field("Wasted", $0.onOneLine) } + [field("Sum", sum)]
  }
}
