public import InfusionCore
public import Phrases
public import Quantities
public import TextScreen

/// The state of the screen: what it shows, and what the person at it is doing.
public struct Model: Sendable {
  public var session: SessionView
  public var trend = TrendHistory()
  public var log = AlarmLog()
  public var display: Display
  public var mode: Mode
  public var page: Page = .main
  public var prompt: Prompt?
  public var message: Message?
  /// What the simulated patient said last. It is kept apart from the program's messages, and stays long
  /// enough to be read.
  public var words: Message?
  /// Who is at the screen; goes with every action.
  public var initials: String?
  /// Whether the first signed action asks who is at the screen: after a takeover or a resume nobody knows.
  public var asksWhoIsHere = false
  /// What was asked for and waits for initials.
  var unsigned: UnsignedDeed?
  /// Sessions of this machine that infuse or observe and that nobody watches.
  public var unwatched: [UnwatchedSession] = []
  /// Patients who were here not long ago, the latest first, as the archive told: for the question who it is.
  public var known: [KnownPatient] = []
  /// Whether something sets the machine's clock, as of the last self-test; nil where the system does not say.
  public var clockIsSynchronised: Bool?
  /// What was answered to `sound-check` last, between sessions: `heard on bell, 2026-11-29 08:10`.
  public var soundCheck: Phrase?
  /// The report, once the session is closed: lines of plain text.
  public var summary: [String] = []
  /// What the check that is being recorded found, for the line that says so.
  var checkFound: [Phrase] = []
  /// Items of a checklist that were marked as not met in a form that was left: they are marked when it is
  /// opened again.
  var markedBefore: Set<String> = []
  /// The last action of the command line, should it lack a reason only.
  var typed: (action: Action, by: String?)?
  /// The alarms that were painted since somebody acknowledged; nil before anything was painted.
  var alarmsShown: Set<AlarmID>?
  /// Whether all that stands above the open question was painted with it.
  var isQuestionWhole = true
  /// The question that is on the screen, and since when; nil before anything was shown.
  var seen: SeenQuestion?
  /// When the alarms began to take turns, in the clock's milliseconds; new alarms begin a new round.
  var turnsFrom: Int64 = 0
  /// How many rows of the open page were shown: as many as PgDn turns.
  var rowsOfPage = 10
  /// The key that brought up what is on the screen; a repetition of it answers nothing.
  var settled: SettledKey?
  /// Milliseconds of the clock that `update` and `view` are given, at the last look.
  var now: Int64 = 0

  public init(session: SessionView, display: Display = Display(), mode: Mode = .monitor) {
    self.session = session
    self.display = display
    self.mode = mode
  }

  /// Another session begins on the same screen, under the same hands.
  public func begunAnew() -> Model {
    var fresh = Model(session: SessionView(), display: display, mode: mode)
    fresh.initials = initials
    fresh.settled = settled
    return fresh
  }
}

/// A question that was shown.
struct SeenQuestion: Hashable, Sendable {
  /// Nil where none was.
  var key: String?
  /// In the clock's milliseconds.
  var since: Int64

  /// How long a list must have been on the screen before one key may settle all of it, ms: longer than the
  /// time between two keys of somebody who types on.
  static let leastForAList: Int64 = 500
}

/// How it is drawn.
public struct Display: Hashable, Sendable {
  public var glyphs: Glyphs
  public var palette: Palette
  /// The language of the words; figures, units and the record are the same in all.
  public var language: Language
  /// The language as this terminal can show it.
  var words: Language { glyphs == .ascii ? language.inASCII : language }

  public init(glyphs: Glyphs = .unicode, palette: Palette = .colour, language: Language = .english) {
    self.glyphs = glyphs
    self.palette = palette
    self.language = language
  }
}

/// Whether a person acts on a session or watches one again.
public enum Mode: Hashable, Sendable {
  case monitor
  case replay(ReplayView)
}

/// How a replay runs.
public struct ReplayView: Hashable, Sendable {
  public var isPlaying: Bool
  /// `1`, `10`, `max`.
  public var speed: String
  public var length: TimeSpan
  /// Whether it stands still shortly before each alarm.
  public var stopsBeforeAlarms: Bool
  /// What comes next, in words, while somebody wants to know it: `in 3:20  SpO2 84 < 85`.
  public var coming: String?

  public init(isPlaying: Bool, speed: String, length: TimeSpan, stopsBeforeAlarms: Bool = false) {
    self.isPlaying = isPlaying
    self.speed = speed
    self.length = length
    self.stopsBeforeAlarms = stopsBeforeAlarms
  }
}

extension Mode {
  var replay: ReplayView? { if case .replay(let replay) = self { replay } else { nil } }
}

/// What takes the place of the trends, or of everything.
public enum Page: Hashable, Sendable {
  case main
  case trends(TrendsPage)
  case limits(LimitsCursor)
  case alarmLog(firstRow: Int)
  /// What each device is, and what of its words is not understood.
  case devices(firstRow: Int)
  case help(firstRow: Int)
  /// The report of a closed session.
  case summary(firstRow: Int)
  /// Unsealed sessions were found on this chair.
  case sessionPicker(SessionPicker)
}

/// The last thing the program said, and how long it stays.
public struct Message: Hashable, Sendable {
  /// Whether it was done, refused, or only heard.
  public enum Kind: Hashable, Sendable { case confirmation, refusal, heard }
  public var text: Phrase
  public var kind: Kind
  public var until: Int64

  /// Long enough to be read from the chair.
  static let stay: Int64 = 10_000
  /// Longer than other messages, because somebody who is busy at the arm looks up later; nothing that is done
  /// meanwhile removes them.
  static let stayOfWords: Int64 = 15_000

  /// When it was said.
  var since: Int64 { until - (kind == .heard ? Self.stayOfWords : Self.stay) }
}
