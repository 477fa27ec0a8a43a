import Phrases

/// What holds a start or a discharge up, above its question.
enum Obstacles {
  static func lines(_ obstacles: [StillMissing]) -> [Phrase] {
    obstacles.isEmpty ? [] : ["Not met: \(obstacles.map(\.named).joined(separator: ", "))"]
  }

  /// Those that were not there when an answer was given.
  static func new(_ obstacles: [StillMissing], since known: Set<String>) -> [StillMissing] {
    obstacles.filter { !known.contains($0.kind) }
  }

  /// What is said where an answer was given before they were there.
  static func news(_ obstacles: [StillMissing]) -> Phrase {
    "new since then: \(obstacles.map(\.words).joined(separator: ", "))"
  }
}

extension Talk {
  /// The question for a reason to go on against what is not met: nil where nothing is in the way, or where a
  /// reason was given against all of that. A reason for one thing is none for another that came behind it.
  ///
  /// - Parameter last: the key of the yes that comes behind it, and holds for what stood above it alone.
  func reason(against obstacles: [StillMissing], _ question: Question, before last: String) -> Step? {
    let new = Obstacles.new(obstacles, since: answers.against(Question.overrideKey))
    guard !obstacles.isEmpty, override == nil || !new.isEmpty else { return nil }
    var asked = question
    asked.isReadWhole = true
    asked.against = Set(obstacles.map(\.kind))
    if override != nil { asked.lines = ["\(Obstacles.news(new).capitalised)."] }
    guard self[last] != nil else { return .ask(asked) }
    return .again(asked, Obstacles.news(new), forgetting: [last])
  }
}
