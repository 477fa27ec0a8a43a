import InfusionCore
import JSONLines
import Quantities

/// One line of a journal, taken apart.
struct LineReading {
  var entry: JournalEntry
  var body: Range<Int>
  /// Nil if hashes are not checked, because reading one costs as much as reading the rest.
  var hash: RunningHash?

  /// Why a line is no entry, with its hash if its end is whole.
  struct Failure: Error {
    var what: JournalProblem.What
    var hash: RunningHash?
  }

  static func read(
    _ bytes: [UInt8], line range: Range<Int>, with line: inout JSONLine, wantsHash: Bool = true
  ) throws(Failure) -> LineReading {
    guard let bodyEnd = LineTail.bodyEnd(in: bytes, line: range) else {
      throw Failure(what: withoutTail(bytes, line: range, with: &line), hash: nil)
    }
    let hash = wantsHash ? LineTail.hash(in: bytes, behind: bodyEnd) : nil
    guard hash != nil || !wantsHash else { throw Failure(what: .partMissing("h"), hash: nil) }
    let body = range.lowerBound..<bodyEnd
    do {
      try line.read(bytes, in: body, isUnclosed: true)
    } catch {
      throw Failure(what: .unreadable(error), hash: hash)
    }
    guard let number = line.integer("n") else { throw Failure(what: .partMissing("n"), hash: hash) }
    guard let time = line.time("t") else { throw Failure(what: .partMissing("t"), hash: hash) }
    guard time <= .latestOfASession else { throw Failure(what: .timeBeyond(time), hash: hash) }
    guard let wall = line.wall else { throw Failure(what: .partMissing("wall"), hash: hash) }
    guard let content = line.content else { throw Failure(what: .partMissing("kind"), hash: hash) }
    return LineReading(
      entry: JournalEntry(number: number, time: time, wall: wall, content: content), body: body, hash: hash)
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
  /// Nil if there is no kind. Nearly all lines are readings.
  fileprivate var content: EntryContent? {
    guard let kind = member("kind") else { return nil }
    if shortText(of: kind) == "reading", let reading = Reading(self) { return .input(.reading(reading)) }
    return text(of: kind).map { EntryContent(kind: $0, self) }
  }

  fileprivate var wall: WallTime? {
    guard let member = member("wall"), member.form == .plain else { return nil }
    return WallTime(ascii: bytes, in: member.start..<member.end)
  }
}
