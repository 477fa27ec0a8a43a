import Phrases
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

extension [Span] {
  /// The first spans that fit whole, and how many more there are.
  ///
  /// - Parameter more: says how many.
  func fittingOrCounted(_ columns: Int, more: (Int) -> Span) -> [Span] {
    guard self.columns > columns else { return self }
    let ways = indices.reversed().map { Array(prefix($0)) + [more(count - $0)] }
    return ways.first { $0.columns <= columns } ?? []
  }
}

extension [String] {
  /// One after another, as many as fit whole; of those that do not, how many there are, and the key that
  /// names them all: `blood pressure (b), +2 (d)`. Empty where there is no room for the first.
  func listed(columns: Int, key: Character) -> String {
    let lists = indices.reversed().map { last in
      (prefix(last + 1) + (last + 1 == count ? [] : ["+\(count - last - 1) (\(key))"])).joined(
        separator: ", ")
    }
    return lists.first { DisplayWidth.columns($0) <= columns } ?? ""
  }

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
