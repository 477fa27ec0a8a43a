/// Whether this chair stands on a wall behind a broker, by the words of whoever publishes it.
///
/// It comes only where a chair listens and something publishes it: a chair that nobody publishes hears
/// nothing of a wall, and misses none.
public enum Publication: Hashable, Sendable {
  /// The broker has what the chair says.
  case standing
  /// It has had none of it for ten seconds.
  case failing(PublicationFault)
  /// Whoever published it was stopped on purpose: the chair is not expected on a wall any more.
  case ended
}

/// Why a chair is not on the wall, as the record has it.
public enum PublicationFault: String, CaseIterable, Hashable, Sendable {
  /// No broker answers.
  case unreachable
  /// The broker answers, and does not let the publisher in.
  case refused
  /// The connection was lost.
  case lost
  /// Nothing is heard of the publisher.
  case silent
}
