import BeaconSockets
public import CursesTerminal
import Glibc
import InstructorUI
public import ProcessSignals
import SystemClocks
import TextScreen

/// An instructor's console on a terminal: what a drill tells comes in, what is typed goes out to it.
public final class InstructorScreen {
  private var model: InstructorModel
  private let onlooker: Onlooker
  private let path: String
  private var call: InstructorCall?
  private var callAt: Int64 = .min
  private var isOver = false

  /// A station that died is back within seconds, and its socket with it.
  private static let callsEvery: Int64 = 1000

  public init(path: String, terminal: any ScreenTerminal, signals: TerminalSignals) {
    onlooker = Onlooker(terminal: terminal, signals: signals)
    model = InstructorModel(size: terminal.size)
    model.display = onlooker.display
    self.path = path
  }

  private var now: Int64 { SystemClock.bootMilliseconds }

  /// Until somebody leaves, or the terminal is gone. The drill goes on.
  public func run() {
    while !isOver {
      hear()
      if onlooker.terminal.paint(instructorView(model)) == .gone { break }
      wait()
    }
    onlooker.terminal.leave()
  }

  private func hear() {
    if call == nil, now >= callAt {
      callAt = now + Self.callsEvery
      call = InstructorCall(path: path)
      if call == nil { model.lose() }
    }
    guard let call else { return }
    call.flush()
    for line in call.lines().compactMap({ DeskLine($0) }) { model.hear(line) }
    if call.isOver {
      self.call = nil
      model.lose()
    }
  }

  private func wait() {
    var set = PollSet()
    onlooker.join(&set)
    call?.join(&set)
    for (tag, revents) in set.wait(milliseconds: Self.callsEvery) {
      for news in onlooker.news(of: tag, revents) { heed(news) }
    }
  }

  private func heed(_ news: Onlooker.News) {
    switch news {
    case .keys(let keys): for key in keys { heed(key) }
    case .resized(let size): model.size = size
    case .left: isOver = true
    }
  }

  private func heed(_ key: Key) {
    switch model.update(key) {
    case .say(let line): call?.say(line)
    case .leave: isOver = true
    case .repaint: onlooker.terminal.repaint()
    case nil: break
    }
  }
}

extension InstructorCall {
  func join(_ set: inout PollSet) {
    set.add(.instructor, descriptor, Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0))
  }
}
