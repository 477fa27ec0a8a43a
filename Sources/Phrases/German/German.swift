extension Language {
  /// As it is spoken on the wards of Germany, Austria and Switzerland.
  public static let german = Language(code: "de", yes: "j") { German.table[$0] }
}

/// What each English sentence is in German, by the places where it is said. `{}` is what is put into it, in
/// the English order unless it has a number: `{2} von {1}`.
///
/// Figures and units stay; the letters of a vital are those of German monitors, where an `RR` is a blood
/// pressure.
enum German {
  static let table = Dictionary(entries, uniquingKeysWith: { first, _ in first })

  static let entries: [(String, String)] = [
    alarms, refusals, series, events, nextThings, deedsToMeasure, deedsFromMedicine, prompts, screen, pages,
    lists, scales, lines, terminal, drills,
  ].flatMap(\.self)
}
