public import CursesTerminal
public import ProcessSignals
public import ReviewUI
public import SessionReports
import TextScreen

/// What the browser of an archive asks for.
public protocol SessionLibrary: AnyObject {
  /// A session in full, by its place among the rows; nil if it cannot be read.
  func session(row: Int) -> OpenedSession?
  func series(of patient: String) -> OpenedSeries
  /// The places of the rows whose sessions a question means.
  func rows(meantBy question: SessionQuery) -> [Int]
  /// Looks at every session, on a thread of its own; nil where the rows come of such a look.
  var wholeLook: (@Sendable () -> CheckedRows)? { get }
  /// From now on rows are those that the whole look gave.
  func turnToWholeLook()
}

/// What came of a look at every session.
public struct CheckedRows: Sendable {
  public var rows: [SessionRow]
  /// How many folders could not be read at all.
  public var unreadable: Int

  public init(rows: [SessionRow], unreadable: Int) {
    self.rows = rows
    self.unreadable = unreadable
  }
}

/// The archive on a terminal: keys in, screens out, and files read when they are asked for.
public final class ReviewScreen {
  private var model: ReviewModel
  private let library: any SessionLibrary
  private let onlooker: Onlooker
  private var isOver = false
  /// The look at every session, while it goes on.
  private var look: SearchThread<CheckedRows>?

  public init(
    _ model: ReviewModel, _ library: any SessionLibrary, terminal: any ScreenTerminal,
    signals: TerminalSignals
  ) {
    self.model = model
    self.library = library
    onlooker = Onlooker(terminal: terminal, signals: signals)
    self.model.display = onlooker.display
    self.model.size = terminal.size
  }

  /// Until the reader leaves, or the terminal is gone.
  public func run() {
    look = library.wholeLook.flatMap(SearchThread.start)
    while !isOver {
      if onlooker.terminal.paint(reviewView(model)) == .gone { break }
      wait()
    }
    onlooker.terminal.leave()
  }

  private func wait() {
    var set = PollSet()
    onlooker.join(&set)
    if let look { set.add(.history, look.descriptor) }
    for (tag, revents) in set.wait(milliseconds: 60_000) {
      if tag == .history { showChecked() }
      for news in onlooker.news(of: tag, revents) { heed(news) }
    }
  }

  private func showChecked() {
    guard let checked = look?.collect() else { return }
    look = nil
    library.turnToWholeLook()
    model.replaceRows(checked.rows, unreadable: checked.unreadable)
  }

  private func heed(_ news: Onlooker.News) {
    switch news {
    case .keys(let keys): for key in keys { model.update(key).map(perform) }
    case .resized(let size): model.size = size
    case .left: isOver = true
    }
  }

  private func perform(_ effect: ReviewEffect) {
    switch effect {
    case .open(let row): model.show(library.session(row: row))
    case .ask(let question): model.narrow(to: library.rows(meantBy: question))
    case .openSeries(let patient): model.show(library.series(of: patient))
    case .repaint: onlooker.terminal.repaint()
    case .leave: isOver = true
    }
  }
}
