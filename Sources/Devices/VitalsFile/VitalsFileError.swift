public import Quantities

/// What is wrong with a vitals file, and where. The caller that read the file knows its name.
public struct VitalsFileError: Error, Hashable, Sendable {
  /// What is wrong in the file, with its evidence.
  public enum Fault: Hashable, Sendable {
    /// No header row at all.
    case empty
    case notUTF8
    /// The header has no `time_s`.
    case timeColumnMissing
    case duplicateColumn
    /// A quoted cell that never ends.
    case unendedQuote
    /// A quote inside a bare cell, or text after a closing quote.
    case strayQuote
    case tooManyCells(found: Int, expected: Int)
    case timeMissing
    case notANumber(String)
    case outOfRange(String, accepted: ClosedRange<Fixed>)
    case timeBackwards(from: SessionTime, to: SessionTime)
    case timeBeyond(SessionTime)
    case systolicWithoutDiastolic
    case diastolicWithoutSystolic
    case systolicNotAboveDiastolic
  }

  public var fault: Fault
  /// From 1; the line on which the row begins.
  public var line: Int
  /// From 1; nil where the whole file is meant.
  public var column: Int?
  /// The column's header, where it has one.
  public var columnName: String?

  public init(_ fault: Fault, line: Int, column: Int? = nil, columnName: String? = nil) {
    self.fault = fault
    self.line = line
    self.column = column
    self.columnName = columnName
  }
}
