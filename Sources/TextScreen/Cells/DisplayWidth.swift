/// How many columns a character takes on a terminal.
public enum DisplayWidth {
  /// 0 for a mark that joins the character before it, 2 for East Asian wide ones and pictures, else 1.
  public static func columns(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 || (0x2500...0x25FF).contains(value) || (0x2800...0x28FF).contains(value) { return 1 }
    if isMark(scalar) { return 0 }
    return wide.contains { $0.contains(value) } ? 2 : 1
  }

  public static func columns(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    return columns(first)
  }

  public static func columns(_ text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    return isSimple(text)
      ? text.unicodeScalars.count : text.reduce(0) { $0 + columns(printable($1)) }
  }

  /// The character as it may be sent to a terminal. A control (an escape above all) and a lone mark become
  /// `?`; of a joined picture only the first is kept: terminals disagree about the rest, and a row must not
  /// shift.
  public static func printable(_ character: Character) -> Character {
    if isSimple(character) { return character }
    let scalars = character.unicodeScalars
    guard let first = scalars.first, !isControl(first), columns(first) > 0 else { return "?" }
    guard scalars.count > 1 else { return character }
    if scalars.dropFirst().allSatisfy({ isMark($0) && !isSelector($0) }), scalars.count <= 4 {
      return character
    }
    return Character(first)
  }

  /// Printable ASCII and nothing else: every byte is a character of one column.
  static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E } }

  /// Every scalar is a character of one column: nearly all of a screen, known without a look into Unicode's
  /// tables.
  static func isSimple(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isSimple) }

  /// Printable ASCII, Latin-1 (without the soft hyphen), box drawing, blocks and braille: they are shown as
  /// they are, in one column, and nothing of them joins another.
  private static func isSimple(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0xFF, 0x2500...0x25FF, 0x2800...0x28FF: true
    default: false
    }
  }

  private static func isSimple(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, isSimple(first) else { return false }
    return scalars.index(after: scalars.startIndex) == scalars.endIndex
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Variation selectors and joiners change how wide a terminal draws what stands before them.
  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || scalar.value == 0x200D
  }

  /// East Asian Wide and Fullwidth (Unicode Standard Annex 11), in blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2648...0x2653, 0x26A1...0x26A1,
    0x2705...0x2705, 0x274C...0x274C, 0x2753...0x2755, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
    0x1FA70...0x1FAFF,
    0x20000...0x3FFFD,
  ]
}
