import JSONLines
import Testing

/// JSON on its way to a terminal.
@Suite struct HarmlessJSONTests {
  private func written(_ text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(.object(["a": .string(text)]))
    writer.newline()
    return writer.bytes.harmlessJSON
  }

  /// What a terminal obeys, what nobody sees, what turns a line around; and what must stay as it is.
  @Test(arguments: [
    "\u{1B}[2J", "\u{9B}31m", "\u{202E}abc", "\u{2066}x\u{2069}", "\u{200B}", "\u{FEFF}", "\u{2028}",
    "\u{7F}",
    "\u{E000}", "\u{E0041}", "\u{AD}", "\u{85}", "\u{D4E}<", "e\u{301}", "Größe", "日本", "👩\u{200D}⚕",
    "a\nb\tc", "",
  ])
  func itReadsAsTheSameTextAndHoldsNothingUnseen(text: String) throws {
    let bytes = written(text)
    let object = try JSONParser.parse(Array(bytes.dropLast())).object
    #expect(object?["a"]?.string?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    for scalar in String(decoding: bytes.dropLast(), as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
        Issue.record("U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)")
      default: break
      }
    }
  }

  @Test func whatPeopleCanReadIsNotEscaped() {
    #expect(String(decoding: written("Größe 日本"), as: UTF8.self) == "{\"a\":\"Größe 日本\"}\n")
  }
}
