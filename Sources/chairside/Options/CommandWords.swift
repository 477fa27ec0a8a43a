import ArgumentParser
import CLinux
import InfusionCore

/// Checks the words before the options: for a misspelt command the nearest one is named, which the parser
/// does for options only.
enum CommandWords {
  /// All words of the command line, the program's name first.
  static let given: [String] = words { String(cString: $0) }

  /// A sentence about the first word that is not UTF-8; nil if all are. A patient's reference that is not
  /// UTF-8 would be recorded as another.
  static var undecodable: String? {
    let decoded = words { String(validatingCString: $0) }
    guard let place = decoded.firstIndex(of: nil) else { return nil }
    return "word \(place) of the command line is not UTF-8: '\(given[place].printable)'"
  }

  private static func words<Word>(_ read: (UnsafePointer<CChar>) -> Word) -> [Word] {
    var words: [Word] = []
    var next = cl_arguments()
    while let word = next?.pointee {
      words.append(read(word))
      next = next?.advanced(by: 1)
    }
    return words
  }

  /// What is wrong with them; nil if they lead to a command, or if the parser is to judge them.
  static func complaint(_ words: ArraySlice<String>, of command: any ParsableCommand.Type) -> String? {
    let inner = command.configuration.subcommands
    guard !inner.isEmpty, let word = words.first, !word.hasPrefix("-"), word != "help" else { return nil }
    if let meant = inner.first(where: { $0.configuration.commandName == word }) {
      return complaint(words.dropFirst(), of: meant)
    }
    let names = inner.compactMap { $0.configuration.commandName }
    let owner = command.configuration.commandName ?? ""
    return "\(owner) has no command '\(word)'" + Spelling.hint(for: word, among: names)
  }

  /// Options that say who sits where and what is ordered: the parser would take the last of two, and another
  /// patient would be treated than whoever reads the first one thinks.
  private static let said: [String] = ["--chair", "--patient", "--weight", "--plan"]

  /// The complaint about one of them that stands there with two values; nil where none does.
  static func repetition(in words: ArraySlice<String>) -> String? {
    var first: [String: String] = [:]
    let words = Array(words.prefix { $0 != "--" })
    for (place, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard said.contains(parts[0]) else { continue }
      let value = parts.count > 1 ? parts[1] : words.dropFirst(place + 1).first ?? ""
      if let before = first.updateValue(value, forKey: parts[0]) {
        return "\(parts[0]) is given twice, with '\(before.printable)' and '\(value.printable)': say which"
      }
    }
    return nil
  }
}
