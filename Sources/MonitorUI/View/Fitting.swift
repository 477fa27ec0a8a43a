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

extension [String] {
  /// Set one after another into lines of at most so many columns.
  func wrapped(to columns: Int, gap: String = "   ") -> [String] {
    reduce(into: []) { lines, word in
      if let last = lines.last, DisplayWidth.columns(last + gap + word) <= columns {
        lines[lines.count - 1] = last + gap + word
      } else {
        lines += word.wrapped(to: columns)
      }
    }
  }
}

extension Span {
  /// Without the blanks around it.
  var trimmed: Span {
    Span(String(text.drop { $0 == " " }).trimmingEnd, style)
  }
}
