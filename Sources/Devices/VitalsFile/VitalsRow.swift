public import Quantities

/// One row of a vitals file. A nil member was an empty cell: nothing was measured then.
public struct VitalsRow: Hashable, Sendable {
  public var time: SessionTime
  public var hr: Fixed?
  public var spo2: Fixed?
  public var rr: Fixed?
  /// Both or neither.
  public var sys: Fixed?
  public var dia: Fixed?
  public var map: Fixed?
  /// mL/h
  public var pumpRate: Fixed?
  /// mL
  public var pumpVolume: Fixed?
  public var note: String?
  /// The line of the file on which the row begins.
  public var line: Int

  public init(time: SessionTime, line: Int) {
    self.time = time
    self.line = line
  }
}

/// A whole vitals file.
public struct VitalsFile: Hashable, Sendable {
  public var rows: [VitalsRow]
  /// Columns that are not a vitals file's: passed over, and worth one warning each.
  public var unknownColumns: [String]

  public init(rows: [VitalsRow], unknownColumns: [String] = []) {
    self.rows = rows
    self.unknownColumns = unknownColumns
  }
}
