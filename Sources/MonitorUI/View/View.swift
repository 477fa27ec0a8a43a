import InfusionCore
import Phrases
public import TextScreen

/// The screen for a model at an instant. Pure: `now` is in milliseconds of the clock that `update` is given.
public func view(_ model: Model, size: Size, now: Int64) -> Screen {
  painting(model, size: size, now: now).screen
}

/// The same with what stands on it, for `Model.painted`.
public func painting(_ model: Model, size: Size, now: Int64) -> Painting {
  var painter = Painter(model: model, size: size, now: now)
  painter.paint()
  return Painting(
    screen: painter.screen, alarmsShown: painter.alarmsShown, isQuestionWhole: painter.isQuestionWhole,
    scroll: painter.scroll, question: model.prompt?.question.key, at: now)
}

/// When the screen will change though nothing happens: the next flash, the next page of alarms, the next
/// second.
///
/// - Parameter forNews: whether a changed value asked for the painting at `now`. It stands for that of the
///   coming second too: a calm source whose second begins elsewhere than the clock's costs one painting a
///   second and not two.
public func nextFrameDeadline(_ model: Model, after now: Int64, forNews: Bool = false) -> Int64 {
  let flashes = model.session.alarms.filter(\.flashes).compactMap {
    Flash.nextChange($0.priority, after: now)
  }
  let takesTurns =
    model.session.alarms.count + model.session.holds.count > 1 || model.unwatched.count > 1
  let from = model.turnsFrom
  let page = takesTurns ? [from + ((now - from) / Flash.page + 1) * Flash.page] : []
  let second = (now / 1000 + (forNews && now % 1000 != 0 ? 2 : 1)) * 1000
  return ([second] + flashes + page).min() ?? second
}

/// Everything that is drawn is drawn by this: a model, an instant, and the screen so far.
struct Painter {
  let model: Model
  let now: Int64
  var screen: Screen
  /// The alarms that stand on it.
  var alarmsShown: [AlarmID] = []
  /// Whether everything that stands above the open question is on it.
  var isQuestionWhole = true
  /// Whether what is asked for stands in a row above its question.
  var isDeedAbove = false
  /// Whether what was said just now stands in rows of its own.
  var isSaidAbove = false
  /// Whether the sessions that nobody watches are said in rows of their own.
  var isUnwatchedAbove = false
  /// Where the open page stands, if it is a list.
  var scroll: Scroll?
  /// Weight and plan, as far as the header has no room for them.
  var unsaidIdentity: [Span] = []

  init(model: Model, size: Size, now: Int64) {
    self.model = model
    self.now = now
    screen = Screen(size, palette: model.display.palette)
  }

  var session: SessionView { model.session }
  var glyphs: Glyphs { model.display.glyphs }

  /// Words in the language of the screen.
  func say(_ phrase: Phrase) -> String { model.display.words.say(phrase) }
  func span(_ phrase: Phrase, _ style: Style = .plain) -> Span { Span(say(phrase), style) }

  /// What it takes to show everything.
  static let full = Size(columns: 80, rows: 24)
  /// What numbers, dose and course take as they stand there, with a rule below them for what gives way.
  static let whole = Size(columns: 60, rows: 16)
  /// What it takes to show a row a vital.
  static let rowsOfCompact = 5
  static let columnsOfCompact = 24

  mutating func paint() {
    let area = screen.bounds
    if case .sessionPicker(let picker) = model.page { return paintPicker(picker, in: area) }
    if area.rows < Self.rowsOfCompact || area.columns < Self.columnsOfCompact {
      paintSmall(in: area)
    } else if isLaidOutInFull {
      paintFull(in: area)
    } else {
      paintCompact(in: area)
    }
  }

  private mutating func paintFull(in area: Rect) {
    let plan = Layout(area, holdRows: holdRows(columns: area.columns))
    paintHeader(in: plan.header)
    paintAlarms(in: plan.alarms)
    paintHold(in: plan.hold)
    switch model.page {
    case .help: paintHelp(in: plan.below)
    case .summary(let row): paintSummary(from: row, in: plan.below)
    case .trends(let page): paintTrendsPage(page, in: plan.below)
    case .limits, .alarmLog, .devices, .main, .sessionPicker:
      paintTiles(in: plan.tiles)
      paintCourse(in: plan.course)
      paintLowerPage(in: plan.lower)
      paintUnsaidIdentity(onOneOf: [plan.course.top(1), plan.lower.top(1)])
    }
    paintLastAct(onRule: ruleOfPage(plan))
    paintStatus(in: plan.status)
    paintPrompt(above: plan.status, footer: plan.footer)
  }

  /// The rule above what changes with the page.
  private func ruleOfPage(_ plan: Layout) -> Rect {
    switch model.page {
    case .help, .summary: plan.below.top(1)
    case .trends: plan.below.droppingTop(1).top(1)
    case .limits, .alarmLog, .devices, .main, .sessionPicker: plan.lower.top(1)
    }
  }

  /// The vitals and the infusion stay on every page; what is below them changes.
  private mutating func paintLowerPage(in area: Rect) {
    switch model.page {
    case .limits(let cursor): paintLimits(cursor, in: area)
    case .alarmLog(let row): paintAlarmLog(from: row, in: area)
    case .devices(let row): paintDevices(from: row, in: area)
    case .main:
      paintTrends(in: paintHistory(in: area))
      paintShortHistory(onRule: area)
    case .help, .summary, .trends, .sessionPicker: paintTrends(in: area)
    }
  }
}

/// What is where on a screen of 80x24 or more; on less, from 60x16 on, the lower part gives way.
struct Layout {
  let header: Rect
  let alarms: Rect
  /// What the clinic's rules advise; empty while they advise nothing.
  let hold: Rect
  /// With the rules above and below.
  let tiles: Rect
  let course: Rect
  let lower: Rect
  /// Everything between the alarm band and the status line.
  let below: Rect
  let status: Rect
  let footer: Rect

  init(_ area: Rect, holdRows: Int = 0) {
    let bandRows = area.rows >= 50 ? 3 : area.rows >= 32 ? 2 : 1
    let top = area.top(1 + bandRows)
    // On a smaller screen a long question leaves it alarms first: there nothing moves when one opens.
    let isFull = area.size.holds(Painter.full)
    header = isFull ? top.top(1) : top.bottom(1)
    alarms = isFull ? top.droppingTop(1) : top.droppingBottom(1)
    hold = area.droppingTop(1 + alarms.rows).top(holdRows)
    footer = area.bottom(1)
    status = area.droppingBottom(1).bottom(1)
    below = area.droppingTop(header.rows + alarms.rows + holdRows).droppingBottom(2)
    tiles = below.top(Self.tileRows(area) + 1)
    course = below.droppingTop(tiles.rows).top(area.rows >= 32 ? 4 : 3)
    lower = below.droppingTop(tiles.rows + course.rows)
  }

  /// A label, digits, a caption; taller digits where there is room for them.
  private static func tileRows(_ area: Rect) -> Int {
    guard area.rows >= 34 else { return 7 }
    return area.columns >= 180 ? 10 : 8
  }
}
