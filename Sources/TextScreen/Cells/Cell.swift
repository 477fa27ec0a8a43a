/// One place of a screen.
public struct Cell: Hashable, Sendable {
  public let character: Character
  public let style: Style
  /// 1 or 2 columns; 0 for the second column of a wide character, which is drawn with it.
  public let width: Int8

  public init(_ character: Character, _ style: Style) {
    self.character = DisplayWidth.printable(character)
    self.style = style
    width = Int8(DisplayWidth.columns(self.character))
  }

  /// A printable character of ASCII, which needs no look at its width.
  init(plain byte: UInt8, _ style: Style) {
    character = Self.plain[Int(byte & 0x7F)]
    self.style = style
    width = 1
  }

  /// A scalar that is a character of one column by itself.
  init(simple scalar: Unicode.Scalar, _ style: Style) {
    character = Character(scalar)
    self.style = style
    width = 1
  }

  private static let plain = (0..<128).map { Character(Unicode.Scalar(UInt8($0))) }

  private init(behind style: Style) {
    character = " "
    self.style = style
    width = 0
  }

  public static let blank = Cell(" ", .plain)
  static func behindWide(_ style: Style) -> Cell { Cell(behind: style) }
}
