import Phrases
import Testing

/// A sentence, what is put into it, and what becomes of it in another language.
@Suite("Phrases") struct PhraseTests {
  /// A language of four sentences.
  private static let small = Language(code: "small") { english in
    [
      "off": "aus", "{} of {}": "{2} davon {1}", "{} is {}": "{} ist {}", "{}: late": "{}: spät",
      "nausea": "Übelkeit",
      "no alarm": "kein Alarm",
    ][english]
  }

  @Test("English is said as it stands, with what was put into it")
  func english() {
    let phrase: Phrase = "rate \(52.5) of \("mL/h")"
    #expect(phrase.english == "rate 52.5 of mL/h")
    #expect(Language.english.say(phrase) == "rate 52.5 of mL/h")
  }

  @Test("another language says the sentence, its places in its own order, and the blanks around it stay")
  func another() {
    #expect(Self.small.say("\(3) of \(7)") == "7 davon 3")
    #expect(Self.small.say("  no alarm ") == "  kein Alarm ")
  }

  @Test("a phrase that is chosen is said in the same language", arguments: [true, false])
  func chosen(isOff: Bool) {
    let chosen: Phrase = isOff ? "off" : "nausea"
    #expect(Self.small.say("\("HR") is \(chosen)") == (isOff ? "HR ist aus" : "HR ist Übelkeit"))
  }

  @Test("what is put into a sentence is said in the same language, but for a name")
  func nested() {
    #expect(Self.small.say("\(Phrase(verbatim: "off")) is \(Phrase(word: "off"))") == "off ist aus")
  }

  @Test("a clinic's own word stays; a sentence without its own is said in English")
  func unknown() {
    #expect(Self.small.say(Phrase(word: "nausea")) == "Übelkeit")
    #expect(Self.small.say(Phrase(word: "ceiling moves")) == "ceiling moves")
    #expect(Self.small.say("never told \(3)") == "never told 3")
  }

  @Test("signs and figures need no words")
  func signs() { #expect(Self.small.say("\(128)/\(79) <= \(Phrase(word: "off"))") == "128/79 <= aus") }

  @Test("a list, a capital, and a name without its colon are made of what is said")
  func made() {
    let list = [Phrase(word: "nausea"), Phrase(verbatim: "x")].joined(separator: ", ")
    #expect(Self.small.say(list) == "Übelkeit, x")
    #expect(Self.small.say(Phrase(word: "off").capitalised) == "Aus")
    #expect((Phrase(word: "off").capitalised).english == "Off")
    let alarm: Phrase = "\("NIBP"): late"
    #expect(alarm.withoutColons.english == "NIBP late")
    #expect(Self.small.say(alarm.withoutColons) == "NIBP spät")
  }

  @Test("a language is known by its code")
  func codes() {
    #expect(Language(code: "de") == .german)
    #expect(Language(code: "de")?.yes == "j")
    #expect(Language(code: "xx") == nil)
  }
}
