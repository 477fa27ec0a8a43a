import Quantities

/// The rows of a table of our own making, one a second.
struct SecondRows {
  struct Row {
    var columns: [String: Int]
    var cells: [ArraySlice<UInt8>]

    var second: Int? { number("time_s").map { $0.thousandths / 1000 } }

    func number(_ name: String) -> Fixed? { cell(name).flatMap { Fixed(ascii: $0) } }
    func isEmpty(_ name: String) -> Bool { cell(name)?.isEmpty ?? true }
    private func cell(_ name: String) -> ArraySlice<UInt8>? {
      columns[name].flatMap { cells.indices.contains($0) ? cells[$0] : nil }
    }
  }
  private let table: [UInt8]
  private var position = 0
  private var columns: [String: Int] = [:]

  init(_ table: [UInt8]) {
    self.table = table
    for (index, cell) in cells().enumerated() { columns[String(decoding: cell, as: UTF8.self)] = index }
  }

  mutating func next() -> Row? { position < table.count ? Row(columns: columns, cells: cells()) : nil }

  /// The next line's cells; a comma in a quoted one is a part of it.
  private mutating func cells() -> [ArraySlice<UInt8>] {
    var cells: [ArraySlice<UInt8>] = []
    var isQuoted = false
    var start = position
    while position < table.count {
      let byte = table[position]
      position += 1
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") else { continue }
      cells.append(table[start..<(position - 1)])
      start = position
      if byte == UInt8(ascii: "\n") { break }
    }
    return cells
  }
}
