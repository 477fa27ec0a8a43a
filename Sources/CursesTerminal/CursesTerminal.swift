import CNCurses
public import TextScreen

/// The terminal as a place to paint screens on, by ncurses.
///
/// ncurses works out the difference to what was painted last and writes it into memory; from there the bytes
/// go to the terminal without waiting. While the terminal takes none (a slow line, Ctrl-S, a stopped tmux) no
/// further frame is painted, so there is never more than one frame under way and nothing is ever half shown
/// for good.
///
/// ncurses has one global state: there is one of these at a time, used from one thread.
public final class CursesTerminal: ScreenTerminal {
  public let glyphs: Glyphs
  /// False on a monochrome terminal and with NO_COLOR: every screen is painted in the monochrome palette.
  public let hasColour: Bool
  public private(set) var size: Size

  private let device: TerminalDevice
  private let isRich: Bool
  private let isUTF8: Bool
  private var decoder = KeyDecoder()
  private var painted: Screen?
  private var isOpen = true

  /// Nil when the terminal cannot place its cursor or terminfo does not know it.
  init?(device: TerminalDevice, type: String, settings: TerminalSettings) {
    isUTF8 = cn_locale()
    guard cn_can_address_cursor(type), cn_open(type, device.descriptor) else { return nil }
    self.device = device
    glyphs = isUTF8 ? settings.glyphsOfType : .ascii
    let colours = cn_colours()
    hasColour = colours >= 8 && !settings.noColour
    isRich = colours >= 256
    size = device.size
    cn_resize(Int32(size.rows), Int32(size.columns))
    device.send(Self.bracketsPastes(true))
  }

  /// Asks for marks around pasted text. Terminals that know nothing of it ignore it.
  private static func bracketsPastes(_ isOn: Bool) -> [UInt8] {
    Array("\u{1B}[?2004\(isOn ? "h" : "l")".utf8)
  }

  deinit { leave() }

  /// To be polled for input, and for output while `wantsToWrite`.
  public var descriptor: Int32 { device.descriptor }
  public var wantsToWrite: Bool { device.wantsToWrite }
}

extension CursesTerminal {
  /// Paints what has changed. `.blocked` when the terminal has not taken the frame before it: this one is
  /// left out.
  public func paint(_ screen: Screen) -> Delivery {
    let waiting = device.flush()
    guard isOpen, waiting == .done else { return waiting }
    let palette = hasColour ? screen.palette : .monochrome
    let isNew = painted?.size != screen.size || painted?.palette != screen.palette
    let changed = (0..<min(screen.size.rows, size.rows)).filter { row in
      isNew || painted?.row(row) != screen.row(row)
    }
    guard !changed.isEmpty || painted?.cursor != screen.cursor else { return .done }
    for row in changed { draw(screen.row(row), row: row, palette: palette) }
    cn_cursor(Int32(screen.cursor?.row ?? -1), Int32(screen.cursor?.column ?? 0))
    cn_refresh()
    painted = screen
    return deliver()
  }

  /// Writes what is left of a frame; call it when the descriptor polls writable.
  public func flush() -> Delivery { device.flush() }

  /// To be called after SIGWINCH. Returns the new size, for the next screen.
  public func resized() -> Size {
    size = device.size
    painted = nil
    cn_resize(Int32(size.rows), Int32(size.columns))
    return size
  }

  /// The next frame paints everything: after something else wrote on the terminal (Ctrl-L).
  public func repaint() {
    painted = nil
    cn_repaint()
  }

  /// To be called after the program was stopped and continued: line settings and screen are ours again.
  public func retake() {
    guard isOpen else { return }
    device.retake()
    device.send(Self.bracketsPastes(true))
    repaint()
  }

  /// One BEL. Left out while the terminal takes nothing.
  public func bell() {
    guard !device.wantsToWrite else { return }
    device.send([0x07])
    device.flush()
  }

  /// The keys since the last look. Never waits (25 ms at most behind a lone escape).
  public func readKeys() -> Typed {
    guard isOpen, device.hasInput() else { return device.isGone ? .gone : .keys([]) }
    var codes: [Int] = []
    while codes.count < 256 {
      let code = Int(cn_read_key())
      guard code != CN_KEY_NONE else { break }
      codes.append(code)
    }
    return .keys(decoder.keys(codes))
  }

  /// Gives the terminal back as it was found. A terminal that takes nothing gets 200 ms.
  public func leave() {
    guard isOpen else { return }
    isOpen = false
    // Hides the cursor first, because ncurses leaves out a change that it believes to be in force.
    cn_cursor(-1, 0)
    cn_close()
    device.send(Self.bracketsPastes(false))
    _ = deliver()
    device.flush(withinMilliseconds: 200)
    cn_discard()
  }
}

extension CursesTerminal {
  private func deliver() -> Delivery {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8192) { buffer in
      var count = buffer.count
      while count == buffer.count {
        count = Int(cn_take_output(buffer.baseAddress, Int32(buffer.count)))
        device.send(buffer.prefix(count))
      }
    }
    return device.flush()
  }

  /// Paints a row in runs of one look.
  private func draw(_ cells: ArraySlice<Cell>, row: Int, palette: Palette) {
    var scalars: [UInt32] = []
    var style = cells.first?.style ?? .plain
    var start = 0
    for (column, cell) in cells.enumerated() where cell.width > 0 {
      if cell.style != style {
        put(scalars, row: row, column: start, appearance: palette.appearance(style))
        scalars.removeAll(keepingCapacity: true)
        style = cell.style
        start = column
      }
      if isUTF8 {
        scalars += cell.character.unicodeScalars.map(\.value)
      } else if let letter = cell.character.unicodeScalars.first {
        scalars.append(Glyphs.inASCII(letter).value)
      }
    }
    put(scalars, row: row, column: start, appearance: palette.appearance(style))
  }

  private func put(_ scalars: [UInt32], row: Int, column: Int, appearance: Appearance) {
    cn_put(
      Int32(row), Int32(column), scalars, Int32(scalars.count), attributes(appearance),
      hasColour ? index(appearance.foreground) : -1, hasColour ? index(appearance.background) : -1)
  }

  private func index(_ ink: Ink?) -> Int32 {
    guard let ink else { return -1 }
    return Int32(isRich ? ink.rich : ink.basic)
  }

  private func attributes(_ appearance: Appearance) -> Int32 {
    var bits = 0
    if appearance.isBold { bits |= CN_BOLD }
    if appearance.isReverse { bits |= CN_REVERSE }
    if appearance.isUnderlined { bits |= CN_UNDERLINE }
    if appearance.isDim { bits |= CN_DIM }
    return Int32(bits)
  }
}
