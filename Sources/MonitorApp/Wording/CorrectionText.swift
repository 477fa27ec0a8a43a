import InfusionCore

/// What the screen says of entries that somebody may want to correct.
enum CorrectionText {
  static func nothing(at entry: Int) -> String { "nobody noted anything at #\(entry): nothing corrected" }

  /// Behind what was noted.
  static func number(_ entry: Int) -> String { "  #\(entry)" }
}

extension Action {
  /// A slip in one of these changes no dose and no phase: a correction is all it takes.
  var isCorrectable: Bool {
    switch self {
    case .note, .symptom, .medication, .score, .bloodPressure: true
    default: false
    }
  }
}
