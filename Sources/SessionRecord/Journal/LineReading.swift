import Quantities

/// One line of a journal, taken apart.
struct LineReading {
  var entry: JournalEntry
  var body: Range<Int>
  var hash: RunningHash

  /// Why a line is no entry, with its hash if its end is whole.
  struct Failure: Error {
    var what: JournalProblem.What
    var hash: RunningHash?
  }

  static func read(_ bytes: [UInt8], line range: Range<Int>, with line: inout JSONLine) throws(Failure)
    -> LineReading
  {
    guard let tail = LineTail.find(in: bytes, line: range) else {
      throw Failure(what: withoutTail(bytes, line: range, with: &line), hash: nil)
    }
    let body = range.lowerBound..<tail.bodyEnd
    do {
      try line.read(bytes, in: body, isUnclosed: true)
    } catch {
      throw Failure(what: .unreadable(error), hash: tail.hash)
    }
    guard let number = line.integer("n") else { throw Failure(what: .partMissing("n"), hash: tail.hash) }
    guard let time = line.time("t") else { throw Failure(what: .partMissing("t"), hash: tail.hash) }
    guard let wall = line.wall else { throw Failure(what: .partMissing("wall"), hash: tail.hash) }
    guard let kind = line.text("kind") else { throw Failure(what: .partMissing("kind"), hash: tail.hash) }
    let content = EntryContent(kind: kind, line)
    return LineReading(
      entry: JournalEntry(number: number, time: time, wall: wall, content: content), body: body,
      hash: tail.hash)
  }

  private static func withoutTail(
    _ bytes: [UInt8], line range: Range<Int>, with line: inout JSONLine
  ) -> JournalProblem.What {
    do {
      try line.read(bytes, in: range, isUnclosed: false)
      return .partMissing("h")
    } catch {
      return .unreadable(error)
    }
  }
}

extension JSONLine {
  fileprivate var wall: WallTime? {
    guard let member = member("wall"), member.form == .plain else { return nil }
    return WallTime(ascii: bytes, in: member.start..<member.end)
  }
}
