import CursesTerminal
import Glibc
import MonitorUI
import ProcessSignals
import TextScreen

/// Somebody before a terminal who only looks: keys, sizes and the wish to leave, for the screens that run no
/// session.
///
///     onlooker.join(&set)
///     for (tag, revents) in set.wait(milliseconds: 1000) {
///       for news in onlooker.news(of: tag, revents) { heed(news) }
///     }
struct Onlooker {
  let terminal: any ScreenTerminal
  let signals: TerminalSignals

  enum News {
    case keys([Key])
    case resized(Size)
    /// Somebody asked for the end, or the terminal is gone.
    case left
  }

  var display: Display {
    Display(glyphs: terminal.glyphs, palette: terminal.hasColour ? .colour : .monochrome)
  }

  func join(_ set: inout PollSet) {
    set.add(.signals, signals.fd)
    set.add(.console, terminal.descriptor, Int16(POLLIN) | (terminal.wantsToWrite ? Int16(POLLOUT) : 0))
  }

  /// What a descriptor that is ready has to say; nothing, if it is another's.
  func news(of tag: PollSet.Tag, _ revents: Int16) -> [News] {
    switch tag {
    case .signals: signals.read().compactMap(news)
    case .console: [flushed(revents), typed].compactMap(\.self)
    case .recorder, .sound, .history, .known, .unwatched, .output, .instructor, .device: []
    }
  }

  private func news(of request: TerminalSignals.Request) -> News? {
    switch request {
    case .resized: return .resized(terminal.resized())
    case .stop, .hangUp, .handOver: return .left
    case .continued:
      terminal.retake()
      return nil
    }
  }

  private func flushed(_ revents: Int16) -> News? {
    guard revents & Int16(POLLOUT) != 0 else { return nil }
    return terminal.flush() == .gone ? .left : nil
  }

  private var typed: News? {
    guard case .keys(let keys) = terminal.readKeys() else { return .left }
    return .keys(keys)
  }
}
