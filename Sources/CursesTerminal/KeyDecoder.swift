import CNCurses
import TextScreen

/// Turns what ncurses says into keys, and swallows escape sequences that it does not know: their letters must
/// never be taken for keys that stop an infusion.
struct KeyDecoder {
  private enum Escape { case none, begun, sequence }
  private var escape = Escape.none
  /// The parameters of an escape sequence, before its last letter.
  private var parameters = ""
  /// What has come of a paste that is under way.
  private var pasted: String?

  /// The keys of one burst. An escape with nothing after it is the Escape key.
  mutating func keys(_ codes: [Int]) -> [Key] {
    // If a paste's end got lost, Escape ends it, so that it does not swallow a nurse's keys for ever.
    if codes == [0x1B] { pasted = nil }
    var keys = codes.compactMap { key($0) }
    if pasted != nil { return keys }
    if escape == .begun { keys.append(.escape) }
    escape = .none
    return keys
  }

  private mutating func key(_ code: Int) -> Key? {
    switch escape {
    case .none: break
    case .begun where code == 0x5B || code == 0x4F:
      escape = .sequence
      parameters = ""
      return nil
    case .begun:
      escape = .none
      return code == 0x1B ? .escape : nil
    case .sequence:
      guard (0x40...0x7E).contains(code) else {
        parameters += Self.text(code)
        return nil
      }
      escape = .none
      return code == 0x7E ? bracket() : nil
    }
    if code == 0x1B {
      escape = .begun
      return nil
    }
    if pasted != nil {
      pasted? += Self.text(code)
      return nil
    }
    return Self.named(code) ?? Self.typed(code)
  }

  /// The terminal puts `CSI 200 ~` before a paste and `CSI 201 ~` behind it.
  private mutating func bracket() -> Key? {
    switch parameters {
    case "200": pasted = ""
    case "201":
      defer { pasted = nil }
      return pasted.map(Key.pasted)
    default: break
    }
    return nil
  }

  /// A line's end becomes a blank, so that a paste cannot answer a question by itself.
  private static func text(_ code: Int) -> String {
    if code == 0x0A || code == 0x0D || code == 0x09 || code == CN_KEY_ENTER { return " " }
    guard case .character(let character) = typed(code) else { return "" }
    return String(character)
  }

  private static func named(_ code: Int) -> Key? {
    switch code {
    case CN_KEY_UP: .up
    case CN_KEY_DOWN: .down
    case CN_KEY_LEFT: .left
    case CN_KEY_RIGHT: .right
    case CN_KEY_HOME: .home
    case CN_KEY_END: .end
    case CN_KEY_PAGE_UP: .pageUp
    case CN_KEY_PAGE_DOWN: .pageDown
    case CN_KEY_DELETE: .delete
    case CN_KEY_BACKSPACE, 0x7F, 0x08: .backspace
    case CN_KEY_ENTER, 0x0D, 0x0A: .enter
    case CN_KEY_BACKTAB: .backtab
    case 0x09: .tab
    default: nil
    }
  }

  private static func typed(_ code: Int) -> Key? {
    guard code > 0, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
    if code < 0x20 {
      return Unicode.Scalar(UInt32(code) + 0x60).map { .control(Character($0)) }
    }
    return code < 0x80 || code >= 0xA0 ? .character(Character(scalar)) : nil
  }
}
