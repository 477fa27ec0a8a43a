import Testing

/// Whatever the screen says is in the German table, and whatever is in the table is said.
@Suite struct LanguageTests {
  private static let entries = LanguageRule.entries(in: Repository.sources)
  private static let english = Set(stride(from: 0, to: entries.count, by: 2).map { entries[$0] })

  /// Texts of the screen's sources that are the same in every language: keys of answers and fields, units,
  /// keys of the keyboard, and what is only written down.
  private static let unread: Set = [
    "/min", "mmHg", "{} min", "mg", "mL/h", "{}/{} mmHg", "{} mL/h", "{}, {} mg/min", "NIBP {}/{} mmHg",
    "NIBP", "VTBI {}", "{}.{}{} mg", "{} h {}{} min", "NIBP {}/{} mmHg by hand", "the record is on disk",
    "the record is not safe on disk: {}", "there is little room left for the record", "alarms sound on {}",
    "alarms cannot be heard: {}", "Preparation", "Infusing", "Paused", "Observing", "Observation complete",
    "Closed", "device", "reason", "hr", "spo2", "second", "taken", "one by one", "checklist\n", "right",
    "mark", "part", "value", "SBkbrnTliaq", "pebsmuncgrolta", "dcbsmugnxwlta", "override", "volume",
    "flush", "minutes", "done", "hold rule: {}", "sure", "name", "infusion paused", "infusion stopped",
    "route", "text", "sys", "dia", "scale", "series", "minute", "heard", "reason.missing", "rate.soft",
    "rate.low",
    "bolus.soft", "total.soft", "weight.unconfirmed", "concentration.unconfirmed", "weight reason",
    "as last time", "weight again", "other rate", "rate reason", "bag reason", "concentration again",
    "severity", "earlier", "ago", "Esc", "Enter", "yes", "no", "ja", "nein", "save-display", "palette: {}",
    "without", "alone", "not counted", "rule", "lot", "id", "item", "max", "by", "--simulate",
    "--device {}@PORT", "flow",
    "ran on",
    "sure of {}",
    "{} {} after the {}", "{} min {} s", "{} L/min", "chairside monitor --chair {} {}", "partly", "{} mg",
    // What is typed of habit, units as they are typed, and letters.
    "nothing", "nope", "keine", "nichts", "okay", "yeah", "yep", "yup", "not", "jawohl", "niemand",
    "noch nicht", "ketamin", "mcg", "ug", "u{3BC}g", "l/min", "lpm", "aeiouy", "aeio", "ll", "Tab",
  ]

  @Test func everySentenceHasItsGerman() {
    #expect(LanguageRule.missing(in: Repository.sources, besides: Self.english.union(Self.unread)) == [])
  }

  @Test func everyGermanSentenceIsSaid() {
    let said = Set(
      Repository.sources.filter { !$0.path.hasPrefix("Sources/Phrases/") }
        .flatMap { SwiftTexts.all(in: $0.text).map(\.words) })
    #expect(Self.english.subtracting(said).subtracting(Self.made).sorted() == [])
  }

  /// Made of a scale's title, or of a state's name.
  private static let made: Set = [
    "C-SSRS", "CADSS", "Dissociation", "MADRS", "MOAA/S", "Modified Aldrete", "Nausea", "PADSS", "PHQ-9",
    "QIDS-SR16", "modified Aldrete", "running",
  ]

  @Test func noneStandsThereTwice() {
    #expect(Self.english.count * 2 == Self.entries.count)
  }

  @Test func whatIsUnreadIsThere() {
    let said = Set(Repository.sources.flatMap { SwiftTexts.all(in: $0.text).map(\.words) })
    #expect(Self.unread.subtracting(said).sorted() == [])
  }

  @Test func aTextIsReadWithWhatIsPutIntoIt() {
    let source = #"let a = " pump \(b ?? "by hand"), set \(c.text(places: 1)) " // "no text""#
    #expect(SwiftTexts.all(in: source).map(\.words) == ["by hand", "pump {}, set {}"])
  }
}
