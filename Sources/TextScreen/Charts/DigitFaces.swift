/// The dots of the big digits. A character that has none is an empty place.
enum DigitFaces {
  /// What stands for a dot.
  static let block: Character = "█"

  /// Each face is drawn once: a screen has a dozen big digits, every second.
  static let half = three.mapValues { DigitLetter(halving: $0) }
  static let five = three.mapValues { DigitLetter($0, dot: 1) }
  static let wide = three.mapValues { DigitLetter($0, dot: 2) }
  static let tall = fine.mapValues { DigitLetter($0, dot: 2) }

  private static let three: [Character: [String]] = [
    "0": ["###", "# #", "# #", "# #", "###"],
    "1": [" # ", "## ", " # ", " # ", "###"],
    "2": ["###", "  #", "###", "#  ", "###"],
    "3": ["###", "  #", "###", "  #", "###"],
    "4": ["# #", "# #", "###", "  #", "  #"],
    "5": ["###", "#  ", "###", "  #", "###"],
    "6": ["###", "#  ", "###", "# #", "###"],
    "7": ["###", "  #", "  #", "  #", "  #"],
    "8": ["###", "# #", "###", "# #", "###"],
    "9": ["###", "# #", "###", "  #", "###"],
    "-": ["   ", "   ", "###", "   ", "   "],
    "/": ["  #", "  #", " # ", "#  ", "#  "],
    "?": ["## ", "  #", " # ", "   ", " # "],
    ".": [" ", " ", " ", " ", "#"],
  ]

  private static let fine: [Character: [String]] = [
    "0": [" ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "],
    "1": ["  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "],
    "2": [" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"],
    "3": [" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "],
    "4": ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
    "5": ["#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "],
    "6": [" ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "],
    "7": ["#####", "    #", "   # ", "   # ", "  #  ", "  #  ", "  #  "],
    "8": [" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "],
    "9": [" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "],
    "-": ["     ", "     ", "     ", "#####", "     ", "     ", "     "],
    "/": ["    #", "    #", "   # ", "  #  ", " #   ", "#    ", "#    "],
    "?": [" ### ", "#   #", "    #", "   # ", "  #  ", "     ", "  #  "],
    ".": [" ", " ", " ", " ", " ", " ", "#"],
  ]
}

/// A character as it is drawn: its rows, all of the same width.
struct DigitLetter {
  let rows: [String]
  let columns: Int

  static func blank(rows: Int, columns: Int = 1) -> DigitLetter {
    DigitLetter(Array(repeating: " ", count: rows), dot: columns)
  }

  /// - Parameter dot: how many cells a dot takes.
  init(_ dots: [String], dot: Int) {
    rows = dots.map { row in
      String(row.flatMap { Array(repeating: $0 == " " ? " " : DigitFaces.block, count: dot) })
    }
    columns = rows[0].count
  }

  /// Two rows of dots in one of cells.
  init(halving dots: [String]) {
    rows = stride(from: 0, to: dots.count, by: 2).map { row in
      let upper = Array(dots[row])
      let lower = row + 1 < dots.count ? Array(dots[row + 1]) : []
      return String(
        upper.indices.map { at -> Character in
          let below = at < lower.count && lower[at] != " "
          return upper[at] != " " ? (below ? DigitFaces.block : "▀") : (below ? "▄" : " ")
        })
    }
    columns = rows[0].count
  }
}
