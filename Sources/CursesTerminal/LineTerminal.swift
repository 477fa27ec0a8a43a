import CNCurses
public import TextScreen

/// A terminal without cursor addressing (TERM=dumb, a teletype, an unknown type): one plain line at a time.
public final class LineTerminal {
  private let device: TerminalDevice
  private let glyphs: Glyphs
  private var decoder = KeyDecoder()

  /// - Parameter settings: how a screen would be shown; where the locale is not UTF-8 the lines are ASCII.
  init(device: TerminalDevice, settings: TerminalSettings) {
    self.device = device
    glyphs = cn_locale() ? settings.glyphsOfType : .ascii
  }

  public var descriptor: Int32 { device.descriptor }
  public var wantsToWrite: Bool { device.wantsToWrite }
  public var size: Size { device.size }

  /// Writes one line: as it is where the locale is UTF-8, else in ASCII; a control character of an input is
  /// `?` in either. The caller paces it: one a second. A line is left out while the one before it has not
  /// gone out.
  public func write(_ line: String) -> Delivery {
    let waiting = device.flush()
    guard waiting == .done else { return waiting }
    device.send(shown(line).utf8)
    // The line discipline makes CR LF of it.
    device.send([0x0A])
    return device.flush()
  }

  private func shown(_ line: String) -> String {
    glyphs.showable(String(line.map(DisplayWidth.printable)))
  }

  /// To be called after the program was stopped and continued.
  public func retake() { device.retake() }

  public func bell() {
    guard !device.wantsToWrite else { return }
    device.send([0x07])
    device.flush()
  }

  public func flush() -> Delivery { device.flush() }

  /// Keys without ncurses: letters, Enter, Backspace, Escape, Control.
  public func readKeys() -> Typed {
    guard device.hasInput() else { return device.isGone ? .gone : .keys([]) }
    return .keys(decoder.keys(device.read(atMost: 256).map { Int($0) }))
  }
}
