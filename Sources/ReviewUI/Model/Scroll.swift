import TextScreen

/// How far a page of lines is moved up. It never moves past its last line.
struct Scroll: Hashable, Sendable {
  private(set) var first = 0

  /// - Parameters:
  ///   - count: how many lines there are.
  ///   - room: how many of them are shown.
  mutating func move(by key: Key, of count: Int, room: Int) {
    show(first + key.steps(page: room, all: count), of: count, room: room)
  }

  mutating func show(_ line: Int, of count: Int, room: Int) {
    first = min(max(line, 0), max(count - room, 0))
  }
}

extension Key {
  /// How far a key moves in a list or a text; 0 for a key that does not.
  func steps(page: Int, all: Int) -> Int {
    switch self {
    case .up: -1
    case .down: 1
    case .pageUp: -max(page - 1, 1)
    case .pageDown: max(page - 1, 1)
    case .home: -all
    case .end: all
    case .character, .control, .enter, .escape, .tab, .backtab, .backspace, .delete, .left, .right, .pasted: 0
    }
  }
}
