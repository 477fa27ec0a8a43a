import Phrases
import TextScreen

extension [Span] {
  /// The first spans that fit whole, since half a figure is worse than none. The first span always stays.
  func fitting(_ columns: Int) -> [Span] {
    var used = 0
    let kept = prefix { span in
      used += span.columns
      return used <= columns
    }
    return kept.isEmpty ? Array(prefix(1)) : Array(kept)
  }
}

extension [Span] {
  /// The first spans that fit whole, and how many more there are.
  ///
  /// - Parameter more: the span that says how many.
  func fittingOrCounted(_ columns: Int, more: (Int) -> Span) -> [Span] {
    guard self.columns > columns else { return self }
    let ways = indices.reversed().map { Array(prefix($0)) + [more(count - $0)] }
    return ways.first { $0.columns <= columns } ?? []
  }
}

extension [String] {
  /// As many words as fit whole, then how many do not, and the key that lists them all:
  /// `blood pressure (b), +2 (d)`. Empty if there is no room for the first.
  func listed(columns: Int, key: Character) -> String {
    let lists = indices.reversed().map { last in
      (prefix(last + 1) + (last + 1 == count ? [] : ["+\(count - last - 1) (\(key))"])).joined(
        separator: ", ")
    }
    return lists.first { DisplayWidth.columns($0) <= columns } ?? ""
  }

  /// Arranged one after another in lines of at most so many columns.
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
  /// The span without the blanks around it.
  var trimmed: Span {
    Span(String(text.drop { $0 == " " }).trimmingEnd, style)
  }
}
