/// As much of a terminal as is looked at: the text that a person would see, without colours.
///
/// It knows the sequences that ncurses sends to an `xterm`; what it does not know it leaves out.
struct ScreenText {
  let columns: Int
  let rows: Int
  private var cells: [[Unicode.Scalar]]
  private var row = 0
  private var column = 0
  private var margins: ClosedRange<Int>
  private var state = State.ground
  private var parameters = ""
  private var partial: [UInt8] = []
  private var lastWritten: Unicode.Scalar = " "

  private enum State { case ground, escape, oneMore, control, string }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    margins = 0...(rows - 1)
    cells = Array(repeating: Self.blank(columns), count: rows)
  }

  /// All rows, without the blanks at their ends.
  var text: String {
    cells.map { row in
      var line = String.UnicodeScalarView()
      line.append(contentsOf: row)
      return String(String(line).reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch state {
      case .ground: take(byte)
      case .escape: escape(byte)
      case .oneMore: state = .ground
      case .control: control(byte)
      case .string: if byte == 0x07 || byte == 0x5C { state = .ground }
      }
    }
  }

  private static func blank(_ columns: Int) -> [Unicode.Scalar] { Array(repeating: " ", count: columns) }
}

// MARK: - Text

extension ScreenText {
  private mutating func take(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x0D: column = 0
    case 0x0A: lineFeed()
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x00..<0x20: break
    default: collect(byte)
    }
  }

  private mutating func collect(_ byte: UInt8) {
    partial.append(byte)
    let wanted = partial[0] < 0x80 ? 1 : partial[0] < 0xE0 ? 2 : partial[0] < 0xF0 ? 3 : 4
    guard partial.count == wanted else { return }
    for scalar in String(decoding: partial, as: UTF8.self).unicodeScalars { put(scalar) }
    partial = []
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column >= columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = scalar
    column += 1
    lastWritten = scalar
  }

  private mutating func lineFeed() {
    if row == margins.upperBound { scroll(1, from: margins.lowerBound) } else { row = min(row + 1, rows - 1) }
  }

  /// Rows from `first` to the lower margin go up; down for less than 0.
  private mutating func scroll(_ count: Int, from first: Int) {
    let last = margins.upperBound
    guard first <= last else { return }
    for _ in 0..<min(abs(count), rows) {
      cells.remove(at: count > 0 ? first : last)
      cells.insert(Self.blank(columns), at: count > 0 ? last : first)
    }
  }
}

// MARK: - Sequences

extension ScreenText {
  private mutating func escape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["):
      parameters = ""
      state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .oneMore
    case UInt8(ascii: "M"): if row == margins.lowerBound { scroll(-1, from: row) } else { row -= 1 }
    default: break
    }
  }

  private mutating func control(_ byte: UInt8) {
    guard byte >= 0x40 else {
      parameters.unicodeScalars.append(Unicode.Scalar(byte))
      return
    }
    state = .ground
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first.flatMap { $0 }
    let second = numbers.dropFirst().first.flatMap { $0 }
    if !move(byte, first, second) { change(byte, first, second) }
    row = min(max(row, 0), rows - 1)
    column = min(max(column, 0), columns)
  }

  private mutating func move(_ byte: UInt8, _ first: Int?, _ second: Int?) -> Bool {
    let count = max(first ?? 1, 1)
    switch byte {
    case UInt8(ascii: "H"), UInt8(ascii: "f"): (row, column) = (count - 1, max(second ?? 1, 1) - 1)
    case UInt8(ascii: "d"): row = count - 1
    case UInt8(ascii: "G"): column = count - 1
    case UInt8(ascii: "A"): row -= count
    case UInt8(ascii: "B"): row += count
    case UInt8(ascii: "C"): column += count
    case UInt8(ascii: "D"): column -= count
    default: return false
    }
    return true
  }

  private mutating func change(_ byte: UInt8, _ first: Int?, _ second: Int?) {
    let count = max(first ?? 1, 1)
    switch byte {
    case UInt8(ascii: "K"):
      erase(row, (first == 1 || first == 2 ? 0 : column)..<(first == 1 ? column + 1 : columns))
    case UInt8(ascii: "J"): eraseScreen(first ?? 0)
    case UInt8(ascii: "X"): erase(row, column..<min(column + count, columns))
    case UInt8(ascii: "P"): shift(by: -count)
    case UInt8(ascii: "@"): shift(by: count)
    case UInt8(ascii: "b"): for _ in 0..<count { put(lastWritten) }
    case UInt8(ascii: "L"): scroll(-count, from: row)
    case UInt8(ascii: "M"): scroll(count, from: row)
    case UInt8(ascii: "S"): scroll(count, from: margins.lowerBound)
    case UInt8(ascii: "T"): scroll(-count, from: margins.lowerBound)
    case UInt8(ascii: "r"):
      let (top, bottom) = (count - 1, min(second ?? rows, rows) - 1)
      if top <= bottom { margins = top...bottom }
      (row, column) = (0, 0)
    default: break
    }
  }

  private mutating func erase(_ row: Int, _ range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) { cells[row][column] = " " }
  }

  private mutating func eraseScreen(_ part: Int) {
    erase(row, (part == 0 ? column : 0)..<(part == 1 ? min(column + 1, columns) : columns))
    let others = part == 0 ? (row + 1)..<rows : part == 1 ? 0..<row : 0..<rows
    for row in others { cells[row] = Self.blank(columns) }
  }

  private mutating func shift(by count: Int) {
    guard column < columns else { return }
    for _ in 0..<min(abs(count), columns) {
      if count < 0 {
        cells[row].remove(at: column)
        cells[row].append(" ")
      } else {
        cells[row].insert(" ", at: column)
        cells[row].removeLast()
      }
    }
  }
}
