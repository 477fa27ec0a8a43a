/// A language of the screen. English is the one that the sentences are written in; another is a table of what
/// stands for each of them.
///
///     Language.german.say("sound on: \(why)")   // Ton an: neuer Alarm
public struct Language: Sendable {
  /// As the configuration names it.
  public let code: String
  /// What may be pressed for yes beside `y`.
  public let yes: Character?
  /// The sentence of this language for an English one, both with marked places; nil if it has none. The table
  /// itself is nil for English.
  private let table: (@Sendable (String) -> String?)?

  public init(code: String, yes: Character? = nil, table: (@Sendable (String) -> String?)?) {
    self.code = code
    self.yes = yes
    self.table = table
  }

  public static let english = Language(code: "en", table: nil)
  public static let all = [english, german]

  /// Nil for a language that the screen does not speak.
  public init?(code: String) {
    guard let known = Self.all.first(where: { $0.code == code }) else { return nil }
    self = known
  }

  /// The same for a terminal that has no letters but those of ASCII: `frueher`, which is read, not `fruher`.
  /// What is no sentence of the table (a name, a clinic's word) is as it was.
  public var inASCII: Language {
    guard let table else { return self }
    return Language(code: code, yes: yes) { table($0)?.withUmlautsSpelled }
  }

  /// What stands for an English sentence, its places marked as `{}`; nil where this language has none.
  public func entry(_ english: String) -> String? { table?(english) }
}

extension Language: Hashable {
  public static func == (a: Language, b: Language) -> Bool { a.code == b.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

// MARK: - Saying

extension Language {
  /// A sentence that the table lacks is said in English rather than not at all; a test finds it before that.
  public func say(_ phrase: Phrase) -> String {
    guard let table else { return phrase.english }
    switch phrase.kind {
    case .verbatim: return phrase.english
    case .word: return table(phrase.english) ?? phrase.english
    case .sentence: return sentence(phrase, table)
    case .capitalised: return parts(of: phrase).joined().capitalisedFirst
    case .withoutColons: return parts(of: phrase).joined().withoutColons
    }
  }

  private func parts(of phrase: Phrase) -> [String] {
    phrase.parts.map { part in
      part.phrase.map(say) ?? String(decoding: Array(phrase.english.utf8)[part.place], as: UTF8.self)
    }
  }

  private func sentence(_ phrase: Phrase, _ table: (String) -> String?) -> String {
    let values = parts(of: phrase)
    let pattern = Pattern(phrase)
    // Signs and figures alone need no words.
    guard pattern.hasWords else { return Pattern.fill(pattern.text, values) }
    return pattern.lead + Pattern.fill(table(pattern.key) ?? pattern.key, values) + pattern.tail
  }
}

/// A phrase with `{}` where something was put into it.
struct Pattern {
  let text: String
  /// Without the blanks around it, which belong to the place and not to the words.
  let key: String
  let lead: String
  let tail: String

  init(_ phrase: Phrase) {
    let bytes = Array(phrase.english.utf8)
    var (text, end) = ("", 0)
    for part in phrase.parts {
      text += String(decoding: bytes[end..<part.place.lowerBound], as: UTF8.self) + "{}"
      end = part.place.upperBound
    }
    text += String(decoding: bytes[end...], as: UTF8.self)
    self.text = text
    lead = String(text.prefix { $0 == " " })
    let rest = text.dropFirst(lead.count)
    tail = String(rest.reversed().prefix { $0 == " " })
    key = String(rest.dropLast(tail.count))
  }

  var hasWords: Bool { text.contains(where: \.isLetter) }

  /// Puts the values in the order of the places, or where a place has a number: `{2} von {1}`.
  static func fill(_ pattern: String, _ values: [String]) -> String {
    var (said, next) = ("", 0)
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      said += rest[..<open]
      let number = Int(rest[rest.index(after: open)..<close])
      let index = number.map { $0 - 1 } ?? next
      next = index + 1
      said += values.indices.contains(index) ? values[index] : ""
      rest = rest[rest.index(after: close)...]
    }
    return said + rest
  }
}

extension String {
  /// As German is written without its dots.
  fileprivate var withUmlautsSpelled: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    return map { Self.spelled[$0] ?? String($0) }.joined()
  }

  private static let spelled: [Character: String] = [
    "\u{E4}": "ae", "\u{F6}": "oe", "\u{FC}": "ue", "\u{C4}": "Ae", "\u{D6}": "Oe", "\u{DC}": "Ue",
    "\u{DF}": "ss",
  ]
}
