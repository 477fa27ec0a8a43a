public import CursesTerminal
import Glibc
public import InfusionCore
public import MonitorUI
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
  private var heard: [StampedEvent] = []

  public init(_ terminal: OpenedTerminal, _ model: Model) {
    self.terminal = terminal
    self.model = model
    if case .screen(let screen) = terminal {
      self.model.display = Display(glyphs: screen.glyphs, palette: screen.hasColour ? .colour : .monochrome)
    }
  }

  public func heard(_ reading: HeardReading, at time: SessionTime, by session: Session) {
    frames.hear(at: time.milliseconds)
  }

  public func told(_ event: StampedEvent, by session: Session) {
    guard terminal != nil else { return }
    heard.append(event)
    frames.hurry()
  }

  public func followed(_ session: Session) { model.follow(session) }

  // MARK: Polling

  public var fd: Int32 {
    switch terminal {
    case .screen(let screen): screen.descriptor
    case .lines(let lines): lines.descriptor
    case nil: -1
    }
  }

  public var interest: Int16 { Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0) }

  private var wantsToWrite: Bool {
    switch terminal {
    case .screen(let screen): screen.wantsToWrite
    case .lines(let lines): lines.wantsToWrite
    case nil: false
    }
  }

  /// When `draw` is due, on the clock that it is given.
  public var drawDue: Int64 { frames.due }

  /// What the keys ask for; nil when the terminal is gone.
  public func takeKeys(now: Int64) -> [Effect]? {
    let typed: Typed
    switch terminal {
    case .screen(let screen): typed = screen.readKeys()
    case .lines(let lines): typed = lines.readKeys()
    case nil: typed = .gone
    }
    guard case .keys(let keys) = typed else { return nil }
    if !keys.isEmpty { frames.hurry() }
    return keys.flatMap { model.update($0, now: now) }
  }

  /// Writes what is left of a frame. False when the terminal is gone.
  public func flush() -> Bool {
    switch terminal {
    case .screen(let screen): screen.flush() != .gone
    case .lines(let lines): lines.flush() != .gone
    case nil: false
    }
  }

  // MARK: Drawing

  public func resized() {
    if case .screen(let screen) = terminal { _ = screen.resized() }
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
      let painting = painting(model, size: screen.size, now: now)
      let delivery = screen.paint(painting.screen)
      // What has not reached the terminal nobody has seen: an acknowledgement does not cover it.
      if delivery == .done { model.painted(painting) }
      return delivery != .gone
    case .lines(let lines):
      frames.painted(at: now) { _ in (now / 1000 + 1) * 1000 }
      return lines.write(statusLine(model, now: now)) != .gone
    case nil: return false
    }
  }

  /// What is on the screen now, as plain text.
  public func display(now: Int64) -> String {
    switch terminal {
    case .screen(let screen): view(model, size: screen.size, now: now).plainText
    case .lines: statusLine(model, now: now) + "\n"
    case nil: ""
    }
  }

  /// One BEL; false where there is no terminal that could ring.
  public func ring() -> Bool {
    switch terminal {
    case .screen(let screen): screen.bell()
    case .lines(let lines): lines.bell()
    case nil: return false
    }
    return true
  }

  /// Gives the terminal back as it was found, as far as it is still there. Nothing is drawn or rung any more.
  public func leave() {
    if case .screen(let screen) = terminal { screen.leave() }
    terminal = nil
    heard = []
  }
}
