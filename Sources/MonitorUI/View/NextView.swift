import InfusionCore
import TextScreen

// The next thing to do, at the left end of the line of keys: on every page, whole or not at all.

extension Painter {
  /// Nil in a replay, where nothing can be done.
  var next: NextThing? { model.mode == .monitor ? NextThing(for: session) : nil }

  /// ` next: check in 2:05 (c)`; a short line goes without its first word, a shorter one without all of it.
  func nextLine(columns: Int) -> [Span] {
    if session.isFrozen {
      return [Span(" ")] + [Span("FROZEN by the instructor: time stands still  ", .caution)]
    }
    if let coming = model.mode.replay?.coming {
      return [
        Span(" "), Span("comes: ", .dim),
        Span(coming.fitted(to: max(8, columns / 2), glyphs: glyphs), .caution),
      ]
        + [Span("  ")]
    }
    guard let next else { return [] }
    let ways = [[Span("next: ", .dim)], []].map { lead in
      [Span(" ")] + lead + Self.words(next, countdown: next.countdown(at: session.now)) + [Span("  ")]
    }
    return ways.first { $0.columns <= columns } ?? []
  }

  private static func words(_ next: NextThing, countdown: String?) -> [Span] {
    var line = [Span(next.what, .value)]
    if let countdown { line.append(Span(" \(countdown)", .plain)) }
    if let key = next.key { line += [Span(" (", .dim), Span(String(key), .key), Span(")", .dim)] }
    return line
  }
}
