enum ProgramVersion {
  static let text = "0.2.0"
  /// Raised whenever the same inputs may give other events; `verify` then judges older sessions by chain and
  /// seal only.
  static let engine = "3"
}
