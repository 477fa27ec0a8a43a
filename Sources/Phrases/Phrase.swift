/// A sentence for a person, before it has a language.
///
/// The English sentence stands where it is needed and is the key to what another language has for it. A
/// figure, a time, a name is put into it and stays as it is; a phrase that is put into it is said in the same
/// language.
///
///     let alarm: Phrase = "\(vital) without value"
///     alarm.english                // HR without value: what the record and every other output has
///     Language.german.say(alarm)   // HF ohne Wert
public struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  public let english: String
  /// What was put into it, from left to right.
  let parts: [Part]
  let kind: Kind

  enum Kind: Sendable {
    case sentence
    /// One of a clinic's own words, or one of the record: said as it is where a language has none.
    case word
    case verbatim
    /// Another phrase (its only part) changed in the same way in every language.
    case capitalised, withoutColons
  }

  struct Part: Sendable {
    /// Bytes of the English sentence.
    let place: Range<Int>
    /// Nil for a part that is the same in every language.
    let phrase: Phrase?
  }

  public init(stringLiteral english: String) { self.init(english, [], .sentence) }

  public init(stringInterpolation made: StringInterpolation) {
    self.init(made.english, made.parts, .sentence)
  }

  /// A name, a figure, somebody's own words: the same in every language.
  public init(verbatim text: String) { self.init(text, [], .verbatim) }

  /// A word of the record or of a clinic's lists, as it was chosen or shipped. A clinic's own words stay.
  public init(word: String) { self.init(word, [], .word) }

  private init(_ english: String, _ parts: [Part], _ kind: Kind) {
    self.english = english
    self.parts = parts
    self.kind = kind
  }

  /// Builds a phrase: the literal is its English, and the values put into it stay apart.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var english = ""
    fileprivate var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      english.reserveCapacity(literalCapacity + interpolationCount * 8)
      parts.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { english += literal }
    public mutating func appendInterpolation(_ phrase: Phrase) { put(phrase.english, phrase) }

    /// Reads a literal here as a phrase too, not as a text that stays English.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      put(value.description, nil)
    }

    private mutating func put(_ text: String, _ phrase: Phrase?) {
      let start = english.utf8.count
      english += text
      parts.append(Part(place: start..<english.utf8.count, phrase: phrase))
    }
  }
}

// MARK: - Made of others

extension Phrase {
  /// Begins with a capital: a sentence made of what stands within others.
  public var capitalised: Phrase { Phrase(english.capitalisedFirst, of: self, .capitalised) }

  /// `NIBP overdue` of `NIBP: overdue`.
  public var withoutColons: Phrase { Phrase(english.withoutColons, of: self, .withoutColons) }

  private init(_ english: String, of other: Phrase, _ kind: Kind) {
    self.init(english, [Part(place: 0..<english.utf8.count, phrase: other)], kind)
  }

  /// Words of the record or of a clinic's lists, one after another.
  public static func words(_ words: [String]) -> Phrase {
    words.map { Phrase(word: $0) }.joined(separator: ", ")
  }

  public var description: String { english }
  public var isEmpty: Bool { english.isEmpty }

  /// One behind the other, each as it is.
  public static func + (first: Phrase, second: Phrase) -> Phrase { "\(first)\(second)" }

  // Equal if they read the same in English.
  public static func == (a: Phrase, b: Phrase) -> Bool { a.english == b.english }
  public func hash(into hasher: inout Hasher) { hasher.combine(english) }
}

extension Sequence<Phrase> {
  /// As `[String]` has it.
  public func joined(separator: String) -> Phrase {
    var made = Phrase.StringInterpolation(literalCapacity: 0, interpolationCount: underestimatedCount)
    for (index, phrase) in enumerated() {
      if index > 0 { made.appendLiteral(separator) }
      made.appendInterpolation(phrase)
    }
    return Phrase(stringInterpolation: made)
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
  var withoutColons: String { filter { $0 != ":" } }
}
