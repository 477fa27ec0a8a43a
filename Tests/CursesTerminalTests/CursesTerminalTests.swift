import Glibc
import Testing
import TextScreen

@testable import CursesTerminal

// ncurses has one global state: one test at a time.
@Suite("The terminal", .serialized)
struct CursesTerminalTests {
  init() { setenv("LC_ALL", "C.UTF-8", 1) }

  private func opened(
    _ pty: PseudoTerminal, type: String = "xterm-256color", noColour: Bool = false
  ) throws -> any ScreenTerminal {
    let terminal = try OpenedTerminal.open(
      descriptor: pty.slave, settings: TerminalSettings(type: type, noColour: noColour))
    guard case .screen(let curses) = terminal else { throw TerminalFailure.unknownType(type) }
    return curses
  }

  private func screen(_ text: String, style: Style = .value, columns: Int = 80, rows: Int = 24) -> Screen {
    var screen = Screen(Size(columns: columns, rows: rows))
    screen.put(text, row: rows / 2, column: 3, style: style)
    return screen
  }

  @Test("only what has changed is painted")
  func differences() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    #expect(terminal.paint(screen("SpO2 97")) == .done)
    #expect(pty.output().contains("SpO2 97"))
    #expect(terminal.paint(screen("SpO2 97")) == .done)
    #expect(pty.output() == "")
    #expect(terminal.paint(screen("SpO2 96")) == .done)
    let change = pty.output()
    #expect(change.contains("6") && !change.contains("SpO2"))
    #expect(change.utf8.count < 60, "\(change.debugDescription)")
  }

  @Test("braille, wide and combining characters arrive as they are")
  func unicode() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    #expect(terminal.glyphs == .unicode)
    _ = terminal.paint(screen("⣀⠤ 患者 e\u{301} █▌"))
    let shown = pty.output()
    #expect(shown.contains("⣀⠤ 患者") && shown.contains("e\u{301}") && shown.contains("█▌"))
  }

  @Test("a coloured terminal gets colours; NO_COLOR, and a vt100, none")
  func colours() throws {
    for (type, noColour, has) in [
      ("xterm-256color", false, true), ("xterm-256color", true, false), ("vt100", false, false),
    ] {
      let pty = try #require(PseudoTerminal())
      let terminal = try opened(pty, type: type, noColour: noColour)
      #expect(terminal.hasColour == has)
      _ = terminal.paint(screen("*** SpO2 84 < 85", style: .bandHigh))
      let shown = pty.output()
      #expect(shown.contains("\u{1B}[38;5;") == has)
      #expect(shown.contains("SpO2"))
    }
  }

  @Test("without UTF-8 nothing but ASCII is sent")
  func ascii() throws {
    setenv("LC_ALL", "C", 1)
    defer { setenv("LC_ALL", "C.UTF-8", 1) }
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    #expect(terminal.glyphs == .ascii)
    _ = terminal.paint(screen("⣀ 患 µ end"))
    let shown = pty.output()
    #expect(shown.allSatisfy { $0.isASCII } && shown.contains("? end"))
  }

  @Test("the terminal is given back as it was found")
  func restored() throws {
    let pty = try #require(PseudoTerminal())
    let before = pty.settings
    let terminal = try opened(pty)
    #expect(pty.settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
    _ = terminal.paint(screen("HR 72"))
    terminal.leave()
    let output = pty.output()
    #expect(output.contains("\u{1B}[?1049l"))
    // Marks around pastes are asked for, and given back.
    #expect(output.contains("\u{1B}[?2004h"))
    #expect(output.contains("\u{1B}[?2004l"))
    withExtendedLifetime(terminal) {}
    _ = consume terminal
    #expect(pty.settings.c_lflag == before.c_lflag)
  }

  @Test(
    "keys",
    arguments: [
      ("p", [Key.character("p")]), ("\r", [.enter]), ("\u{7F}", [.backspace]), ("\t", [.tab]),
      ("\u{3}", [.control("c")]),
      ("\u{1B}OA\u{1B}[B", [.up, .down]), ("\u{1B}[5~", [.pageUp]), ("\u{1B}", [.escape]),
      ("é患", [.character("é"), .character("患")]),
      ("\u{1B}[200;7~S", [.character("S")]), ("\u{1B}[Z", [.backtab]), (" ", [.character(" ")]),
      ("\u{13}", [.control("s")]),
      ("\u{1B}[200~e y\r\u{1B}[A\u{1B}[201~S", [.pasted("e y "), .character("S")]),
    ] as [(String, [Key])])
  func keys(bytes: String, keys: [Key]) throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    pty.type(bytes)
    #expect(terminal.readKeys() == .keys(keys))
    #expect(terminal.readKeys() == .keys([]))
  }

  @Test("a paste that comes in pieces is one, and one whose end is lost ends with Escape")
  func pastes() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    pty.type("\u{1B}[200~seen by ")
    #expect(terminal.readKeys() == .keys([]))
    pty.type("Dr P\u{1B}[201~p")
    #expect(terminal.readKeys() == .keys([.pasted("seen by Dr P"), .character("p")]))
    pty.type("\u{1B}[200~lost")
    #expect(terminal.readKeys() == .keys([]))
    pty.type("\u{1B}")
    #expect(terminal.readKeys() == .keys([.escape]))
    pty.type("a")
    #expect(terminal.readKeys() == .keys([.character("a")]))
  }

  @Test("a blocked terminal blocks nobody, and is whole again afterwards")
  func blocked() throws {
    let pty = try #require(PseudoTerminal(columns: 200, rows: 60))
    let terminal = try opened(pty)
    var last = Delivery.done
    for round in 0..<40 where last == .done {
      var screen = Screen(Size(columns: 200, rows: 60))
      screen.fill(screen.bounds, with: round % 2 == 0 ? "a" : "b", style: .plain)
      for row in 0..<60 { screen.put("\(row * round)", row: row, column: row, style: .value) }
      last = terminal.paint(screen)
    }
    #expect(last == .blocked)
    #expect(terminal.wantsToWrite)
    #expect(terminal.paint(screen("lost frame")) == .blocked)
    terminal.bell()
    var drained = ""
    while terminal.wantsToWrite {
      drained += pty.output()
      _ = terminal.flush()
    }
    drained += pty.output()
    #expect(!drained.contains("lost frame"))
    #expect(terminal.paint(screen("next frame")) == .done)
    #expect(pty.output().contains("next frame"))
  }

  @Test("a terminal that vanishes is said to be gone, by reading and by writing")
  func vanished() throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    pty.hangUp()
    #expect(terminal.readKeys() == .gone)
    #expect(terminal.paint(screen("nobody")) == .gone)
    #expect(!terminal.wantsToWrite)
    #expect(terminal.readKeys() == .gone)
  }

  @Test(
    "every size can be painted, one after the other",
    arguments: [(1, 1), (20, 1), (1, 30), (300, 80), (80, 24)])
  func sizes(columns: Int, rows: Int) throws {
    let pty = try #require(PseudoTerminal())
    let terminal = try opened(pty)
    _ = terminal.paint(screen("before"))
    _ = pty.output()
    pty.resize(columns: columns, rows: rows)
    #expect(terminal.resized() == Size(columns: columns, rows: rows))
    var small = Screen(Size(columns: columns, rows: rows))
    small.fill(small.bounds, with: "x", style: .plain)
    _ = terminal.paint(small)
    #expect(pty.output().contains("x"))
    // A screen made for another size than the terminal has by now.
    _ = terminal.paint(screen("late", columns: 90, rows: 40))
  }

  @Test(
    "a terminal that cannot move its cursor gets lines, and why",
    arguments: [
      (TerminalSettings(type: "dumb"), LinesReason.cannotPlaceCursor(type: "dumb")),
      (TerminalSettings(type: "no-such-terminal"), .unknownType("no-such-terminal")),
      (TerminalSettings(type: "xterm", wantsLines: true), .wanted),
    ])
  func lines(settings: TerminalSettings, why: LinesReason) throws {
    let pty = try #require(PseudoTerminal())
    guard
      case .lines(let terminal, let reason) = try OpenedTerminal.open(
        descriptor: pty.slave, settings: settings)
    else {
      Issue.record("\(settings.type) was taken for a screen")
      return
    }
    #expect(reason == why)
    #expect(terminal.write("HR 72  SpO2 97  µ") == .done)
    #expect(pty.output() == "HR 72  SpO2 97  µ\r\n")
    pty.type("p\u{1B}[A\r")
    #expect(terminal.readKeys() == .keys([.character("p"), .enter]))
  }

  /// Before, German was read as `Puls zu hoch fur 2 min` on every terminal.
  @Test(
    "a line has its letters where the locale is UTF-8, and nothing that a terminal obeys",
    arguments: [
      ("C.UTF-8", nil, "Grenzen für den Platz ?[2J?\r\n"), ("C", nil, "Grenzen fur den Platz ?[2J?\r\n"),
      ("C.UTF-8", Glyphs.ascii, "Grenzen fur den Platz ?[2J?\r\n"),
    ])
  func letters(locale: String, glyphs: Glyphs?, written: String) throws {
    setenv("LC_ALL", locale, 1)
    defer { setenv("LC_ALL", "C.UTF-8", 1) }
    let pty = try #require(PseudoTerminal())
    let settings = TerminalSettings(type: "dumb", glyphs: glyphs)
    guard case .lines(let lines, _) = try OpenedTerminal.open(descriptor: pty.slave, settings: settings)
    else {
      Issue.record("dumb was taken for a screen")
      return
    }
    #expect(lines.write("Grenzen für den Platz \u{1B}[2J\u{202E}") == .done)
    #expect(pty.output() == written)
  }

  @Test(
    "a newer xterm that terminfo does not know is used as one", arguments: ["xterm-ghostty", "xterm-new"])
  func unknownXterm(type: String) throws {
    let pty = try #require(PseudoTerminal())
    let opened = try OpenedTerminal.open(descriptor: pty.slave, settings: TerminalSettings(type: type))
    guard case .screen(let screen) = opened else {
      Issue.record("\(type) got lines")
      return
    }
    screen.leave()
  }

  @Test("a tall vt100 scrolls as a whole: its lower rows are not painted over each other")
  func tallTerminal() throws {
    let pty = try #require(PseudoTerminal(columns: 100, rows: 30))
    let opened = try OpenedTerminal.open(descriptor: pty.slave, settings: TerminalSettings(type: "vt100"))
    guard case .screen(let terminal) = opened else {
      Issue.record("vt100 got lines")
      return
    }
    _ = terminal.paint(screen("x", columns: 100, rows: 30))
    let written = pty.output()
    #expect(written.contains("\u{1B}[1;30r"))
    #expect(!written.contains("\u{1B}[1;24r"))
    terminal.leave()
  }

  @Test("a file is no terminal")
  func noTerminal() throws {
    let file = open("/dev/null", O_RDWR)
    defer { close(file) }
    #expect(throws: TerminalFailure.noTerminal(errno: ENOTTY)) {
      _ = try OpenedTerminal.open(descriptor: file, settings: TerminalSettings(type: "xterm"))
    }
  }
}
