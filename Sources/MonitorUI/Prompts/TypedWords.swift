/// Words that a person types as a reason.
enum TypedWords {
  /// Whether some of them are no words of any language on a ward, and more likely come from a hand on the
  /// keys: `pyyu44`, `ssdf`, `jkl`, `nnn`. The screen asks about them, and keeps them if they are meant.
  static func areOdd(_ text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { isOdd(String($0)) }
  }

  /// Whether this is more likely a word than somebody's initials, because four small letters are in a row, or
  /// two words of small letters beside each other: `nausea`, `too fast`, `ne one`. False for `KM`, `K.M.`,
  /// `K M`, `McD` and `km`.
  static func areNoInitials(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }
    let small = words.filter { $0.count > 1 && $0.allSatisfy(\.isLowercase) }
    return small.count > 1 || words.contains { $0.filter(\.isLowercase).count > 3 }
  }

  /// False for `SpO2`, `20mg`, `MAOI` and `2nd`.
  private static func isOdd(_ word: String) -> Bool {
    let letters = word.filter(\.isLetter)
    guard letters != letters.uppercased() else { return false }
    return hasDigitsBehindLetters(word) || isWithoutVowel(letters.lowercased())
      || beginsTwice(letters.lowercased())
  }

  /// Whether letters are followed by two digits or more.
  private static func hasDigitsBehindLetters(_ word: String) -> Bool {
    word.drop { !$0.isLetter }.drop(while: \.isLetter).prefix(while: \.isNumber).count > 1
  }

  /// Letters of another script have vowels of their own, and count as with one.
  private static func isWithoutVowel(_ letters: String) -> Bool {
    letters.count > 2 && letters.allSatisfy(\.isASCII) && !letters.contains { "aeiouy".contains($0) }
  }

  /// Whether it begins with a consonant twice, as when a key bounced.
  private static func beginsTwice(_ letters: String) -> Bool {
    guard let first = letters.first, first.isASCII, !"aeio".contains(first) else { return false }
    return letters.count > 1 && letters.dropFirst().first == first && !letters.hasPrefix("ll")
  }
}
