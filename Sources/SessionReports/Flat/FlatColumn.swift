import InfusionCore
import Quantities
import SessionRecord

/// A column of a flat table: its name, what it holds, and how a row's cell comes about. A column of numbers
/// holds numbers and empty cells, from the first row on.
struct FlatColumn<Row>: Sendable {
  let name: String
  let kind: FlatKind
  let cell: @Sendable (Row) -> FlatCell

  static func text(_ name: String, _ value: @escaping @Sendable (Row) -> String?) -> FlatColumn {
    FlatColumn(name: name, kind: .text) { .text(value($0) ?? "") }
  }

  static func number(_ name: String, _ value: @escaping @Sendable (Row) -> Fixed?) -> FlatColumn {
    FlatColumn(name: name, kind: .number) { .number(value($0)) }
  }

  static func count(_ name: String, _ value: @escaping @Sendable (Row) -> Int?) -> FlatColumn {
    FlatColumn(name: name, kind: .count) { .number(value($0).map { Fixed($0) }) }
  }

  /// Seconds.
  static func span(_ name: String, _ value: @escaping @Sendable (Row) -> TimeSpan?) -> FlatColumn {
    number(name) { value($0).map { Fixed(thousandths: Int($0.milliseconds)) } }
  }

  /// An instant with its offset from UTC.
  static func instant(_ name: String, _ value: @escaping @Sendable (Row) -> WallTime?) -> FlatColumn {
    FlatColumn(name: name, kind: .instant) { .instant(value($0)) }
  }

  /// A day, as the clock there showed it.
  static func day(_ name: String, _ value: @escaping @Sendable (Row) -> WallTime) -> FlatColumn {
    FlatColumn(name: name, kind: .day) { .text(value($0).date) }
  }

  static func truth(_ name: String, _ value: @escaping @Sendable (Row) -> Bool) -> FlatColumn {
    FlatColumn(name: name, kind: .truth) { .text(value($0) ? "true" : "false") }
  }
}

enum FlatCell {
  case text(String)
  case number(Fixed?)
  case instant(WallTime?)
}

enum FlatKind: String, Sendable {
  case text = "VARCHAR"
  case number = "DOUBLE"
  case count = "BIGINT"
  case instant = "TIMESTAMPTZ"
  case day = "DATE"
  case truth = "BOOLEAN"
}

/// The columns of one table, and the rows that a session gives it.
struct FlatTable<Row>: Sendable {
  let columns: [FlatColumn<Row>]

  var header: [UInt8] {
    var rows = CSVRows()
    rows.header(columns.map(\.name))
    return rows.bytes
  }

  func bytes(_ told: [Row]) -> [UInt8] {
    var rows = CSVRows()
    for row in told {
      for column in columns {
        switch column.cell(row) {
        case .text(let text): rows.cell(text)
        case .number(let number): rows.cell(number)
        case .instant(let wall?): rows.cell(wall)
        case .instant(nil): rows.cell("")
        }
      }
      rows.endRow()
    }
    return rows.bytes
  }

  /// `'session': 'VARCHAR', 'minute': 'BIGINT'`.
  var types: String { columns.map { "'\($0.name)': '\($0.kind.rawValue)'" }.joined(separator: ", ") }
}
