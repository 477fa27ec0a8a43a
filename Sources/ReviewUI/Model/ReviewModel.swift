import InfusionCore
public import MonitorUI
import Quantities
public import SessionRecord
public import SessionReports
public import TextScreen

/// The state of the browser of an archive: what there is, what is open, and where the reader stands.
///
/// It reads no file: what it wants opened it asks for (`ReviewEffect`), and is given.
public struct ReviewModel: Sendable {
  /// Where the sessions lie, as the reader named it.
  public let place: String
  /// In the order in which they began.
  private(set) var rows: [SessionRow]
  /// How many folders could not be read at all.
  private(set) var unreadable: Int
  /// The rows are the ledger's word, and every session is still being looked at.
  private(set) var isLooking: Bool
  /// The rows' times need their offset from UTC, because it is not the reader's own, or differs between rows.
  private(set) var showsOffset: Bool
  private let ownOffset: @Sendable (WallTime) -> Int
  public var display: Display
  /// The terminal's size, which decides how much a page holds.
  public var size: Size

  var page: ReviewPage = .list
  /// The page from which help was called.
  var pageBeforeHelp: ReviewPage = .list
  var list: SessionList
  var opened: OpenedSession?
  var series: OpenedSeries?
  var question: ReviewQuestion?
  /// What was said last; any key takes it away.
  public var message: String?

  /// - Parameters:
  ///   - showsAll: from the beginning simulations, drills and replays, too.
  ///   - ownOffset: how far the reader's clock is ahead of UTC at an instant, minutes.
  public init(
    place: String, rows: [SessionRow], unreadable: Int, showsAll: Bool, size: Size,
    display: Display = Display(), isLooking: Bool = false,
    ownOffset: @escaping @Sendable (WallTime) -> Int = { $0.offsetMinutes }
  ) {
    self.place = place
    self.rows = rows
    self.unreadable = unreadable
    self.display = display
    self.size = size
    self.isLooking = isLooking
    self.ownOffset = ownOffset
    showsOffset = ClockOffsets.mustBeTold(rows.compactMap { $0.facts?.began }, own: ownOffset)
    list = SessionList(rows, showsAll: showsAll, showsOffset: showsOffset)
  }

  /// Every session was looked at: these rows replace the ledger's. The chosen session stays chosen.
  public mutating func replaceRows(_ rows: [SessionRow], unreadable: Int) {
    let chosen = list.chosen.map { self.rows[$0].name }
    self.rows = rows
    self.unreadable = unreadable
    isLooking = false
    showsOffset = ClockOffsets.mustBeTold(rows.compactMap { $0.facts?.began }, own: ownOffset)
    list.renew(rows, choosing: chosen, showsOffset: showsOffset)
  }

  /// Narrows the list down to the rows with these words.
  public mutating func find(_ words: String) { list.want(words, in: rows) }

  /// Narrows it down to these rows, by their places: what a question means.
  public mutating func narrow(to meant: [Int]) { list.want(Set(meant), in: rows) }
}

/// What is shown.
enum ReviewPage: Hashable, Sendable {
  case list
  case session(SessionTab)
  case series
  case help
}

/// The sides of one session.
enum SessionTab: Int, CaseIterable, Hashable, Sendable {
  case chart, alarms, timeline, summary

  var title: String {
    switch self {
    case .chart: "chart"
    case .alarms: "alarms"
    case .timeline: "timeline"
    case .summary: "summary"
    }
  }

  /// The key that opens it.
  var digit: Character { Character(String(rawValue + 1)) }

  init?(digit: Character) {
    guard let found = Self.allCases.first(where: { $0.digit == digit }) else { return nil }
    self = found
  }
}

/// What is being typed on the bottom line.
struct ReviewQuestion: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Words that a row of the list must contain, or a question to the sessions.
    case find
    /// The same of what happened in one session.
    case search
    /// A minute of the infusion.
    case minute
  }
  let kind: Kind
  var entry: LineEntry
}

/// What the reader wants from outside.
public enum ReviewEffect: Hashable, Sendable {
  /// A session in full, by its place among the rows.
  case open(row: Int)
  /// The sessions that a question means; `narrow` takes the answer.
  case ask(SessionQuery)
  /// All sessions of a patient.
  case openSeries(patient: String)
  case repaint
  case leave
}
