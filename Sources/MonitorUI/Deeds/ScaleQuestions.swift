import InfusionCore
import Phrases
import Quantities
import TextScreen

/// Asks scores with the exact words of their scale: a digit answers, `s` skips the scale.
enum ScaleQuestions {
  /// What is still to be asked of a scale; nil if it is answered or skipped.
  static func openQuestion(_ scale: Scale, _ answers: Answers) -> Question? {
    guard !isSkipped(scale, answers) else { return nil }
    guard !scale.parts.isEmpty else {
      return answers[key(scale)] == nil ? question(scale) : nil
    }
    guard let index = scale.parts.firstIndex(where: { answers[key(scale, $0)] == nil }) else { return nil }
    return question(scale, part: index, answers)
  }

  private static func question(_ scale: Scale) -> Question {
    let values = Array(scale.range)
    var question = Question(key(scale), "\(Phrase(word: scale.label)), \(values.spelled)", .score(values))
    question.lines = anchors(scale.anchors)
    if scale.anchors.count < 4 { question.lines.append(Phrase(word: scale.source)) }
    return question
  }

  private static func question(_ scale: Scale, part index: Int, _ answers: Answers) -> Question {
    let part = scale.parts[index]
    let values = part.anchors.keys.sorted()
    var question = Question(
      key(scale, part), "\(Phrase(word: scale.label)), \(Phrase(word: part.name)), \(values.spelled)",
      .score(values))
    let total = scale.parts.compactMap { answers.number(key(scale, $0)) }.reduce(0, +)
    question.lines =
      ["\(Phrase(word: part.title)) (\(index + 1) of \(scale.parts.count))"] + anchors(part.anchors) + [
        "\(Phrase(word: scale.label)) so far: \(total) of \(scale.most)"
      ]
    return question
  }

  /// The anchors, highest first, as the scales are printed.
  private static func anchors(_ anchors: [Int: String]) -> [Phrase] {
    let columns = anchors.keys.map(\.description.count).max() ?? 0
    return anchors.keys.sorted(by: >).map { value in
      "\(value.description.paddedLeft(to: columns))  \(Phrase(word: anchors[value] ?? ""))"
    }
  }

  private static func key(_ scale: Scale, _ part: ScalePart? = nil) -> String {
    part.map { "\(scale.name)\n\($0.name)" } ?? scale.name
  }

  private static func answer(_ scale: Scale, _ part: ScalePart?, _ answers: Answers) -> Int? {
    answers[key(scale, part)].flatMap { Int($0) }
  }

  static func isSkipped(_ scale: Scale, _ answers: Answers) -> Bool {
    let keys = scale.parts.isEmpty ? [key(scale)] : scale.parts.map { key(scale, $0) }
    return keys.contains { answers[$0] == Question.skip }
  }

  /// The score from the answers; nil if some are missing, or if it was skipped.
  ///
  /// - Parameter at: when it was taken, if that was earlier.
  static func score(_ scale: Scale, _ answers: Answers, at: SessionTime? = nil) -> Action? {
    guard !scale.parts.isEmpty else {
      return answer(scale, nil, answers).map { .score(scale: scale.name, value: $0, at: at) }
    }
    let parts = scale.parts.compactMap { part in
      answer(scale, part, answers).map { PartScore(part.name, $0) }
    }
    guard parts.count == scale.parts.count else { return nil }
    let kept = PartScore.areWritable(parts) ? parts : []
    return .score(scale: scale.name, value: parts.map(\.value).reduce(0, +), parts: kept, at: at)
  }

  static func given(_ scale: Scale, _ answers: Answers) -> Phrase {
    guard case .score(let scored)? = score(scale, answers) else {
      return "\(Phrase(word: scale.labelInSentence)) skipped"
    }
    return "\(Phrase(word: scale.labelInSentence)) \(scale.figure(of: scored.value))"
  }
}
