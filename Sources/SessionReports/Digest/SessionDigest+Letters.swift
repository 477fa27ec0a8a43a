import InfusionCore
public import Quantities

/// Where something stands on a chart that was noticed or given, by the key at the chair that enters it.
public struct CourseLetter: Hashable, Sendable {
  public let letter: Character
  public let at: SessionTime
}

extension SessionDigest {
  /// Symptoms that were there, medicines, measures and boluses; not what was struck.
  public var courseLetters: [CourseLetter] {
    let marked = chart.standingMarks.compactMap { mark in
      mark.courseLetter.map { CourseLetter(letter: $0, at: mark.happenedAt) }
    }
    return marked + doses.filter { $0.change == .bolus }.map { CourseLetter(letter: "o", at: $0.at) }
  }
}

extension Mark {
  fileprivate var courseLetter: Character? {
    guard case .action(let action) = what else { return nil }
    if case .symptom(let symptom) = action { return symptom.severity > 0 ? "s" : nil }
    if case .medication = action { return "m" }
    if case .intervention = action { return "u" }
    return nil
  }
}
