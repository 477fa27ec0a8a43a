import TextScreen

extension [Span] {
  /// The first spans that fit whole: half a figure is worse than none. The first one always stays.
  func fitting(_ columns: Int) -> [Span] {
    var used = 0
    let kept = prefix { span in
      used += span.columns
      return used <= columns
    }
    return kept.isEmpty ? Array(prefix(1)) : Array(kept)
  }
}
