import InfusionCore
import Quantities
import SessionRecord

// Decides which sessions need not be read to find the minutes that a question means.

extension SessionQuery {
  /// Whether some minute of the session may be meant, by what the ledger knows of it. If this is false, the
  /// session's journal is not read.
  public func mayMatchAMinute(of facts: LedgerFacts) -> Bool { root.verdict(facts) != .never }
}

extension SessionQuery.Term {
  /// What is known of a term before the minutes are.
  fileprivate enum Verdict { case always, open, never }

  fileprivate func verdict(_ facts: LedgerFacts) -> Verdict {
    switch self {
    case .all(let terms): Self.all(terms.map { $0.verdict(facts) })
    case .any(let terms): Self.any(terms.map { $0.verdict(facts) })
    case .not(let term): term.verdict(facts).opposite
    // A word that is not in the row may still be a word of a minute.
    case .word(let word): facts.words.contains(word) ? .always : .open
    case .date: matches(facts) ? .always : .never
    case .name(let field, _, _): field.kind == .names ? .open : matches(facts) ? .always : .never
    case .number(let field, let comparison, _):
      field.isOfTheSession
        ? matches(facts) ? .always : .never
        : field.isBounded(comparison) && facts.number(field) != nil && !matches(facts) ? .never : .open
    case .total: matches(facts) ? .open : .never
    }
  }

  private static func all(_ verdicts: [Verdict]) -> Verdict {
    verdicts.contains(.never) ? .never : verdicts.contains(.open) ? .open : .always
  }

  private static func any(_ verdicts: [Verdict]) -> Verdict {
    verdicts.contains(.always) ? .always : verdicts.contains(.open) ? .open : .never
  }
}

extension SessionQuery.Term.Verdict {
  fileprivate var opposite: Self {
    switch self {
    case .always: .never
    case .open: .open
    case .never: .always
    }
  }
}

extension QueryField {
  /// The same in every minute.
  fileprivate var isOfTheSession: Bool { self == .given || self == .weight }

  /// Whether no minute can hold a comparison that the session's extreme does not hold.
  fileprivate func isBounded(_ comparison: SessionQuery.NumberComparison) -> Bool {
    if self == .spo2 { return comparison == .less || comparison == .atMost }
    return (self == .sys || self == .hr) && (comparison == .greater || comparison == .atLeast)
  }
}
