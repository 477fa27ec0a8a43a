public import CursesTerminal
import Glibc
import MonitorUI
public import ProcessSignals
public import ReviewUI
public import SessionReports
import TextScreen

/// What the browser of an archive asks for.
public protocol SessionLibrary: AnyObject {
  /// A session in full, by its place among the rows; nil if it cannot be read.
  func session(row: Int) -> OpenedSession?
  func series(of patient: String) -> OpenedSeries
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
  private let terminal: any ScreenTerminal
  private let signals: TerminalSignals
  private var isOver = false
  /// The look at every session, while it goes on.
  private var look: SearchThread<CheckedRows>?

  public init(
    _ model: ReviewModel, _ library: any SessionLibrary, terminal: any ScreenTerminal,
    signals: TerminalSignals
  ) {
    self.model = model
    self.library = library
    self.terminal = terminal
    self.signals = signals
    self.model.display = Display(
      glyphs: terminal.glyphs, palette: terminal.hasColour ? .colour : .monochrome)
    self.model.size = terminal.size
  }

  /// Until the reader leaves, or the terminal is gone.
  public func run() {
    look = library.wholeLook.flatMap(SearchThread.start)
    while !isOver {
      if terminal.paint(reviewView(model)) == .gone { break }
      wait()
    }
    terminal.leave()
  }

  private func wait() {
    var set = PollSet()
    set.add(.signals, signals.fd)
    set.add(.console, terminal.descriptor, Int16(POLLIN) | (terminal.wantsToWrite ? Int16(POLLOUT) : 0))
    if let look { set.add(.history, look.descriptor) }
    for (tag, revents) in set.wait(milliseconds: 60_000) {
      switch tag {
      case .signals: for request in signals.read() { obey(request) }
      case .console:
        if revents & Int16(POLLOUT) != 0, terminal.flush() == .gone { isOver = true }
        readKeys()
      case .history: showChecked()
      case .recorder, .sound, .known, .unwatched, .output, .device: break
      }
    }
  }

  private func showChecked() {
    guard let checked = look?.collect() else { return }
    look = nil
    library.turnToWholeLook()
    model.replaceRows(checked.rows, unreadable: checked.unreadable)
  }

  private func obey(_ request: TerminalSignals.Request) {
    switch request {
    case .resized: model.size = terminal.resized()
    case .continued: terminal.retake()
    case .stop, .hangUp, .handOver: isOver = true
    }
  }

  private func readKeys() {
    guard case .keys(let keys) = terminal.readKeys() else {
      isOver = true
      return
    }
    for key in keys { model.update(key).map(perform) }
  }

  private func perform(_ effect: ReviewEffect) {
    switch effect {
    case .open(let row): model.show(library.session(row: row))
    case .openSeries(let patient): model.show(library.series(of: patient))
    case .repaint: terminal.repaint()
    case .leave: isOver = true
    }
  }
}
