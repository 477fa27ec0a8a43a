/// A rectangle in a cell that is `CellShape.width` wide and `CellShape.height` high.
struct CellRect: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int
}

/// Characters that are drawn as shapes instead of text: blocks, rules and dots, which must join whatever font
/// a reader has.
enum CellShape {
  static let width = 36
  static let height = 72
  /// How strong a rule is.
  private static let stroke = 4

  /// Nil for a character that is written as text.
  static func rects(of character: Character) -> [CellRect]? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2580: return [CellRect(x: 0, y: 0, width: width, height: height / 2)]
    case 0x2581...0x2588:
      let high = height * Int(scalar.value - 0x2580) / 8
      return [CellRect(x: 0, y: height - high, width: width, height: high)]
    case 0x2589...0x258F:
      return [CellRect(x: 0, y: 0, width: width * Int(0x2590 - scalar.value) / 8, height: height)]
    case 0x2591: return [CellRect(x: 0, y: height / 2 - stroke, width: width, height: 2 * stroke)]
    case 0x254C: return dashes(stroke)
    case 0x254D: return dashes(2 * stroke)
    case 0x2800...0x28FF: return dots(scalar.value - 0x2800)
    default: return arms[character].map { $0.map(arm) }
    }
  }

  private static func dashes(_ strength: Int) -> [CellRect] {
    [2, 20].map { CellRect(x: $0, y: (height - strength) / 2, width: 12, height: strength) }
  }

  /// Unicode's numbering of the eight dots, column by column (The Unicode Standard, 21.1).
  private static func dots(_ bits: UInt32) -> [CellRect] {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    return places.enumerated().filter { bits & (1 << UInt32($0.offset)) != 0 }.map { _, place in
      CellRect(x: 3 + place.0 * width / 2, y: 3 + place.1 * height / 4, width: 12, height: 12)
    }
  }

  private enum Arm { case up, down, left, right }

  private static let arms: [Character: [Arm]] = [
    "─": [.left, .right], "│": [.up, .down], "┌": [.down, .right], "┐": [.down, .left], "└": [.up, .right],
    "┘": [.up, .left], "├": [.up, .down, .right], "┤": [.up, .down, .left], "┬": [.left, .right, .down],
    "┴": [.left, .right, .up], "┼": [.up, .down, .left, .right],
  ]

  private static func arm(_ arm: Arm) -> CellRect {
    let (x, y) = ((width - stroke) / 2, (height - stroke) / 2)
    return switch arm {
    case .up: CellRect(x: x, y: 0, width: stroke, height: y + stroke)
    case .down: CellRect(x: x, y: y, width: stroke, height: height - y)
    case .left: CellRect(x: 0, y: y, width: x + stroke, height: stroke)
    case .right: CellRect(x: x, y: y, width: width - x, height: stroke)
    }
  }
}
