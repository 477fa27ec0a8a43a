public import TextScreen

/// A line that is being typed.
public struct LineEntry: Hashable, Sendable {
  public private(set) var text: String
  /// In characters from the beginning.
  public private(set) var cursor: Int
  /// It was put there, not typed: the first character begins anew, while any other key goes on with it.
  private var isOffered = false
  /// A unit that is missing is typed behind its figure: only a digit begins anew.
  private var lacksUnit = false

  /// What the next character stands behind.
  var kept: String { isOffered ? "" : text }

  /// As much as a note may hold; a paste by mistake is no note.
  static let charactersMax = 500

  public init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  /// A line to be mended or typed over: one that was refused, what was asked for last.
  public static func offering(_ text: String) -> LineEntry {
    var entry = LineEntry(text)
    entry.isOffered = !text.isEmpty
    return entry
  }

  /// A dose that was refused for want of its unit: ` mg` completes it, and `20 mg` is typed in its place.
  static func offeringFigure(_ text: String) -> LineEntry {
    var entry = offering(text)
    entry.lacksUnit = true
    return entry
  }

  /// Edits the line as the key says. False where the key is none of editing.
  public mutating func edit(with key: Key) -> Bool {
    if isOffered, key.isText, !lacksUnit || key.beginsWithDigit { self = LineEntry() }
    (isOffered, lacksUnit) = (false, false)
    switch key {
    case .character(let character): insert(character)
    case .pasted(let text): for character in text { insert(character) }
    case .backspace: remove(at: cursor - 1)
    case .delete: remove(at: cursor)
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .control("u"): self = LineEntry()
    case .control, .enter, .escape, .tab, .backtab, .up, .down, .pageUp, .pageDown: return false
    }
    return true
  }

  private mutating func insert(_ character: Character) {
    guard text.count < Self.charactersMax else { return }
    text.insert(character, at: text.index(text.startIndex, offsetBy: cursor))
    cursor += 1
  }

  private mutating func remove(at offset: Int) {
    guard offset >= 0, offset < text.count else { return }
    text.remove(at: text.index(text.startIndex, offsetBy: offset))
    cursor = offset
  }
}

extension Key {
  fileprivate var beginsWithDigit: Bool {
    switch self {
    case .character(let character): character.isNumber
    case .pasted(let text): text.first?.isNumber == true
    default: false
    }
  }

  /// It writes something.
  fileprivate var isText: Bool {
    switch self {
    case .character, .pasted: true
    case .backspace, .delete, .left, .right, .home, .end, .control, .enter, .escape, .tab, .backtab, .up,
      .down,
      .pageUp, .pageDown:
      false
    }
  }
}
