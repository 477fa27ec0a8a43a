/// Rows and cells after RFC 4180: quoted cells, doubled quotes, line ends inside quotes; LF or CRLF; a UTF-8
/// BOM allowed. A header with semicolons and without a comma is one of a spreadsheet whose numbers have
/// decimal commas: then semicolons stand between the cells.
struct CSVReader {
  struct Cell {
    var bytes: ArraySlice<UInt8>
  }

  struct Row {
    /// The line on which it begins, from 1.
    var line: Int
    var cells: [Cell]
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var line = 1

  private let separator: UInt8
  /// Whether a number may have a comma where others have a point.
  var hasDecimalCommas: Bool { separator == Self.semicolon }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let semicolon = UInt8(ascii: ";")

  init(_ file: [UInt8]) {
    let hasMark = file.starts(with: [0xEF, 0xBB, 0xBF])
    bytes = file[(hasMark ? 3 : 0)...]
    position = bytes.startIndex
    let header = bytes.drop { $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn }
      .prefix { $0 != Ascii.lineFeed }
    let isBySemicolons = header.contains(Self.semicolon) && !header.contains(Self.comma)
    separator = isBySemicolons ? Self.semicolon : Self.comma
  }

  /// The next row that is not an empty line; nil at the end.
  mutating func next() throws(VitalsFileError) -> Row? {
    while position < bytes.endIndex {
      let row = try readRow()
      if row.cells.count > 1 || row.cells.first?.bytes.isEmpty == false { return row }
    }
    return nil
  }

  private mutating func readRow() throws(VitalsFileError) -> Row {
    var row = Row(line: line, cells: [])
    while true {
      let isQuoted = position < bytes.endIndex && bytes[position] == Self.quote
      row.cells.append(isQuoted ? try quotedCell(of: row) : try bareCell(of: row))
      if position < bytes.endIndex, bytes[position] == separator {
        position += 1
      } else {
        endLine()
        return row
      }
    }
  }

  private mutating func bareCell(of row: Row) throws(VitalsFileError) -> Cell {
    let start = position
    while position < bytes.endIndex, !isCellEnd(position) {
      if bytes[position] == Self.quote { throw fault(.strayQuote, row) }
      position += 1
    }
    return Cell(bytes: bytes[start..<position])
  }

  private mutating func quotedCell(of row: Row) throws(VitalsFileError) -> Cell {
    var content: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.endIndex else { throw fault(.unendedQuote, row) }
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.endIndex, bytes[position] == Self.quote else { break }
        position += 1
      } else if byte == Ascii.lineFeed {
        line += 1
      }
      content.append(byte)
    }
    guard position == bytes.endIndex || isCellEnd(position) else { throw fault(.strayQuote, row) }
    return Cell(bytes: content[...])
  }

  /// A separator, LF, or the CR of a CRLF (or of the file's last byte).
  private func isCellEnd(_ index: Int) -> Bool {
    switch bytes[index] {
    case separator, Ascii.lineFeed: true
    case Ascii.carriageReturn: index + 1 == bytes.endIndex || bytes[index + 1] == Ascii.lineFeed
    default: false
    }
  }

  private mutating func endLine() {
    if position < bytes.endIndex, bytes[position] == Ascii.carriageReturn { position += 1 }
    if position < bytes.endIndex, bytes[position] == Ascii.lineFeed { position += 1 }
    line += 1
  }

  private func fault(_ fault: VitalsFileError.Fault, _ row: Row) -> VitalsFileError {
    VitalsFileError(fault, line: row.line, column: row.cells.count + 1)
  }
}
