import InfusionCore
import JSONLines
public import Quantities

/// Builds rows of a table as RFC 4180 has them, with LF: text is quoted where it must be, nothing is an empty
/// cell.
public struct CSVRows: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var isFirst = true

  public init() {}

  public mutating func header(_ columns: [String]) {
    for column in columns { cell(column) }
    endRow()
  }

  public mutating func cell(_ number: Fixed?) {
    comma()
    if let number { bytes.append(fixed: number) }
  }

  public mutating func cell(_ time: SessionTime) { cell(Fixed(thousandths: Int(time.milliseconds))) }
  public mutating func cell(_ span: TimeSpan?) { cell(span.map { Fixed(thousandths: Int($0.milliseconds)) }) }
  public mutating func cell(_ wall: WallTime) {
    comma()
    bytes.append(wall: wall)
  }

  /// Text that a spreadsheet would run as a formula gets a leading apostrophe: numbers are never written this
  /// way.
  public mutating func cell(_ text: String) {
    comma()
    if appendPlain(text) { return }
    // TAB and CR at its head begin a formula, so it is judged as it came; what is left when invisible
    // characters are taken out may begin one, so it is judged again.
    let printable = text.printable
    let isFormula = Self.startsFormula(text) || Self.startsFormula(printable)
    let text = isFormula ? "'" + printable : printable
    let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Nearly all cells are empty, or a word that is written as it is.
  private mutating func appendPlain(_ text: String) -> Bool {
    if text.isEmpty { return true }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x2C }
    guard isPlain, !Self.startsFormula(text) else { return false }
    bytes.append(contentsOf: text.utf8)
    return true
  }

  private static func startsFormula(_ text: String) -> Bool {
    text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
  }

  public mutating func endRow() {
    bytes.append(0x0A)
    isFirst = true
  }

  mutating func drain() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func comma() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
  }
}
