/// What a clinic can want a second person for, who reads the pump and gives initials. None is shipped.
public enum TwoPersonDeed: String, CaseIterable, Hashable, Sendable {
  case start, rate, bolus

  /// Whether these initials are one person's: blanks, points and capitals make no other.
  public static func isOnePerson(_ a: String, _ b: String) -> Bool { person(a) == person(b) }

  /// What is the same of one person's initials, however they are written.
  public static func person(_ initials: String) -> String {
    initials.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
