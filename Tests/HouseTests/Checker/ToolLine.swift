/// A line that `make` would run: the tool with its subcommands, and the options that are given to it.
struct ToolLine: Equatable {
  var tool: [String]
  var options: [String]

  init(_ line: Substring) {
    let words = line.split(separator: " ").map(String.init).drop { $0.contains("=") && !$0.hasPrefix("-") }
    tool = Array(words.prefix { !$0.hasPrefix("-") })
    var handsOn = false
    options = words.dropFirst(tool.count).filter { word in
      // What follows `-Xlinker` or `-Xswiftc` is another tool's.
      defer { handsOn = word.hasPrefix("-X") }
      return word.hasPrefix("-") && !handsOn
    }.map { String($0.prefix { $0 != "=" }) }
  }

  /// The options that the tool's help does not name.
  func unknownOptions(help: String) -> [String] {
    let known = Set(help.split { !$0.isLetter && !$0.isNumber && $0 != "-" })
    return options.filter { !known.contains(Substring($0)) }
  }
}
