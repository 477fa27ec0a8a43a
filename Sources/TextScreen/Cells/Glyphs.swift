/// Where a vertical rule meets a horizontal one.
public enum Joint: Hashable, Sendable { case down, up, cross }

/// The drawing characters a terminal can show: Unicode, what the fonts of the kernel's console have of it
/// (rules, corners and whole or half blocks: console-setup's `linux` set), or ASCII where the locale is not
/// UTF-8.
public enum Glyphs: String, CaseIterable, Hashable, Sendable {
  case unicode, console, ascii

  /// A character that every font with line drawing has.
  private func pick(_ drawn: Character, _ ascii: Character) -> Character {
    self == .ascii ? ascii : drawn
  }

  /// A character that is only in larger fonts.
  private func pick(rich: Character, _ ascii: Character) -> Character {
    self == .unicode ? rich : ascii
  }

  /// Braille dots and eighths of a block.
  public var areFine: Bool { self == .unicode }
  public var hasHalfBlocks: Bool { self != .ascii }
  public var hasArrows: Bool { self == .unicode }

  public var horizontal: Character { pick("─", "-") }
  public var vertical: Character { pick("│", "|") }
  public var topLeft: Character { pick("┌", "+") }
  public var topRight: Character { pick("┐", "+") }
  public var bottomLeft: Character { pick("└", "+") }
  public var bottomRight: Character { pick("┘", "+") }
  public var axis: Character { pick("┤", "|") }
  public var tick: Character { pick("┬", "+") }
  public var block: Character { pick("█", "#") }
  public var rest: Character { pick("░", ".") }
  public var dot: Character { pick(rich: "●", "*") }
  public var ring: Character { pick(rich: "○", "o") }
  public var above: Character { pick(rich: "∨", "v") }
  public var below: Character { pick(rich: "∧", "^") }
  public var mark: Character { pick(rich: "▲", "^") }
  public var more: Character { pick(rich: "…", "~") }
  public var pointer: Character { pick(rich: "▸", ">") }
  public var separator: Character { pick("·", "-") }
  /// Lines that a curve is held against: a limit, an extreme one, what was usual.
  public var limit: Character { pick(rich: "╌", "=") }
  public var extreme: Character { pick(rich: "╍", "+") }
  public var usual: Character { pick("·", ".") }

  public func character(of joint: Joint) -> Character {
    switch joint {
    case .down: pick("┬", "+")
    case .up: pick("┴", "+")
    case .cross: pick("┼", "+")
    }
  }

  /// The text as this terminal can show it: an ASCII one has letters without their marks, and `?` for the
  /// rest.
  public func showable(_ text: String) -> String {
    guard self == .ascii else { return text }
    return String(text.map { $0.unicodeScalars.first.map { Character(Self.inASCII($0)) } ?? "?" })
  }

  /// One ASCII character that keeps a letter readable: `fur` for `für` can be read, `f?r` cannot.
  public static func inASCII(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case _ where scalar.isASCII: scalar
    case "ä", "à", "á", "â", "å", "ã", "ą", "ă", "æ": "a"
    case "Ä", "À", "Á", "Â", "Å", "Ã", "Ą", "Ă", "Æ": "A"
    case "ç", "č", "ć": "c"
    case "Ç", "Č", "Ć": "C"
    case "ď", "đ", "ð": "d"
    case "Ď", "Đ", "Ð": "D"
    case "é", "è", "ê", "ë", "ę", "ě", "ė": "e"
    case "É", "È", "Ê", "Ë", "Ę", "Ě", "Ė": "E"
    case "ğ": "g"
    case "Ğ": "G"
    case "í", "ì", "î", "ï", "ı": "i"
    case "Í", "Ì", "Î", "Ï", "İ": "I"
    case "ł": "l"
    case "Ł": "L"
    case "ñ", "ń", "ň": "n"
    case "Ñ", "Ń", "Ň": "N"
    case "ö", "ó", "ò", "ô", "ø", "õ", "ő", "œ": "o"
    case "Ö", "Ó", "Ò", "Ô", "Ø", "Õ", "Ő", "Œ": "O"
    case "ř": "r"
    case "Ř": "R"
    case "š", "ś", "ş", "ș", "ß": "s"
    case "Š", "Ś", "Ş", "Ș": "S"
    case "ť", "ț": "t"
    case "Ť", "Ț": "T"
    case "ü", "ú", "ù", "û", "ů", "ű": "u"
    case "Ü", "Ú", "Ù", "Û", "Ů", "Ű": "U"
    case "ý", "ÿ": "y"
    case "Ý": "Y"
    case "ž", "ź", "ż": "z"
    case "Ž", "Ź", "Ż": "Z"
    default: "?"
    }
  }
}

extension String {
  /// Cut to so many columns; what was cut is said by a mark at the end.
  public func fitted(to columns: Int, glyphs: Glyphs) -> String {
    guard DisplayWidth.columns(self) > columns else { return self }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in self {
      let width = DisplayWidth.columns(DisplayWidth.printable(character))
      guard used + width <= columns - 1 else { break }
      kept.append(character)
      used += width
    }
    return kept + String(glyphs.more)
  }

  /// Filled with spaces on the right, or cut, to exactly so many columns.
  public func padded(to columns: Int, glyphs: Glyphs = .unicode) -> String {
    let cut = fitted(to: columns, glyphs: glyphs)
    return cut + String(repeating: " ", count: max(0, columns - DisplayWidth.columns(cut)))
  }

  /// Filled with spaces on the left.
  public func paddedLeft(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - DisplayWidth.columns(self))) + self
  }
}
