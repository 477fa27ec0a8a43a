import InfusionCore
import Quantities
public import SessionRecord
public import SessionReports
import TextScreen

/// One session, read in full and checked.
public struct OpenedSession: Sendable {
  let digest: SessionDigest
  let timeline: SessionTimeline
  let tally: AlarmTally
  /// What a model expects of the dose; nil without an infusion.
  let effect: PredictedEffect?
  /// The one-page report, a line each.
  let summary: [String]
  /// Whether the record can be believed, in a few words.
  let verdict: String
  let isIntact: Bool
  /// The minute that the chart's cursor stands in, counted from the first one of the vitals: those of the
  /// infusion, and of a session without one its own.
  var minute: Int
  /// The search within the session, while there is one.
  var search: SessionSearch?
  /// Of each page of lines, how far it is moved up.
  private(set) var scroll: [SessionTab: Scroll] = [:]

  /// Nil for a record without a header that can be read.
  ///
  /// - Parameter segments: its journal, to be told once more by the minutes of its infusion.
  public init?(_ audit: SessionAudit, _ segments: [SegmentBytes]) {
    guard let told = audit.digest, let summary = audit.summary else { return nil }
    digest =
      told.infusionStart.flatMap { SessionReading.byInfusion(segments, startedAt: $0) } ?? told
    timeline = SessionTimeline(digest)
    tally = AlarmTally(digest)
    effect = PredictedEffect(digest)
    self.summary = summary.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    verdict = audit.verdictInWords
    isIntact = audit.verdict == .intact
    minute = 0
    minute = digest.infusionStart.map(minute(of:)) ?? 0
  }
}

extension OpenedSession {
  /// The last minute in which there is something.
  var lastMinute: Int { max(0, minute(of: digest.length)) }

  /// The minute that an instant lies in.
  func minute(of time: SessionTime) -> Int { digest.minute(of: time) }

  mutating func moveCursor(by minutes: Int) { minute = min(max(minute + minutes, 0), lastMinute) }

  /// To the minute of the infusion; of the session where there was none.
  mutating func goTo(minute wanted: Int) {
    let start = digest.infusionStart ?? .start
    let time = start + .minutes(Int64(wanted))
    minute = time < digest.vitals.origin ? 0 : min(minute(of: time), lastMinute)
  }

  /// Moves to the next alarm of medium or high priority, or the one before. False if there is none.
  mutating func goToAlarm(forward: Bool) -> Bool {
    let minutes = digest.alarms.filter { $0.priority >= .medium }.map { minute(of: $0.raisedAt) }
    guard let found = forward ? minutes.first(where: { $0 > minute }) : minutes.last(where: { $0 < minute })
    else { return false }
    minute = found
    return true
  }

  /// Moves a page so that this line stands second from its top, as far as the page goes on.
  mutating func show(line: Int, of tab: SessionTab, _ count: Int, room: Int) {
    scroll[tab, default: Scroll()].show(line - 1, of: count, room: room)
  }

  mutating func scroll(_ tab: SessionTab, by key: Key, in room: Size) {
    let count = lines(of: tab, columns: room.columns).count
    scroll[tab, default: Scroll()].move(by: key, of: count, room: room.rows)
  }

  /// The stretch of time that the cursor stands in.
  var span: Range<SessionTime> { span(of: minute) }

  func span(of minute: Int) -> Range<SessionTime> { digest.span(ofMinute: minute) }
}

extension SessionAudit {
  fileprivate var verdictInWords: String {
    switch verdict {
    case .intact: faults.first?.headword ?? "sealed, intact"
    case .unsealed: faults.first?.headword ?? RowWords.unsealed
    case .damaged: faults.first(where: \.isDamage)?.headword ?? "DAMAGED"
    case .empty: RecordFault.empty.headword
    case .tooNew: "NEWER FORMAT"
    }
  }
}
