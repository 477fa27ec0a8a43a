import InfusionCore
import JSONLines

/// Takes out of a record what could lead to a person: the patient's reference, initials, the real dates,
/// serial numbers, and what people wrote. The same name always becomes the same other one, so that who
/// answered whom stays, and the inputs still give the events.
///
///     var redaction = Redaction(days: -371, session: "2025-10-11T080203Z_2_00aa11")
///     let bytes = try redaction.journal(of: segments, sealedBy: key)
///
/// What stays: times of the day, weight, vitals, doses, the clinic's own configuration.
public struct Redaction: Sendable {
  /// By how many days every date moves.
  public let days: Int
  /// The new session's id.
  public let session: String
  /// Leaves notes and reasons as they were written. Only a person can tell whether a name stands in them.
  public let keepsWords: Bool
  private var initials = Pseudonyms { Self.letters($0) }
  private var patients = Pseudonyms { "redacted-\($0 + 1)" }
  private var things: [String: Pseudonyms] = [:]

  public init(days: Int, session: String, keepsWords: Bool = false) {
    self.days = days
    self.session = session
    self.keepsWords = keepsWords
  }

  static let leftOut = "left out"

  /// `AA`, `AB`, `AC`.
  private static func letters(_ number: Int) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return String([alphabet[number / 26 % 26], alphabet[number % 26]])
  }

  func moved(_ wall: WallTime) -> WallTime { wall.advanced(byMilliseconds: Int64(days) * 86_400_000) }

  mutating func redact(_ header: SessionHeader) -> SessionHeader {
    var new = header
    new.session = session
    new.isRedacted = true
    // A clinic's own scenario is free text, and may name somebody.
    new.drill?.text = nil
    new.segment = 1
    (new.afterHash, new.why) = (nil, nil)
    new.boot = Self.leftOut
    new.anchorWall = moved(header.anchorWall)
    new.plan.patient = header.plan.patient.map { patients[$0] }
    // A copy shown to trainees is nobody's treatment, and must stand in no list of a clinic.
    if header.plan.origin == .live { new.plan.origin = .replay }
    return new
  }

  /// An entry's members, without `n`, `t` and `wall`.
  mutating func redact(_ members: JSONObject, of kind: String) -> JSONObject {
    var new = members
    for index in new.members.indices {
      let member = new.members[index]
      new.members[index].value = redact(member.value, under: member.key, of: kind)
    }
    return new
  }

  private mutating func redact(_ value: JSONValue, under key: String, of kind: String) -> JSONValue {
    switch value {
    case .object(let object): return .object(redact(object, of: kind))
    case .array(let items): return .array(items.map { redact($0, under: key, of: kind) })
    case .string(let text): return .string(redact(text, under: key, of: kind))
    case .null, .bool, .fixed, .double: return value
    }
  }

  private mutating func redact(_ text: String, under key: String, of kind: String) -> String {
    switch key {
    case "by", "second": return text.isEmpty ? text : initials[Self.person(text)]
    case "patient": return patients[text]
    case "session", "serial", "adapter", "bed", "lot", "boot", "address", "program":
      return things[key, default: Pseudonyms { "\(key) \($0 + 1)" }][text]
    case "date": return WallTime("\(text)T12:00:00.000+00:00").map { moved($0).day } ?? Self.leftOut
    case "text", "override", "note", "struck": return words(text)
    case "reason": return Self.wordedKinds.contains(kind) ? text : words(text)
    default: return text
    }
  }

  /// Kinds whose reason is one of a list, or made from their other members.
  private static let wordedKinds: Set = ["alarm.ended", "audio.resumed", "hold.ended", "refused", "anchor"]

  /// A reason without words stays one, because the action was refused for it.
  private func words(_ text: String) -> String {
    if keepsWords || text.isEmpty { return text }
    return text.count(where: \.isLetter) >= 3 ? Self.leftOut : "--"
  }

  /// Blanks and capitals do not make another person.
  private static func person(_ initials: String) -> String { initials.lowercased().filter { $0 != " " } }
}

/// Names for names, in the order in which they came.
private struct Pseudonyms: Sendable {
  private var known: [String: String] = [:]
  private let make: @Sendable (Int) -> String

  init(_ make: @escaping @Sendable (Int) -> String) { self.make = make }

  subscript(name: String) -> String {
    mutating get {
      if let known = known[name] { return known }
      let new = make(known.count)
      known[name] = new
      return new
    }
  }
}

extension WallTime {
  fileprivate var day: String { String(description.prefix(10)) }
}
