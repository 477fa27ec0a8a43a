/// The phases of a session, as the nurse declares them.
public enum Phase: String, CaseIterable, Hashable, Sendable {
  case preparation, infusing, paused, observing
  /// The observation window is complete. It does not mean "fit to go".
  case ready
  case closed
}

/// How a session ended.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
  case discharged
  /// Discharged by a named person against an unmet criterion.
  case overridden
  case abandoned
}
