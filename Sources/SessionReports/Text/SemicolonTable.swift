/// A table for a spreadsheet whose numbers have decimal commas: semicolons between the cells, and a byte
/// order mark, by which such programs know UTF-8. It replays like the table that it is made from.
public enum SemicolonTable {
  /// - Parameter table: of RFC 4180, with LF, as our tables are.
  public static func bytes(of table: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0xEF, 0xBB, 0xBF]
    var cell: [UInt8] = []
    var (isQuoted, wasQuoted) = (false, false)
    for byte in table {
      if byte == quote {
        isQuoted.toggle()
        wasQuoted = true
      }
      guard !isQuoted, byte == comma || byte == lineFeed else {
        cell.append(byte)
        continue
      }
      out += wasQuoted ? cell : written(cell)
      out.append(byte == comma ? semicolon : byte)
      cell.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    return out + written(cell)
  }

  private static let (quote, comma, semicolon) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"))
  private static let (point, lineFeed) = (UInt8(ascii: "."), UInt8(ascii: "\n"))

  private static func written(_ cell: [UInt8]) -> [UInt8] {
    if isNumber(cell) { return cell.map { $0 == point ? comma : $0 } }
    return cell.contains(semicolon) ? [quote] + cell + [quote] : cell
  }

  private static func isNumber(_ cell: [UInt8]) -> Bool {
    let digits = cell.first == UInt8(ascii: "-") ? cell.dropFirst() : cell[...]
    return !digits.isEmpty && digits.count { $0 == point } <= 1
      && digits.allSatisfy { $0 == point || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
