import InfusionCore
import Quantities
import SessionRecord

/// A question to an archive: which sessions are meant.
///
///     try SessionQuery("sys > 180 and plan = trd-40 and not symptom = nausea")
///     try SessionQuery("P-0142 2026-03")
///     try SessionQuery("score.phq9 >= 20")
///
/// Words that stand alone must be found in the row: patient, plan, chair, date, ending. Terms beside each
/// other must all hold; `or` binds less than `and`, `not` most. A comparison with something that is not known
/// is false.
public struct SessionQuery: Hashable, Sendable {
  let root: Term

  public init(_ text: String) throws(QueryError) {
    var parser = QueryParser(text)
    root = try parser.whole()
  }

  public func matches(_ facts: LedgerFacts) -> Bool { root.matches(facts) }

  indirect enum Term: Hashable, Sendable {
    case all([Term])
    case any([Term])
    case not(Term)
    case word(String)
    case name(QueryField, NameComparison, String)
    case number(QueryField, NumberComparison, Fixed)
    case date(NumberComparison, String)
    /// Totals of a scale.
    case total(scale: String, NumberComparison, Fixed)
  }

  enum NameComparison: String, CaseIterable { case equal = "=", unequal = "!=", contains = "~" }

  enum NumberComparison: String, CaseIterable {
    case equal = "=", unequal = "!=", less = "<", atMost = "<=", greater = ">", atLeast = ">="

    func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
      switch self {
      case .equal: a == b
      case .unequal: a != b
      case .less: a < b
      case .atMost: a <= b
      case .greater: a > b
      case .atLeast: a >= b
      }
    }
  }
}

extension SessionQuery {
  /// The scales whose totals it asks for.
  public var scales: [String] { root.scales }
}

extension SessionQuery.Term {
  fileprivate var scales: [String] {
    switch self {
    case .all(let terms), .any(let terms): terms.flatMap(\.scales)
    case .not(let term): term.scales
    case .total(let scale, _, _): [scale]
    case .word, .name, .number, .date: []
    }
  }

  func matches(_ facts: LedgerFacts) -> Bool {
    switch self {
    case .all(let terms): terms.allSatisfy { $0.matches(facts) }
    case .any(let terms): terms.contains { $0.matches(facts) }
    case .not(let term): !term.matches(facts)
    case .word(let word): facts.words.contains(word)
    case .name(let field, let comparison, let wanted): comparison.holds(facts.names(field), wanted)
    case .number(let field, let comparison, let wanted):
      facts.number(field).map { comparison.holds($0, wanted) } ?? false
    case .total(let scale, let comparison, let wanted):
      facts.series.scaleTotals.contains { taken in
        taken.scale.name.lowercased() == scale
          && taken.totals.contains { comparison.holds(Fixed($0), wanted) }
      }
    case .date(let comparison, let wanted):
      // A month is compared as one: `date > 2026-03` is from April on.
      comparison.holds(String(facts.session.began.description.prefix(wanted.count)), wanted)
    }
  }
}

extension SessionQuery.NameComparison {
  /// Of several names one must be like it; for `!=` none may. Capitals do not matter.
  fileprivate func holds(_ names: [String], _ wanted: String) -> Bool {
    names.contains { means(wanted, $0.lowercased()) } == (self != .unequal)
  }

  /// Whether a name, in small letters, is what is compared with.
  func means(_ wanted: String, _ name: String) -> Bool {
    switch self {
    case .equal, .unequal: name == wanted || name.hasPrefix("\(wanted) ")
    case .contains: name.contains(wanted)
    }
  }
}

extension LedgerFacts {
  /// The names of the scales that were scored.
  public var scales: [String] { series.scaleTotals.map { $0.scale.name.lowercased() } }

  /// What a word that stands alone is looked for in.
  var words: String {
    [QueryField.patient, .plan, .chair, .date, .ending, .session].flatMap(names).joined(separator: " ")
      .lowercased()
  }
}
