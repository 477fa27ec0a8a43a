public import TextScreen

/// A terminal without cursor addressing (TERM=dumb, a teletype, an unknown type): one plain line at a time.
public final class LineTerminal {
  private let device: TerminalDevice
  private var decoder = KeyDecoder()

  init(device: TerminalDevice) { self.device = device }

  public var descriptor: Int32 { device.descriptor }
  public var wantsToWrite: Bool { device.wantsToWrite }
  public var size: Size { device.size }

  /// Writes one line, in ASCII. The caller paces it: one a second. A line is left out while the one before it
  /// has not gone out.
  public func write(_ line: String) -> Delivery {
    let waiting = device.flush()
    guard waiting == .done else { return waiting }
    device.send(Glyphs.ascii.showable(line).utf8)
    // The line discipline makes CR LF of it.
    device.send([0x0A])
    return device.flush()
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
