/// A table as RFC 4180 has it, by scalar.
func csvCells(_ table: String) -> [[String]] {
  var (rows, row, cell) = ([[String]](), [String](), String.UnicodeScalarView())
  var scalars = Array(table.unicodeScalars)[...]
  var isQuoted = false
  while let scalar = scalars.popFirst() {
    switch scalar {
    case "\"" where isQuoted && scalars.first == "\"":
      cell.append(scalar)
      scalars.removeFirst()
    case "\"": isQuoted.toggle()
    case ",", "\n":
      guard !isQuoted else {
        cell.append(scalar)
        continue
      }
      row.append(String(cell))
      cell = String.UnicodeScalarView()
      guard scalar == "\n" else { continue }
      rows.append(row)
      row = []
    default: cell.append(scalar)
    }
  }
  return rows
}
