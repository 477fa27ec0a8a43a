public import CursesTerminal
import Glibc
import MonitorUI
public import ProcessSignals
public import ReviewUI
import TextScreen

/// What the browser of an archive asks for.
public protocol SessionLibrary {
  /// A session in full, by its place among the rows; nil if it cannot be read.
  func session(row: Int) -> OpenedSession?
  func series(of patient: String) -> OpenedSeries
}

/// The archive on a terminal: keys in, screens out, and files read when they are asked for.
public final class ReviewScreen {
  private var model: ReviewModel
  private let library: any SessionLibrary
  private let terminal: CursesTerminal
  private let signals: TerminalSignals
  private var isOver = false

  public init(
    _ model: ReviewModel, _ library: any SessionLibrary, terminal: CursesTerminal, signals: TerminalSignals
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
    for (tag, revents) in set.wait(milliseconds: 60_000) {
      switch tag {
      case .signals: for request in signals.read() { obey(request) }
      case .console:
        if revents & Int16(POLLOUT) != 0, terminal.flush() == .gone { isOver = true }
        readKeys()
      case .recorder, .sound, .history, .known, .unwatched, .output, .device: break
      }
    }
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
