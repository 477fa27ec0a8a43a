/// Words of one's own, as they are typed where a reason is asked.
enum TypedWords {
  /// Whether some of them are no word of any language on a ward, and more likely what a hand left on the
  /// keys: `pyyu44`, `ssdf`, `jkl`, `nnn`. It is asked about, and kept where it was meant.
  static func areOdd(_ text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { isOdd(String($0)) }
  }

  /// `nausea`, `too fast`: four small letters in a row are more likely a word than who somebody is. `KM`,
  /// `K.M.` and `McD` are none.
  static func areNoInitials(_ text: String) -> Bool {
    text.split { !$0.isLetter }.contains { $0.filter(\.isLowercase).count > 3 }
  }

  /// `SpO2`, `20mg`, `MAOI` and `2nd` are none.
  private static func isOdd(_ word: String) -> Bool {
    let letters = word.filter(\.isLetter)
    guard letters != letters.uppercased() else { return false }
    return hasDigitsBehindLetters(word) || isWithoutVowel(letters.lowercased())
      || beginsTwice(letters.lowercased())
  }

  /// Two digits or more behind letters.
  private static func hasDigitsBehindLetters(_ word: String) -> Bool {
    word.drop { !$0.isLetter }.drop(while: \.isLetter).prefix(while: \.isNumber).count > 1
  }

  /// Letters of another script have vowels of their own.
  private static func isWithoutVowel(_ letters: String) -> Bool {
    letters.count > 2 && letters.allSatisfy(\.isASCII) && !letters.contains { "aeiouy".contains($0) }
  }

  /// A consonant twice: a key that bounced.
  private static func beginsTwice(_ letters: String) -> Bool {
    guard let first = letters.first, first.isASCII, !"aeio".contains(first) else { return false }
    return letters.count > 1 && letters.dropFirst().first == first && !letters.hasPrefix("ll")
  }
}
