/// What a clinic can want a second person for, who reads the pump and gives initials. None is shipped.
public enum TwoPersonDeed: String, CaseIterable, Hashable, Sendable {
  case start, rate, bolus

  /// Whether two spellings are one person's initials: blanks, points and capitals do not count.
  public static func isOnePerson(_ a: String, _ b: String) -> Bool { person(a) == person(b) }

  /// Initials without the differences of spelling that do not count.
  public static func person(_ initials: String) -> String {
    initials.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
