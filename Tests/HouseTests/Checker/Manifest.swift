/// The targets that `Package.swift` declares, and what each says it stands on.
struct Manifest {
  struct Entry {
    var name: String
    /// Tests, or what they share: nothing of the house stands on it.
    var isTests: Bool
    /// Dependencies that are targets of this package.
    var below: Set<String>
    var line: Int
  }

  var entries: [Entry] = []

  var rooms: [Entry] { entries.filter { !$0.isTests } }
  var tests: [Entry] { entries.filter(\.isTests) }

  private static let heads: [(words: String, isTests: Bool)] = [
    ("room(", false), (".target(", false), (".executableTarget(", false), ("tests(", true),
    (".testTarget(", true),
  ]

  /// - Parameter rooms: the names of this package's own targets.
  init(_ file: SourceFile, rooms: Set<String>) {
    let code = CodeMask.code(of: file.text)
    let strings = CodeMask.codeAndStrings(of: file.text)
    for head in Self.heads {
      for start in Self.places(of: head.words, in: code) {
        let end = Self.endOfCall(startingAt: start + head.words.utf8.count, in: code)
        let literals = Self.literals(in: strings[start..<end])
        guard let name = literals.first else { continue }
        entries.append(
          Entry(
            name: name, isTests: head.isTests || literals.contains { $0.hasPrefix("Tests/") },
            below: rooms.intersection(literals.dropFirst()),
            line: code[..<start].count { $0 == UInt8(ascii: "\n") } + 1))
      }
    }
  }

  private static func places(of words: String, in code: [UInt8]) -> [Int] {
    let wanted = Array(words.utf8)
    guard let first = wanted.first, code.count > wanted.count else { return [] }
    return (0..<(code.count - wanted.count)).filter { place in
      code[place] == first && code[place..<(place + wanted.count)].elementsEqual(wanted)
        && (place == 0 || !isLetter(code[place - 1]))
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    Character(UnicodeScalar(byte)).isLetter
  }

  private static func endOfCall(startingAt start: Int, in code: [UInt8]) -> Int {
    var depth = 1
    var place = start
    while place < code.count, depth > 0 {
      if code[place] == UInt8(ascii: "(") { depth += 1 }
      if code[place] == UInt8(ascii: ")") { depth -= 1 }
      place += 1
    }
    return place
  }

  private static func literals(in bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).enumerated()
      .filter { index, _ in index % 2 == 1 }
      .map { _, part in String(decoding: part, as: UTF8.self) }
  }
}
