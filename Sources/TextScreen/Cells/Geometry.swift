/// How many rows and columns there are. Never negative: a terminal's report is clamped here, once.
public struct Size: Hashable, Sendable {
  public let columns: Int
  public let rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
  }

  /// Whether at least this much room is there.
  public func holds(_ other: Size) -> Bool { columns >= other.columns && rows >= other.rows }
}

/// A rectangle of cells. Every cut is clamped to what is there, so no size of a terminal can trap.
public struct Rect: Hashable, Sendable {
  public let row: Int
  public let column: Int
  public let size: Size

  public init(row: Int, column: Int, columns: Int, rows: Int) {
    self.row = row
    self.column = column
    size = Size(columns: columns, rows: rows)
  }

  public init(_ size: Size) { self.init(row: 0, column: 0, columns: size.columns, rows: size.rows) }

  public var columns: Int { size.columns }
  public var rows: Int { size.rows }
  public var endRow: Int { row + rows }
  public var endColumn: Int { column + columns }
  public var isEmpty: Bool { rows == 0 || columns == 0 }
}

extension Rect {
  private func clamped(_ count: Int, to most: Int) -> Int { min(max(count, 0), most) }

  public func top(_ count: Int) -> Rect {
    Rect(row: row, column: column, columns: columns, rows: clamped(count, to: rows))
  }

  public func bottom(_ count: Int) -> Rect {
    let kept = clamped(count, to: rows)
    return Rect(row: endRow - kept, column: column, columns: columns, rows: kept)
  }

  public func left(_ count: Int) -> Rect {
    Rect(row: row, column: column, columns: clamped(count, to: columns), rows: rows)
  }

  public func right(_ count: Int) -> Rect {
    let kept = clamped(count, to: columns)
    return Rect(row: row, column: endColumn - kept, columns: kept, rows: rows)
  }

  public func droppingTop(_ count: Int) -> Rect { bottom(rows - clamped(count, to: rows)) }
  public func droppingBottom(_ count: Int) -> Rect { top(rows - clamped(count, to: rows)) }
  public func droppingLeft(_ count: Int) -> Rect { right(columns - clamped(count, to: columns)) }
  public func droppingRight(_ count: Int) -> Rect { left(columns - clamped(count, to: columns)) }

  /// The middle, as large as asked for and as there is room.
  public func centred(columns wanted: Int, rows high: Int) -> Rect {
    let width = clamped(wanted, to: columns)
    let height = clamped(high, to: rows)
    return Rect(
      row: row + (rows - height) / 2, column: column + (columns - width) / 2, columns: width, rows: height)
  }

  public func intersection(_ other: Rect) -> Rect {
    let first = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: first, column: left, columns: min(endColumn, other.endColumn) - left,
      rows: min(endRow, other.endRow) - first)
  }
}
