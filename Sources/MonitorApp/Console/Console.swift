public import CursesTerminal
import Glibc
public import InfusionCore
public import MonitorUI
import Phrases
public import Quantities
public import SessionRuns
import TextScreen

/// The nurse's terminal: keys in, screens out. It knows when something must be drawn, and never waits for the
/// terminal.
public final class Console: SessionListener {
  public var model: Model
  /// Nil once it was left, or has vanished.
  private var terminal: OpenedTerminal?
  private var frames = FrameClock()
  /// What a terminal without a screen is told.
  private var stream: SpokenStream
  /// Lines that the terminal has not taken yet: the oldest first.
  private var unsent: [String] = []
  private var heard: [StampedEvent] = []
  /// When the whole screen was last painted, not only what had changed.
  private var wholeAt: Int64 = 0
  private static let wholeEvery: Int64 = 60_000

  public init(_ terminal: OpenedTerminal, _ model: Model) {
    self.terminal = terminal
    self.model = model
    stream = SpokenStream(because: terminal.whyLines)
    if case .screen(let screen) = terminal {
      self.model.display.glyphs = screen.glyphs
      self.model.display.palette = screen.hasColour ? .colour : .monochrome
    }
  }

  public func heard(_ reading: HeardReading, at time: SessionTime, by session: Session) {
    frames.noteChange(at: time.milliseconds)
  }

  public func told(_ event: StampedEvent, by session: Session) {
    guard terminal != nil else { return }
    heard.append(event)
    frames.hurry()
  }

  public func followed(_ session: Session) { model.follow(session) }

  /// Another session begins on this terminal, at the same person's hands.
  public func beginAnew() {
    model = model.begunAnew()
    heard = []
  }

  /// Nothing heard so far is news any more; trends and logs keep it.
  public func forgetNews() {
    model.hear(heard, now: 0)
    heard = []
    model.message = nil
    model.words = nil
    model.prompt = nil
  }

  // MARK: Polling

  public var fd: Int32 {
    switch terminal {
    case .screen(let screen): screen.descriptor
    case .lines(let lines, _): lines.descriptor
    case nil: -1
    }
  }

  public var interest: Int16 { Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0) }

  private var wantsToWrite: Bool {
    switch terminal {
    case .screen(let screen): screen.wantsToWrite
    case .lines(let lines, _): lines.wantsToWrite
    case nil: false
    }
  }

  /// When `draw` is due, on the clock that it is given.
  public var drawDue: Int64 { frames.due }

  /// What the keys ask for; nil when the terminal is gone.
  public func readKeys(now: Int64) -> [Effect]? {
    let typed: Typed
    switch terminal {
    case .screen(let screen): typed = screen.readKeys()
    case .lines(let lines, _): typed = lines.readKeys()
    case nil: typed = .gone
    }
    guard case .keys(let keys) = typed else { return nil }
    if !keys.isEmpty { frames.hurry() }
    return keys.flatMap { asksForState($0) ? [] : model.update($0, now: now) }
  }

  /// Enter, where it would do nothing, asks how the chair stands.
  private func asksForState(_ key: Key) -> Bool {
    guard case .lines = terminal, key == .enter, model.isIdle else { return false }
    stream.ask()
    return true
  }

  /// Writes what is left of a frame. False when the terminal is gone.
  public func flush() -> Bool {
    switch terminal {
    case .screen(let screen): screen.flush() != .gone
    case .lines(let lines, _): lines.flush() != .gone && say([], on: lines)
    case nil: false
    }
  }

  // MARK: Drawing

  public func resized() {
    if case .screen(let screen) = terminal { _ = screen.resized() }
    frames.hurry()
  }

  /// Sets the terminal up again after a stop, because other programs may have changed it meanwhile.
  public func retake() {
    switch terminal {
    case .screen(let screen): screen.retake()
    case .lines(let lines, _): lines.retake()
    case nil: break
    }
    frames.hurry()
  }

  public func repaint() {
    if case .screen(let screen) = terminal { screen.repaint() }
    frames.hurry()
  }

  /// What is shown has moved: paint as soon as an eye can follow.
  public func repaintSoon() { frames.move() }

  /// Shows a session as it stands. False when the terminal is gone.
  public func draw(_ session: SessionView, now: Int64) -> Bool {
    model.hear(heard, now: now)
    heard = []
    model.show(session)
    return paint(now: now)
  }

  /// Paints the model as it is. False when the terminal is gone.
  public func paint(now: Int64) -> Bool {
    switch terminal {
    case .screen(let screen):
      frames.painted(at: now) { nextFrameDeadline(model, after: now, forNews: $0) }
      // Repaints everything, so that what the kernel or another program wrote there disappears.
      if now - wholeAt >= Self.wholeEvery {
        screen.repaint()
        wholeAt = now
      }
      let painting = painting(model, size: screen.size, now: now)
      let delivery = screen.paint(painting.screen)
      // A frame that did not reach the terminal was seen by nobody, so no acknowledgement may cover it.
      if delivery == .done { model.painted(painting) }
      return delivery != .gone
    case .lines(let lines, _):
      frames.painted(at: now) { _ in stream.nextLine(after: now) }
      let news = stream.lines(of: model, now: now)
      model.spoke(now: now)
      return say(news, on: lines)
    case nil: return false
    }
  }

  /// Writes lines one after the other as the terminal takes them. If the terminal takes none for long, the
  /// oldest are dropped and their number is said. False when the terminal is gone.
  private func say(_ lines: [String], on terminal: LineTerminal) -> Bool {
    unsent += lines
    while !unsent.isEmpty, !terminal.wantsToWrite {
      if terminal.write(unsent.removeFirst()) == .gone { return false }
    }
    if unsent.count > Self.unsentMax {
      let lost = unsent.count - Self.unsentMax + 1
      unsent.replaceSubrange(
        ..<lost,
        with: [
          model.display.language.say("(\(lost) lines that this terminal did not take)")
        ])
    }
    return true
  }

  private static let unsentMax = 100

  /// What is on the screen now: as a picture for a file that is called so, else as plain text.
  public func display(now: Int64, for path: String) -> String {
    switch terminal {
    case .screen(let screen): view(model, size: screen.size, now: now).saved(as: path)
    case .lines: stateLine(model, now: now) + "\n"
    case nil: ""
    }
  }

  /// One BEL; false where there is no terminal that could ring.
  public func ring() -> Bool {
    switch terminal {
    case .screen(let screen): screen.bell()
    case .lines(let lines, _): lines.bell()
    case nil: return false
    }
    return true
  }

  /// Gives the terminal back as it was found, if it is still there. Afterwards nothing is drawn or rung.
  public func leave() {
    if case .screen(let screen) = terminal { screen.leave() }
    terminal = nil
    heard = []
  }
}

extension OpenedTerminal {
  /// Why there are lines and no screen; empty where there is one.
  fileprivate var whyLines: Phrase {
    switch self {
    case .screen: ""
    case .lines(_, .wanted): "as it was asked for"
    case .lines(_, .cannotPlaceCursor(let type)): "TERM=\(type) cannot place its cursor"
    case .lines(_, .unknownType(let type)): "nothing is known of TERM=\(type); --lines asks for this"
    }
  }
}
