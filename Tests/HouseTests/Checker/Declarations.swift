/// The names that the sources declare: types with the members of each, and functions.
struct Declarations {
  /// By type: the members that are declared in files which declare or extend it.
  private(set) var members: [String: Set<String>] = [:]
  private(set) var functions: Set<String> = []
  private(set) var types: Set<String> = []

  private static let typeWords: Set = ["struct", "enum", "class", "protocol", "actor", "typealias"]
  private static let memberWords: Set = ["var", "let", "func", "case"]

  init(_ files: [SourceFile]) {
    for file in files { read(file) }
  }

  /// Whether `Alarm` is a type, or `Alarm.isLatched` one of its members.
  func has(_ name: String) -> Bool {
    let parts = name.split(separator: ".").map(String.init)
    guard let type = parts.first, types.contains(type) else { return false }
    return parts.count == 1 || parts.count == 2 && members[type]?.contains(parts[1]) == true
  }

  private mutating func read(_ file: SourceFile) {
    var here: Set<String> = []
    var declared: Set<String> = []
    for line in file.codeLines {
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ",") }.map(String.init)
      for (word, name) in zip(words, words.dropFirst()) {
        if Self.typeWords.contains(word) || word == "extension" { here.insert(name) }
        if Self.typeWords.contains(word), name != "func", name != "var" { types.insert(name) }
        if Self.memberWords.contains(word) { declared.formUnion(Self.names(behind: word, in: words)) }
        if word == "func" { functions.insert(name) }
      }
    }
    for type in here { members[type, default: []].formUnion(declared) }
  }

  /// `case low, high` declares two.
  private static func names(behind word: String, in words: [String]) -> [String] {
    guard let place = words.firstIndex(of: word) else { return [] }
    let rest = words[(place + 1)...]
    return (word == "case" ? Array(rest) : Array(rest.prefix(1))).map { $0.filter { $0 != "," } }
  }

  /// `nibpOverduePriority` is said as "nibp", "overdue", "priority".
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var isNew = true
    for character in name {
      let startsWord = character.isUppercase && words.last?.last?.isUppercase != true
      if isNew || startsWord { words.append("") }
      isNew = character == "_"
      if !isNew { words[words.count - 1].append(character) }
    }
    return words.map { $0.lowercased() }
  }
}
