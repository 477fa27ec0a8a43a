extension InstructorOrder {
  /// What a line that is being typed could become, up to the next word.
  public static func completions(of line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let last = words.last else { return [] }
    let before = line.dropLast(last.count)
    return offers(behind: words.dropLast().map(String.init)).filter { $0.hasPrefix(last) && $0 != last }
      .map { before + $0 }
  }

  private static func offers(behind words: [String]) -> [String] {
    switch words.first {
    case nil: (verbs + Happening.names).map { name in name == "freeze" || name == "go" ? name : name + " " }
    case "set": PatientInstruction.Setting.names.map { $0 + "=" }
    case "inject" where words.count == 1: Happening.names.map { $0 + " " }
    case "inject": keys(of: words[1])
    case "say", "freeze", "go", "speed", "again": []
    case let name?: keys(of: name)
    }
  }

  /// The fields that an event can have: those that are looked for when it is read.
  private static func keys(of event: String) -> [String] {
    var fields = ScenarioFields(event: event, line: 1, column: 1, fields: [])
    _ = Happening(&fields)
    return fields.asked.map { $0 + "=" }
  }
}
