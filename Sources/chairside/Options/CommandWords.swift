import ArgumentParser
import InfusionCore

/// The words before the options: a command that is misspelt is told its nearest neighbour, which the parser
/// does for options only.
enum CommandWords {
  /// What is wrong with them; nil if they lead to a command, or if it is the parser's to judge.
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
}
