import InfusionCore
import PatientSimulator
import Quantities

// Reads single values of a scenario.

extension ScenarioReader {
  /// The entries of a mapping. An unknown key is an error; its value is read as that of the key that was
  /// perhaps meant, so that mistakes in the value are reported, too.
  mutating func entries(_ node: YamlNode, of what: String, known: [String]) -> [YamlNode.Entry] {
    guard case .mapping(let entries) = node.kind else {
      report(.other("\(what) is a mapping, and this is \(node.found)"), node.place)
      return []
    }
    var kept: [YamlNode.Entry] = []
    for entry in entries {
      if known.contains(entry.key) {
        kept.append(entry)
      } else {
        report(.keyUnknown(entry.key, event: what, known: known), entry.place)
        guard let near = ScenarioError.Problem.nearest(to: entry.key, among: known) else { continue }
        var meant = entry
        meant.key = near
        kept.append(meant)
      }
    }
    return kept
  }

  mutating func list(_ node: YamlNode) -> [YamlNode] {
    if case .list(let items) = node.kind { return items }
    report(.other("a list is expected here, and this is \(node.found)"), node.place)
    return []
  }

  mutating func text(_ node: YamlNode) -> String? {
    if case .scalar(let text, _) = node.kind, !text.isEmpty { return text }
    report(.other("a word or a sentence is expected here"), node.place)
    return nil
  }

  mutating func word(_ entry: YamlNode.Entry, _ known: [String]) -> String? {
    guard let word = text(entry.value) else { return nil }
    if known.contains(word) { return word }
    report(.valueMalformed(key: entry.key, value: word, known: known), entry.value.place)
    return nil
  }

  mutating func number(_ entry: YamlNode.Entry, _ range: ClosedRange<Fixed>) -> Fixed? {
    guard let number = entry.value.number else {
      report(.valueMalformed(key: entry.key, value: entry.value.found, known: []), entry.value.place)
      return nil
    }
    if range.contains(number) { return number }
    let accepted = "\(range.lowerBound) to \(range.upperBound)"
    report(
      .valueOutOfRange(key: entry.key, value: "\(number)", accepted: accepted), entry.value.place)
    return nil
  }

  /// Reads `90 s`, `15 min`.
  mutating func span(_ node: YamlNode) -> TimeSpan? {
    guard let text = text(node) else { return nil }
    switch WrittenSpan(text) {
    case .span(let span) where (TimeSpan.zero...TimeSpan.hours(24)).contains(span): return span
    case .withoutUnit: report(.spanWithoutUnit(text), node.place)
    case .span, nil: report(.noSpan(text), node.place)
    }
    return nil
  }

  /// Reads the same, or a range of it: `3..6 min`.
  mutating func wait(_ node: YamlNode) -> Wait? {
    guard let text = text(node) else { return nil }
    do throws(WaitErrors) {
      return try Wait(written: text)
    } catch {
      for wrong in error.all { report(wrong.problem, node.place(behind: wrong.offset)) }
      return nil
    }
  }

  mutating func condition(_ node: YamlNode) -> Condition? {
    guard let text = text(node) else { return nil }
    do throws(ConditionErrors) {
      return try Condition(text)
    } catch {
      for wrong in error.all {
        report(.other(wrong.why.sentence), node.place(behind: wrong.offset))
      }
      return nil
    }
  }

  mutating func report(_ problem: ScenarioError.Problem, _ place: Place) {
    add(ScenarioError(line: place.line, column: place.column, problem: problem))
  }
}

extension YamlNode {
  /// The place of a character in a scalar; counted after the first quotation mark, if it has one.
  fileprivate func place(behind offset: Int) -> Place {
    var place = place
    place.column += offset
    if case .scalar(_, isPlain: false) = kind { place.column += 1 }
    return place
  }
}
