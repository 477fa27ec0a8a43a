import InfusionCore
public import Phrases

extension LineError {
  public var sentence: String { phrase.english }

  /// The same for a screen of any language.
  public var phrase: Phrase {
    switch self {
    case .empty: "there is no action"
    case .quoteNotClosed: "a quote is not closed"
    case .strayQuote: "quotes enclose a whole value: key=\"some words\""
    case .unknownEscape(let character): "\\\(String(character)) means nothing: only \\\" \\\\ \\n \\t do"
    case .action(let error): error.phrase
    }
  }
}
