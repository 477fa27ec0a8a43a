import InfusionCore
public import Quantities

/// What an instructor does to the simulated patient or the devices.
///
/// The record keeps its words, and `PatientInstruction(words)` reads them again, so that a replayed drill has
/// the instruction at its place.
public enum PatientInstruction: Hashable, Sendable {
  /// One of a scenario's events happens now.
  case happen(Happening)
  case set([Setting])

  /// Gives a vital or a cause a value, or sets it free.
  public enum Setting: Hashable, Sendable {
    /// The vital has this value whatever its causes, until help that fits comes or it is set free.
    case vital(SimulatedVital, Fixed)
    /// The vital's causes decide its value again.
    case free(SimulatedVital)
    /// A trouble of this kind, 0 to 1, replaces the present one; 0 ends it.
    case cause(Trouble.Kind, Fixed)

    /// What is wrong with an instructor's words.
    public enum Problem: Error, Hashable, Sendable {
      case nothing
      case notAnAssignment(String)
      case unknown(String)
      case notANumber(String, String)
      case outOfRange(String, String, accepted: String)
    }
  }

  public init?(words: String) {
    guard case .patient(let instruction)? = try? InstructorOrder(words) else { return nil }
    self = instruction
  }

  /// What is typed and recorded.
  public var words: String {
    switch self {
    case .happen(let happening): happening.typed
    case .set(let settings): "set " + settings.map(\.words).joined(separator: " ")
    }
  }
}

extension PatientInstruction.Setting {
  /// The names of all that can be set.
  public static let names = SimulatedVital.allCases.map(\.rawValue) + Trouble.Kind.allCases.map(\.rawValue)
  private static let freed = "free"

  /// Reads `spo2=84 airway=0.5 sys=free`.
  static func all(in text: String) throws(Problem) -> [PatientInstruction.Setting] {
    var settings: [PatientInstruction.Setting] = []
    for word in text.split(whereSeparator: \.isWhitespace) { settings.append(try one(word)) }
    guard !settings.isEmpty else { throw .nothing }
    return settings
  }

  private static func one(_ word: Substring) throws(Problem) -> PatientInstruction.Setting {
    let parts = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { throw .notAnAssignment(String(word)) }
    let (name, value) = (parts[0], parts[1])
    if let vital = SimulatedVital(rawValue: name) {
      if value == freed { return .free(vital) }
      return .vital(vital, try number(value, for: name, in: vital.range))
    }
    guard let kind = Trouble.Kind(rawValue: name) else { throw .unknown(name) }
    return .cause(kind, try number(value, for: name, in: 0...1))
  }

  private static func number(
    _ text: String, for name: String, in range: ClosedRange<Fixed>
  ) throws(Problem) -> Fixed {
    guard let number = Fixed(text) else { throw .notANumber(name, text) }
    guard range.contains(number) else {
      throw .outOfRange(name, text, accepted: "\(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  var words: String {
    switch self {
    case .vital(let vital, let value): "\(vital.rawValue)=\(value)"
    case .free(let vital): "\(vital.rawValue)=\(Self.freed)"
    case .cause(let kind, let level): "\(kind.rawValue)=\(level)"
    }
  }
}

// MARK: - In sentences

extension InstructorOrder.Problem {
  public var sentence: String {
    switch self {
    case .empty: "nothing was typed"
    case .unknown(let word):
      "there is no '\(word)'" + Spelling.hint(for: word, among: InstructorOrder.verbs + Happening.names)
    case .minuteMissing: "again needs the minute of the infusion, such as 22 or 22:30"
    case .minuteMalformed(let text): "'\(text)' is no minute of the infusion, such as 22 or 22:30"
    case .speedMalformed(let text):
      "'\(text)' is no speed: \(InstructorOrder.speeds.lowerBound) to \(InstructorOrder.speeds.upperBound)"
    case .nothingSaid: "say needs the patient's words"
    case .event(let errors): errors.all.map(\.problem.sentence).joined(separator: "; ")
    case .setting(let problem): problem.sentence
    }
  }
}

extension PatientInstruction.Setting.Problem {
  var sentence: String {
    let known = PatientInstruction.Setting.names
    return switch self {
    case .nothing: "set needs what and to what: set spo2=84; known are: \(known.joined(separator: ", "))"
    case .notAnAssignment(let word): "'\(word)' is not name=value"
    case .unknown(let name): "'\(name)' cannot be set" + Spelling.choice(for: name, among: known)
    case .notANumber(let name, let text): "'\(text)' is no number for \(name)"
    case .outOfRange(let name, let text, let accepted): "\(name) \(text) is outside \(accepted)"
    }
  }
}
