import Devices
import SerialSettings

/// One case of the conformance corpus: what a device sends, and what is to be read from it. The format is
/// described in `Fixtures/devices/README.md`.
struct CorpusCase {
  enum Step: Hashable {
    /// The port is opened.
    case open
    /// Seconds, in milliseconds.
    case at(Int64)
    case bytes([UInt8])
    /// A reading in words, sorted; nil for none.
    case reads([String]?)
    case tells(String)
    case sends([UInt8])
  }
  var kind: DeviceKind
  /// `?address=3` behind the kind.
  var address: LineAddress?
  /// Where the fact is from.
  var source: String
  var line: String
  /// With the numbers of their lines.
  var steps: [(line: Int, step: Step)]
}

/// Why a case cannot be understood.
struct CorpusFault: Error, Hashable, CustomStringConvertible {
  var line: Int
  var what: String
  var description: String { "line \(line): \(what)" }
}

extension CorpusCase {
  init(_ text: String) throws {
    var head: [Substring: Substring] = [:]
    steps = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard let verb = words.first, !verb.hasPrefix("#") else { continue }
      let rest = words.count > 1 ? words[1] : ""
      if ["kind", "from", "line"].contains(verb) {
        guard steps.isEmpty, head.updateValue(rest, forKey: verb) == nil, !rest.isEmpty else {
          throw CorpusFault(
            line: index + 1, what: "'\(verb)' stands once, above the bytes, and says something")
        }
      } else {
        steps.append((index + 1, try Self.step(verb, rest, index + 1)))
      }
    }
    guard let kind = head["kind"], let source = head["from"] else {
      throw CorpusFault(line: 1, what: "a case says its 'kind' and where the fact is 'from'")
    }
    guard steps.contains(where: { if case .bytes = $0.step { true } else { false } }) else {
      throw CorpusFault(line: lines.count, what: "no bytes")
    }
    self.kind = try DeviceKind.named(kind.prefix { $0 != "?" })
    address = LineAddress(kind.drop { $0 != "=" }.dropFirst())
    guard address != nil || !kind.contains("?") else {
      throw CorpusFault(line: 1, what: "'\(kind)' has no address that can be")
    }
    self.source = String(source)
    line = head["line"].map(String.init) ?? self.kind.line.description
  }

  private static func step(_ verb: Substring, _ rest: Substring, _ line: Int) throws -> Step {
    switch verb {
    case "open" where rest.isEmpty: return .open
    case "at":
      guard let seconds = Double(rest), seconds >= 0 else {
        throw CorpusFault(line: line, what: "'\(rest)' is no time in seconds")
      }
      return .at(Int64((seconds * 1000).rounded()))
    case "hex": return .bytes(try hex(rest, line))
    case "text": return .bytes(try text(rest, line))
    case "notify": return .bytes(try notified(rest, line))
    case "sends": return .sends(try hex(rest, line))
    case "tells": return .tells(String(rest))
    case "reads":
      let words = withoutComment(rest).split(separator: " ").map(String.init).sorted()
      guard !words.isEmpty else { throw CorpusFault(line: line, what: "'reads' what? 'reads nothing'?") }
      return .reads(words == ["nothing"] ? nil : words)
    default: throw CorpusFault(line: line, what: "'\(verb)' is no word of a case")
    }
  }

  private static func withoutComment(_ text: Substring) -> Substring { text.prefix { $0 != "#" } }

  /// `x3` says it three times.
  private static func times(_ rest: inout Substring) -> Int {
    guard rest.first == "x", let count = Int(rest.dropFirst().prefix { $0 != " " }) else { return 1 }
    rest = rest.drop { $0 != " " }.drop { $0 == " " }
    return count
  }

  private static func hex(_ text: Substring, _ line: Int) throws -> [UInt8] {
    var rest = withoutComment(text)
    let count = times(&rest)
    let bytes = try rest.split(separator: " ").map { digits in
      guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16) else {
        throw CorpusFault(line: line, what: "'\(digits)' is no byte")
      }
      return byte
    }
    return Array(repeating: bytes, count: count).flatMap { $0 }
  }

  /// The name of a characteristic, and its value.
  private static func notified(_ text: Substring, _ line: Int) throws -> [UInt8] {
    var rest = withoutComment(text)
    let count = times(&rest)
    let name = rest.prefix { $0 != " " }
    guard let characteristic = BluetoothUUID(name) else {
      throw CorpusFault(line: line, what: "'\(name)' names no characteristic")
    }
    let frame = NotifiedValue(of: characteristic, try hex(rest.dropFirst(name.count), line)).bytes
    return Array(repeating: frame, count: count).flatMap { $0 }
  }

  /// `\r`, `\n`, `\\` and `\x02` stand for their bytes.
  private static func text(_ text: Substring, _ line: Int) throws -> [UInt8] {
    var rest = text
    let count = times(&rest)
    var bytes: [UInt8] = []
    while let character = rest.popFirst() {
      guard character == "\\" else {
        bytes += String(character).utf8
        continue
      }
      switch rest.popFirst() {
      case "r": bytes.append(0x0D)
      case "n": bytes.append(0x0A)
      case "\\": bytes.append(0x5C)
      case "x":
        guard let byte = UInt8(rest.prefix(2), radix: 16) else {
          throw CorpusFault(line: line, what: "no two hex digits behind \\x")
        }
        bytes.append(byte)
        rest = rest.dropFirst(2)
      default: throw CorpusFault(line: line, what: "an unknown escape")
      }
    }
    return Array(repeating: bytes, count: count).flatMap { $0 }
  }
}
