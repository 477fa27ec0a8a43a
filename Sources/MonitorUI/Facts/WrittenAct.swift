import InfusionCore
import Phrases
import Quantities

/// Something that a person did and that stands in the record on the disk: `#14 21:07 nausea 2 of 3 AB`.
struct WrittenAct: Hashable, Sendable {
  /// The number of its entry, which a correction cites; nil where the record has none.
  var number: Int?
  /// The wall clock's minute; nil where no wall clock is known.
  var clock: String?
  var words: Phrase
  var by: String?

  /// The longest first. Every way has the words in full.
  var ways: [Phrase] {
    let signature = by.map { " \($0)" } ?? ""
    let number: Phrase? = number.map { "#\($0)" }
    let clock = clock.map { Phrase(verbatim: $0) }
    let cited = [number, words].compactMap { $0 }.joined(separator: " ")
    let timed = [number, clock, words].compactMap { $0 }.joined(separator: " ")
    return ["\(timed)\(signature)", "\(cited)\(signature)", cited]
  }
}

extension SessionView {
  /// The last act that is in the record on the disk, which may be older than the last key.
  var lastWritten: WrittenAct? {
    guard let marks = engine?.chart.marks else { return nil }
    for mark in marks.reversed() where mark.entry <= writtenThrough {
      guard case .action(let action) = mark.what, let words = ActText.words(action, in: scales) else {
        continue
      }
      return WrittenAct(
        number: mark.entry > 0 ? mark.entry : nil, clock: clock(at: mark.at).map { String($0.prefix(5)) },
        words: mark.isStruck ? "STRUCK \(words)" : words, by: mark.by)
    }
    return nil
  }

  /// The wall clock's time of day at an instant, `10:42:07`, by the clock of now; nil where none is known.
  func clock(at time: SessionTime) -> String? {
    guard let midnight else { return nil }
    let day: Int64 = 86_400
    let ofDay = (time - midnight).milliseconds
    let seconds = (ofDay / 1000 % day + day) % day
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }
}
