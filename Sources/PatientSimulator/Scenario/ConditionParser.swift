import InfusionCore
import Quantities

/// Why a condition cannot be read, and which word of it.
public struct ConditionError: Error, Hashable, Sendable {
  /// What is wrong with a condition's words.
  public enum Why: Hashable, Sendable {
    case nothing
    case unknownWord(String, known: [String])
    case unknownAlarm(String)
    case missing(String, after: String)
    case noNumber(String)
    case wrongUnit(String, unit: String)
    /// The comparison would always hold, or never.
    case decidesNothing(String, quantity: String, accepted: String)
    case tooMuch(String)
  }
  public var why: Why
  /// How many characters stand before the word.
  public var offset: Int
}

/// Everything that is wrong with a condition, in its order; at least one thing.
public struct ConditionErrors: Error, Hashable, Sendable {
  public let all: [ConditionError]
}

extension ConditionError.Why {
  public var sentence: String {
    switch self {
    case .nothing: "a condition is missing"
    case .unknownWord(let word, let known):
      "'\(word)' is nothing that a condition knows" + Spelling.hint(for: word, among: known)
    case .unknownAlarm(let word):
      "there is no alarm '\(word)'" + Spelling.hint(for: word, among: ConditionParser.alarms)
    case .missing(let what, let word): "\(what) is missing after '\(word)'"
    case .noNumber(let word): "'\(word)' is no number"
    case .wrongUnit(let word, let unit): "'\(word)' is not the unit here; it is \(unit)"
    case .decidesNothing(let comparison, let quantity, let accepted):
      "'\(comparison)' decides nothing: \(quantity) is from \(accepted)"
    case .tooMuch(let word): "'\(word)' stands where and, or, or the end is expected"
    }
  }
}

extension Condition {
  /// `or` binds weakest, then `and`, then `not`; there are no brackets. Throws every error, not only the
  /// first.
  public init(_ text: some StringProtocol) throws(ConditionErrors) {
    var parser = ConditionParser(text)
    self = parser.whole()
    guard parser.errors.isEmpty else { throw ConditionErrors(all: parser.errors) }
  }
}

/// After an error it goes on reading at the next `and` or `or`.
private struct ConditionParser {
  private(set) var errors: [ConditionError] = []
  private var words: ArraySlice<(word: String, offset: Int)>
  private let length: Int
  private var last = ""

  private var next: (word: String, offset: Int)? { words.first }

  init(_ text: some StringProtocol) {
    var found: [(word: String, offset: Int)] = []
    var word = ""
    for (offset, character) in text.enumerated() {
      if character == " " || character == "\t" {
        if !word.isEmpty { found.append((word, offset - word.count)) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { found.append((word, text.count - word.count)) }
    words = found[...]
    length = text.count
  }

  mutating func whole() -> Condition {
    let condition = alternatives()
    while let left = next {
      errors.append(ConditionError(why: .tooMuch(left.word), offset: left.offset))
      goOn()
      if takes("and") || takes("or") { _ = alternatives() }
    }
    return condition
  }

  private mutating func alternatives() -> Condition {
    var parts = [together()]
    while takes("or") { parts.append(together()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func together() -> Condition {
    var parts = [part()]
    while takes("and") { parts.append(part()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Returns any condition after an error, since nothing is made of one with errors.
  private mutating func part() -> Condition {
    do throws(ConditionError) { return try single() } catch {
      errors.append(error)
      goOn()
      return .always
    }
  }

  /// Skips to where the next part begins.
  private mutating func goOn() { words = words.drop { $0.word != "and" && $0.word != "or" } }

  private mutating func single() throws(ConditionError) -> Condition {
    if takes("not") { return .not(try single()) }
    guard let (word, offset) = pop() else { throw missing("a condition") }
    if let phase = Phase(rawValue: word) { return .phase(phase) }
    switch word {
    case "always": return .always
    case "started": return .started
    case "stopped": return .stopped
    case "escort": return .escortIsHere
    case "alarm": return .alarm(try alarm())
    case "done": return .done(try deed())
    default: break
    }
    guard let subject = Condition.Subject(rawValue: word) else {
      throw ConditionError(why: .unknownWord(word, known: Self.known), offset: offset)
    }
    return try comparison(of: subject)
  }

  private mutating func alarm() throws(ConditionError) -> AlarmID {
    guard let (word, offset) = pop() else { throw missing("an alarm's id") }
    guard let id = AlarmID(word) else { throw ConditionError(why: .unknownAlarm(word), offset: offset) }
    return id
  }

  private mutating func deed() throws(ConditionError) -> Deed {
    guard let (word, offset) = pop() else { throw missing("what was done") }
    guard let deed = Deed(word) else {
      throw ConditionError(why: .unknownWord(word, known: Deed.names), offset: offset)
    }
    return deed
  }

  private mutating func comparison(of subject: Condition.Subject) throws(ConditionError) -> Condition {
    guard let (sign, signOffset) = pop() else { throw missing("< or >") }
    guard let comparison = Condition.Comparison(rawValue: sign) else {
      throw ConditionError(why: .unknownWord(sign, known: ["<", ">"]), offset: signOffset)
    }
    guard let (number, offset) = pop() else { throw missing("a number") }
    guard let bound = Fixed(number) else { throw ConditionError(why: .noNumber(number), offset: offset) }
    guard subject.canBe(comparison, bound) else {
      let unit = subject.unit.isEmpty ? "" : " \(subject.unit)"
      let accepted = "\(subject.range.lowerBound) to \(subject.range.upperBound)\(unit)"
      let text = "\(subject.rawValue) \(sign) \(number)"
      throw ConditionError(
        why: .decidesNothing(text, quantity: subject.rawValue, accepted: accepted), offset: offset)
    }
    if let unit = next, !["and", "or"].contains(unit.word) {
      guard unit.word == subject.unit else {
        throw ConditionError(why: .wrongUnit(unit.word, unit: subject.unit), offset: unit.offset)
      }
      _ = pop()
    }
    return .is(subject, comparison, bound)
  }

  private mutating func takes(_ word: String) -> Bool {
    guard next?.word == word else { return false }
    _ = pop()
    return true
  }

  private mutating func pop() -> (String, Int)? {
    guard let first = words.popFirst() else { return nil }
    last = first.word
    return (first.word, first.offset)
  }

  private func missing(_ what: String) -> ConditionError {
    ConditionError(why: last.isEmpty ? .nothing : .missing(what, after: last), offset: length)
  }

  /// The alarm names that do not depend on a clinic's devices.
  static let alarms: [String] = {
    let limits = Vital.allCases.flatMap { vital in
      Side.allCases.map { AlarmID.limit(vital, $0) } + [.noValue(vital), .disagree(vital)]
    }
    let others: [AlarmID] = [
      .nibpOverdue, .nibpFailed, .checkOverdue, .infusionNearEnd, .infusionOverrun, .journalFailing,
      .journalSpace, .soundFailing, .clockStepped,
    ]
    return (limits + PumpCondition.allCases.map(AlarmID.pump) + others).map(\.description)
  }()

  private static let known =
    ["always", "started", "stopped", "escort", "alarm", "done", "not"] + Phase.allCases.map(\.rawValue)
    + Condition.Subject.allCases.map(\.rawValue)
}

extension Condition.Subject {
  /// Whether a comparison can hold at one time and fail at another.
  fileprivate func canBe(_ comparison: Condition.Comparison, _ bound: Fixed) -> Bool {
    switch comparison {
    case .below: range.contains(bound) && bound > range.lowerBound
    case .above: range.contains(bound) && bound < range.upperBound
    }
  }
}
