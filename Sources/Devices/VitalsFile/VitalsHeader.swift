import InfusionCore

/// Which cell of a row is which column.
struct VitalsHeader {
  private(set) var columns: [VitalsColumn?] = []
  private(set) var unknown: [String] = []

  init(_ row: CSVReader.Row) throws(VitalsFileError) {
    for cell in row.cells {
      guard let name = String(validating: cell.bytes, as: UTF8.self) else {
        throw VitalsFileError(.notUTF8, line: row.line, column: columns.count + 1)
      }
      let column = VitalsColumn(rawValue: name)
      if let column, columns.contains(column) {
        throw VitalsFileError(.duplicateColumn, line: row.line, column: columns.count + 1, columnName: name)
      }
      if column == nil { unknown.append(name) }
      columns.append(column)
    }
    guard columns.contains(.time) else {
      throw VitalsFileError(.timeColumnMissing, line: row.line, column: 1)
    }
  }

  func position(of column: VitalsColumn) -> Int? { columns.firstIndex(of: column).map { $0 + 1 } }
}
