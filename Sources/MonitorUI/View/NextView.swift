import InfusionCore
import Phrases
import TextScreen

// The next thing to do, at the left end of the line of keys on every page, whole or not at all.

extension Painter {
  /// Nil in a replay, where nothing can be done.
  var next: NextThing? { model.mode == .monitor ? NextThing(for: session) : nil }

  /// ` next: check in 2:05 (c)`; without `next:` if that is too long, and empty if that is, too.
  func nextLine(columns: Int) -> [Span] {
    if let left = session.goesOnIn {
      return [Span(" ")] + [span("FROZEN, the instructor has left: goes on in \(left.clock)  ", .caution)]
    }
    if session.isFrozen {
      return [Span(" ")] + [span("FROZEN by the instructor  ", .caution)]
    }
    if let coming = model.mode.replay?.coming {
      return [
        Span(" "), span("comes: ", .dim),
        Span(say(Phrase(word: coming)).fitted(to: max(8, columns / 2), glyphs: glyphs), .caution),
      ]
        + [Span("  ")]
    }
    guard let next else { return [] }
    let ways = [[span("next: ", .dim)], []].map { lead in
      [Span(" ")] + lead + words(next, countdown: next.countdown(at: session.now)) + [Span("  ")]
    }
    return ways.first { $0.columns <= columns } ?? []
  }

  private func words(_ next: NextThing, countdown: Phrase?) -> [Span] {
    var line = [span(next.what, .value)]
    if let countdown { line.append(span(" \(countdown)")) }
    if let key = next.key { line += [Span(" (", .dim), Span(String(key), .key), Span(")", .dim)] }
    return line
  }
}
