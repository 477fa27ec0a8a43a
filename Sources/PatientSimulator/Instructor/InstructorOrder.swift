import InfusionCore
public import Quantities

/// A line that an instructor types to change a drill.
///
///     airway level=0.8 onset=45s       an event of a scenario, now
///     set spo2=84                      a vital, or one of its causes, is this from now on
///     say I feel sick                  the patient speaks
///     freeze, go                       time stands still, and goes on
///     speed 10                         ten seconds in one, from now on
///     again 22                         the drill from minute 22 of the infusion, as another session
public enum InstructorOrder: Hashable, Sendable {
  case patient(PatientInstruction)
  case freeze
  case goOn
  /// Runs so many seconds of the drill in one second.
  case speed(Int)
  /// Takes the drill again from so long after the start of the infusion.
  case again(minute: TimeSpan)

  /// Why a line is no order.
  public enum Problem: Error, Hashable, Sendable {
    case empty
    case unknown(String)
    case minuteMissing
    case minuteMalformed(String)
    case speedMalformed(String)
    case nothingSaid
    case event(ScenarioErrors)
    case setting(PatientInstruction.Setting.Problem)
  }

  /// The words that no event has for a name.
  static let verbs = ["inject", "set", "say", "freeze", "go", "speed", "again"]

  public init(_ line: String) throws(Problem) {
    let (verb, rest) = Self.split(line)
    switch verb {
    case "": throw .empty
    case "freeze": self = .freeze
    case "go": self = .goOn
    case "speed":
      guard let speed = Int(rest), Self.speeds.contains(speed) else { throw .speedMalformed(rest) }
      self = .speed(speed)
    case "again": self = .again(minute: try Self.minute(rest))
    case "say":
      guard !rest.isEmpty else { throw .nothingSaid }
      self = .patient(.happen(.say(rest)))
    case "set":
      do throws(PatientInstruction.Setting.Problem) {
        self = .patient(.set(try PatientInstruction.Setting.all(in: rest)))
      } catch { throw .setting(error) }
    case "inject": self = .patient(.happen(try Self.happening(rest)))
    default:
      guard Happening.names.contains(verb) else { throw .unknown(verb) }
      self = .patient(.happen(try Self.happening(line)))
    }
  }

  /// The fastest is a minute in a second: faster, nobody could answer.
  static let speeds = 1...60

  static func split(_ line: String) -> (first: String, rest: String) {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let rest = words.count > 1 ? words[1].drop(while: \.isWhitespace) : ""
    return (words.first.map(String.init) ?? "", rest.trimmedEnd)
  }

  /// Reads `22` or `22:30`, minutes of the infusion.
  private static func minute(_ text: String) throws(Problem) -> TimeSpan {
    guard !text.isEmpty else { throw .minuteMissing }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let minutes = Int64(parts[0]), (0...600).contains(minutes) else {
      throw .minuteMalformed(text)
    }
    guard parts.count == 2 else { return .minutes(minutes) }
    guard parts[1].utf8.count == 2, let seconds = Int64(parts[1]), (0..<60).contains(seconds) else {
      throw .minuteMalformed(text)
    }
    return .minutes(minutes) + .seconds(seconds)
  }

  /// Reads `airway level=0.8 onset=45`: the words of a scenario's line, without its time.
  static func happening(_ words: String) throws(Problem) -> Happening {
    let (name, rest) = split(words)
    if name == "say" {
      guard !rest.isEmpty else { throw .nothingSaid }
      return .say(rest)
    }
    guard Happening.names.contains(name) else { throw .unknown(name) }
    do throws(ScenarioErrors) { return try Happening(named: name, words: rest) } catch { throw .event(error) }
  }
}

extension Happening {
  /// The line that an instructor would type for it.
  public var typed: String {
    if case .say(let sentence) = self { return "say \(sentence)" }
    let (name, fields) = words
    // A word of a line has no blank in it: `onset=45s`.
    return ([name] + fields.map { "\($0.key)=\($0.value.filter { $0 != " " })" }).joined(separator: " ")
  }

  /// Reads `level=0.8 onset=45` for an event of that name; just `0.8` if the event's value needs no name.
  init(named name: String, words: String) throws(ScenarioErrors) {
    var errors: [ScenarioError] = []
    let words = Self.joined(words.split(whereSeparator: \.isWhitespace).map(String.init))
    let fields = words.compactMap { word -> ScenarioFields.Field? in
      if words.count == 1, !word.contains("="), let key = Self.onlyField[name], word != key {
        return ScenarioFields.Field(key: key, value: word, line: 1, column: 1)
      }
      guard let mark = word.firstIndex(of: "="), mark != word.startIndex else {
        errors.append(ScenarioError(line: 1, column: 1, problem: .fieldMalformed(word)))
        return nil
      }
      return ScenarioFields.Field(
        key: String(word[..<mark]), value: String(word[word.index(after: mark)...]), line: 1, column: 1)
    }
    var read = ScenarioFields(event: name, line: 1, column: 1, fields: fields)
    let happening = Happening(&read)
    if happening != nil { read.end() }
    errors += read.errors
    guard errors.isEmpty, let happening else { throw ScenarioErrors(errors) }
    self = happening
  }

  /// Joins a number and its unit to one word, as a file has it, where people typed them apart:
  /// `probe-off 4 min`.
  private static func joined(_ words: [String]) -> [String] {
    words.reduce(into: []) { joined, word in
      guard let last = joined.last, case .withoutUnit? = WrittenSpan(value(of: last)),
        case .span? = WrittenSpan("1 \(word)")
      else { return joined.append(word) }
      joined[joined.count - 1] = last + word
    }
  }

  /// The text after `=`; the whole word if it has none.
  private static func value(of word: String) -> Substring {
    word.firstIndex(of: "=").map { word[word.index(after: $0)...] } ?? word[...]
  }
}

extension Substring {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
