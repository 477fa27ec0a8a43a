import InfusionCore
import Quantities

extension VitalsFile {
  /// Reads a whole vitals CSV. Empty lines are passed over, and a row may end before its last columns;
  /// anything else that is not as the format says is an error with its place.
  public init(csv bytes: [UInt8]) throws(VitalsFileError) {
    var reader = CSVReader(bytes)
    guard let first = try reader.next() else { throw VitalsFileError(.empty, line: 1, column: 1) }
    let header = try VitalsHeader(first)
    self.init(rows: [], unknownColumns: header.unknown)
    var last: SessionTime?
    while let cells = try reader.next() {
      let row = try VitalsRowParser(header: header, cells: cells, hasDecimalCommas: reader.hasDecimalCommas)
        .row(after: last)
      rows.append(row)
      last = row.time
    }
  }
}

private struct VitalsRowParser {
  let header: VitalsHeader
  let cells: CSVReader.Row
  let hasDecimalCommas: Bool

  func row(after last: SessionTime?) throws(VitalsFileError) -> VitalsRow {
    guard cells.cells.count <= header.columns.count else {
      throw error(
        .tooManyCells(found: cells.cells.count, expected: header.columns.count), at: header.columns.count + 1)
    }
    var row = VitalsRow(time: .start, line: cells.line)
    var time: Fixed?
    for (index, cell) in cells.cells.enumerated() {
      guard let column = header.columns[index], !cell.bytes.isEmpty else { continue }
      switch column {
      case .time: time = try number(cell, column, index)
      case .hr: row.hr = try number(cell, column, index)
      case .spo2: row.spo2 = try number(cell, column, index)
      case .sys: row.sys = try number(cell, column, index)
      case .dia: row.dia = try number(cell, column, index)
      case .map: row.map = try number(cell, column, index)
      case .rr: row.rr = try number(cell, column, index)
      case .pumpRate: row.pumpRate = try number(cell, column, index)
      case .pumpVolume: row.pumpVolume = try number(cell, column, index)
      case .note: row.note = try text(cell, index)
      }
    }
    row.time = try checked(time, after: last)
    try checkPressure(row)
    return row
  }

  private func number(
    _ cell: CSVReader.Cell, _ column: VitalsColumn, _ index: Int
  ) throws(VitalsFileError) -> Fixed {
    let comma = UInt8(ascii: ",")
    let bytes = hasDecimalCommas ? cell.bytes.map { $0 == comma ? UInt8(ascii: ".") : $0 }[...] : cell.bytes
    guard let number = DecimalText.number(bytes) else {
      throw error(.notANumber(Ascii.text(cell.bytes)), at: index + 1)
    }
    if let accepted = column.accepted, !accepted.contains(number) {
      throw error(.outOfRange(Ascii.text(cell.bytes), accepted: accepted), at: index + 1)
    }
    return number
  }

  private func text(_ cell: CSVReader.Cell, _ index: Int) throws(VitalsFileError) -> String {
    guard let text = String(validating: cell.bytes, as: UTF8.self) else {
      throw error(.notUTF8, at: index + 1)
    }
    return text
  }

  private func checked(_ time: Fixed?, after last: SessionTime?) throws(VitalsFileError) -> SessionTime {
    guard let time else { throw error(.timeMissing, in: .time) }
    let instant = SessionTime(milliseconds: Int64(time.thousandths))
    guard instant <= .latestOfASession else { throw error(.timeBeyond(instant), in: .time) }
    if let last, instant < last { throw error(.timeBackwards(from: last, to: instant), in: .time) }
    return instant
  }

  private func checkPressure(_ row: VitalsRow) throws(VitalsFileError) {
    switch (row.sys, row.dia) {
    case (nil, nil): break
    case (.some, nil): throw error(.systolicWithoutDiastolic, in: .sys)
    case (nil, .some): throw error(.diastolicWithoutSystolic, in: .dia)
    case (.some(let sys), .some(let dia)):
      if sys <= dia { throw error(.systolicNotAboveDiastolic, in: .sys) }
    }
  }

  private func error(_ fault: VitalsFileError.Fault, in column: VitalsColumn) -> VitalsFileError {
    error(fault, at: header.position(of: column) ?? 1)
  }

  private func error(_ fault: VitalsFileError.Fault, at column: Int) -> VitalsFileError {
    let name = column <= header.columns.count ? header.columns[column - 1]?.rawValue : nil
    return VitalsFileError(fault, line: cells.line, column: column, columnName: name)
  }
}
