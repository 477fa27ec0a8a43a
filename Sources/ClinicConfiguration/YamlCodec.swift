import InfusionCore
import Quantities

/// The problems found while a whole document is read.
struct Problems {
  private(set) var all: [ConfigurationError] = []

  mutating func add(_ why: ConfigurationError.Why, at place: Place, path: String) {
    all.append(ConfigurationError(why, at: place, path: path))
  }

  /// Adds the problems of a part. Where the part names what it accepts, the whole accepts more than that.
  mutating func add(
    _ part: Problems, naming whole: ConfigurationError.Accepted,
    insteadOf accepted: ConfigurationError.Accepted
  ) {
    all += part.all.map { problem in
      guard case .badValue(let value, accepted) = problem.why else { return problem }
      return ConfigurationError(.badValue(value, accepted: whole), at: problem.place, path: problem.path)
    }
  }

  mutating func refuse(_ node: YamlNode, _ accepted: ConfigurationError.Accepted) {
    let why: ConfigurationError.Why =
      accepted.isDecimal && node.isTooFine
      ? .tooManyDecimals(node.found) : .badValue(node.found, accepted: accepted)
    add(why, at: node.place, path: node.path)
  }
}

extension ConfigurationError.Accepted {
  fileprivate var isDecimal: Bool {
    switch self {
    case .number, .positive: true
    case .whole, .text, .flag, .words, .alarm, .list, .mapping, .or: false
    }
  }
}

extension YamlNode {
  /// The words for the value in an error.
  var found: String {
    switch kind {
    case .scalar(let text, isPlain: true): Self.beginning(of: text)
    case .scalar(let text, isPlain: false): "\"\(Self.beginning(of: text))\""
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The beginning of a long text, enough to find it, because a wrong file may be of any size.
  private static func beginning(of text: String) -> String {
    text.count > 60 ? "\(text.prefix(60))..." : text
  }

  /// The text of a value without quotes; nil for any other value.
  var plain: String? {
    if case .scalar(let text, isPlain: true) = kind { text } else { nil }
  }
}

/// Reads one kind of value from YAML, and writes it as YAML.
struct YamlCodec<Value> {
  var accepted: ConfigurationError.Accepted
  /// The keys below it, for a mapping or a list of mappings; else empty.
  var members: () -> [YamlMember] = { [] }
  /// Returns the new value, given the one before it; nil after adding a problem.
  var read: (YamlNode, Value, inout Problems) -> Value?
  var write: (Value) -> YamlText
}

extension YamlCodec {
  /// A value that is one scalar; `parse` returns nil for text that is not accepted.
  static func scalar(
    _ accepted: ConfigurationError.Accepted, parse: @escaping (YamlNode) -> Value?,
    write: @escaping (Value) -> String
  ) -> YamlCodec {
    YamlCodec(accepted: accepted) { node, _, problems in
      let value = parse(node)
      if value == nil { problems.refuse(node, accepted) }
      return value
    } write: {
      .scalar(write($0))
    }
  }

  /// The same codec for another type.
  func map<Other>(_ wrap: @escaping (Value) -> Other, _ unwrap: @escaping (Other) -> Value) -> YamlCodec<
    Other
  > {
    YamlCodec<Other>(accepted: accepted, members: members) { node, current, problems in
      read(node, unwrap(current), &problems).map(wrap)
    } write: {
      write(unwrap($0))
    }
  }

  /// The value, or a word (`off`, `none`) for none. `initial` is what a value begins with if there was none
  /// before.
  func or(_ word: String, initial: Value) -> YamlCodec<Value?> {
    let accepted = ConfigurationError.Accepted.or(accepted, word)
    return YamlCodec<Value?>(accepted: accepted, members: members) { node, current, problems in
      if node.plain == word { return .some(nil) }
      var own = Problems()
      let value = read(node, current ?? initial, &own)
      problems.add(own, naming: accepted, insteadOf: self.accepted)
      return value.map(Optional.some)
    } write: {
      $0.map(write) ?? .scalar(word)
    }
  }
}
