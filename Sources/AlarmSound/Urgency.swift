/// How urgent a sound is: the three priorities of IEC 60601-1-8 that sound.
public enum Urgency: Int, CaseIterable, Hashable, Comparable, Sendable {
  case low, medium, high

  public static func < (a: Urgency, b: Urgency) -> Bool { a.rawValue < b.rawValue }
}
