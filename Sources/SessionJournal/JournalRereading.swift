import InfusionCore
import Quantities
import SessionRecord

/// All that is made anew from a journal when its session is opened again.
struct JournalRereading {
  let header: SessionHeader
  private(set) var reader: JournalReader
  private(set) var kept: KeptLines
  private var replay: Replay

  init?(_ segments: [SegmentBytes]) {
    reader = JournalReader(segments)
    guard let header = reader.header, let hash = reader.lastHash ?? segments.first.flatMap(Self.headerHash)
    else {
      return nil
    }
    self.header = header
    kept = KeptLines(behind: reader.lastNumber, hash)
    replay = Replay(plan: header.plan)
  }

  mutating func readAll() {
    while let entry = reader.next() {
      replay.feed(entry, body: reader.body)
      keep(entry)
    }
  }

  /// Keeps only the lines after the last gap in the numbers, because a new segment must be one unbroken run.
  private mutating func keep(_ entry: JournalEntry) {
    guard let hash = reader.lastHash else { return }
    if entry.number != kept.lastNumber + 1 {
      kept = KeptLines(behind: entry.number, hash)
      return
    }
    kept.append(
      KeptLine(
        number: entry.number, bytes: LineBytes.whole(body: reader.body, hash: hash), hash: hash,
        time: entry.time,
        wall: entry.wall, happenedAt: 0, isUrgent: false))
    kept.writtenNumber = kept.lastNumber
    kept.safeNumber = kept.lastNumber
    kept.trim()
  }

  func reopened(_ journal: SessionJournal, recovered: RecoveredTail?) -> ReopenedSession {
    var replay = replay
    let missing = replay.finish(at: reader.lastTime, isSealed: false)
    let anchor = reader.lastAnchor
    return ReopenedSession(
      journal: journal, session: replay.session, missingEvents: missing, difference: replay.difference,
      problems: reader.problems, recovered: recovered, lastTime: reader.lastTime,
      lastWall: reader.lastWall ?? header.anchorWall,
      anchor: (
        anchor?.anchor.boot ?? header.boot, anchor?.anchor.bootMilliseconds ?? header.anchorBootMilliseconds,
        anchor?.time ?? .start
      ))
  }

  private static func headerHash(_ segment: SegmentBytes) -> RunningHash? {
    let line = segment.bytes.prefix { $0 != 0x0A }
    return LineBytes.hash(ofLine: line)
  }
}
