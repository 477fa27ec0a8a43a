import InfusionCore
import Quantities
public import SessionReports
import TextScreen

/// One session, read in full and checked.
public struct OpenedSession: Sendable {
  let digest: SessionDigest
  let timeline: SessionTimeline
  let tally: AlarmTally
  /// The one-page report, a line each.
  let summary: [String]
  /// Whether the record can be believed, in a few words.
  let verdict: String
  let isIntact: Bool
  /// The minute of the session that the chart's cursor stands in.
  var minute: Int
  /// Of each page of lines, how far it is moved up.
  private(set) var scroll: [SessionTab: Scroll] = [:]

  /// Nil for a record without a header that can be read.
  public init?(_ audit: SessionAudit) {
    guard let digest = audit.digest, let summary = audit.summary else { return nil }
    self.digest = digest
    timeline = SessionTimeline(digest)
    tally = AlarmTally(digest)
    self.summary = summary.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    verdict = audit.verdictInWords
    isIntact = audit.verdict == .intact
    minute = digest.infusionStart.map { Int($0.sinceStart.inMinutes) } ?? 0
  }
}

extension OpenedSession {
  /// The last minute in which there is something.
  var lastMinute: Int { max(0, Int(digest.length.sinceStart.inMinutes)) }

  mutating func moveCursor(by minutes: Int) { minute = min(max(minute + minutes, 0), lastMinute) }

  /// To the minute of the infusion; of the session where there was none.
  mutating func goTo(minute wanted: Int) {
    let start = digest.infusionStart ?? .start
    let time = start + .minutes(Int64(wanted))
    minute = min(max(Int(time.sinceStart.inMinutes), 0), lastMinute)
  }

  /// To the next alarm of medium or high priority, or the one before. False where there is none.
  mutating func goToAlarm(forward: Bool) -> Bool {
    let minutes = digest.alarms.filter { $0.priority >= .medium }.map {
      Int($0.raisedAt.sinceStart.inMinutes)
    }
    guard let found = forward ? minutes.first(where: { $0 > minute }) : minutes.last(where: { $0 < minute })
    else { return false }
    minute = found
    return true
  }

  mutating func scroll(_ tab: SessionTab, by key: Key, in room: Size) {
    let count = lines(of: tab, columns: room.columns).count
    scroll[tab, default: Scroll()].move(by: key, of: count, room: room.rows)
  }

  /// The stretch of time that the cursor stands in.
  var span: Range<SessionTime> { .minutes(Int64(minute))..<SessionTime.minutes(Int64(minute) + 1) }
}

extension SessionAudit {
  fileprivate var verdictInWords: String {
    switch verdict {
    case .intact: faults.first?.headword ?? "sealed, intact"
    case .unsealed: faults.first?.headword ?? RowWords.notSealed
    case .damaged: faults.first(where: \.isDamage)?.headword ?? "DAMAGED"
    case .empty: RecordFault.empty.headword
    case .tooNew: "NEWER FORMAT"
    }
  }
}
