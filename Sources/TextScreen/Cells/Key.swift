/// What was pressed. A terminal's bytes become these before anything is decided.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// A letter with Control, in lower case: Ctrl-C is `.control("c")`.
  case control(Character)
  case enter, escape, tab, backtab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// Text that came all at once, from a clipboard or a mouse's middle button. Its letters are not keys.
  case pasted(String)
}
