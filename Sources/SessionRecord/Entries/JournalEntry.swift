public import InfusionCore
public import JSONLines
public import Quantities

/// One line of a journal.
public struct JournalEntry: Hashable, Sendable {
  public var number: Int
  public var time: SessionTime
  public var wall: WallTime
  public var content: EntryContent

  public init(number: Int, time: SessionTime, wall: WallTime, content: EntryContent) {
    self.number = number
    self.time = time
    self.wall = wall
    self.content = content
  }
}

/// What a line of a journal tells.
public enum EntryContent: Hashable, Sendable {
  indirect case header(SessionHeader)
  case input(Input)
  case event(Event)
  case anchor(ClockAnchor)
  case recovered(RecoveredTail)
  case seal(Seal)
  /// What came of a drill.
  case drillScore(DrillResult)
  /// A kind that this version does not know, or whose fields it cannot read: kept as it came.
  case other(kind: String, JSONObject)
}

/// Ties this boot's clock to this entry's session time and wall time, from here on.
public struct ClockAnchor: Hashable, Sendable {
  public var boot: String
  public var bootMilliseconds: Int64
  public var reason: String

  public init(boot: String, bootMilliseconds: Int64, reason: String) {
    self.boot = boot
    self.bootMilliseconds = bootMilliseconds
    self.reason = reason
  }
}

extension ClockAnchor {
  /// The reason of an anchor where a session is resumed.
  public static let resumed = "resumed"

  /// The same of a drill whose time stood still since.
  public static func resumedFrozen(_ why: String) -> String { "\(resumed) as it stood frozen: \(why)" }

  /// Whether a session is resumed here.
  public var isOfResume: Bool { reason.hasPrefix(Self.resumed) }

  /// The reason of an anchor where a drill's instructor changed its speed.
  public static func reason(ofSpeed speed: Int) -> String { "\(speedWords)\(speed)\(speedUnit)" }

  /// The reason of an anchor where a drill is taken again at the speed that the first one was given.
  public static func reason(ofKeptSpeed speed: Int) -> String { "\(keptWords)\(speed)\(speedUnit)" }

  /// The speed that a drill has from here on; nil of an anchor that says something else.
  public var speed: Int? { givenSpeed ?? speed(behind: Self.keptWords) }

  /// The speed that an instructor gave the drill here; nil for any other anchor.
  public var givenSpeed: Int? { speed(behind: Self.speedWords) }

  private func speed(behind words: String) -> Int? {
    guard reason.hasPrefix(words), reason.hasSuffix(Self.speedUnit) else { return nil }
    return Int(reason.dropFirst(words.count).dropLast(Self.speedUnit.count))
  }

  private static let speedWords = "the drill goes at "
  private static let keptWords = "the drill keeps its speed of "
  private static let speedUnit = " s in a second"
}

/// A torn tail that was moved out of the way when the session was opened again.
public struct RecoveredTail: Hashable, Sendable {
  public var segment: Int
  public var offset: Int
  public var bytes: Int

  public init(segment: Int, offset: Int, bytes: Int) {
    self.segment = segment
    self.offset = offset
    self.bytes = bytes
  }
}

/// The end of a closed session's record.
public struct Seal: Hashable, Sendable {
  /// How many entries stand before it.
  public var entries: Int
  public var segments: Int
  /// By the station that sealed it; nil where it has no key.
  public var signature: SealSignature?

  public init(entries: Int, segments: Int, signature: SealSignature? = nil) {
    self.entries = entries
    self.segments = segments
    self.signature = signature
  }
}

extension EntryContent {
  public var kind: String {
    switch self {
    case .header: "header"
    case .input(let input): input.kind
    case .event(let event): event.name
    case .anchor: "anchor"
    case .recovered: "recovered"
    case .seal: "seal"
    case .drillScore: "drill.score"
    case .other(let kind, _): kind
    }
  }

  /// Whether it must be on disk within 250 ms: what people did, alarms, the infusion. Readings have a second.
  public var isUrgent: Bool {
    switch self {
    case .input(let input): input.isUrgent
    case .event, .header, .anchor, .recovered, .seal, .drillScore, .other: true
    }
  }

  /// Whether it only prepares a resume, which the `interruption` behind it tells. If the station died between
  /// the two, nobody has watched up to its time.
  public var preparesResume: Bool {
    switch self {
    case .anchor(let anchor): anchor.isOfResume
    case .recovered: true
    case .header, .input, .event, .seal, .drillScore, .other: false
    }
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .header(let header): header.write(to: &writer)
    case .input(let input): input.write(to: &writer)
    case .event(let event): event.write(to: &writer)
    case .anchor(let anchor):
      writer.field("boot", anchor.boot)
      writer.field("boottime_s", Fixed(thousandths: Int(anchor.bootMilliseconds)))
      writer.field("reason", anchor.reason)
    case .recovered(let tail):
      writer.field("segment", tail.segment)
      writer.field("offset", tail.offset)
      writer.field("bytes", tail.bytes)
    case .seal(let seal):
      writer.field("entries", seal.entries)
      writer.field("segments", seal.segments)
      if let signature = seal.signature {
        writer.field("key", signature.key.description)
        writer.field("signature", signature.text)
      }
    case .drillScore(let result): writer.members(of: result.fields)
    case .other(_, let fields): writer.members(of: fields)
    }
  }

  /// Reads the fields of a line of that kind.
  init(kind: String, _ line: JSONLine) {
    self = Self.known(kind, line) ?? .other(kind: kind, line.furtherMembers())
  }

  private static func known(_ kind: String, _ line: JSONLine) -> EntryContent? {
    switch kind {
    case "reading": Reading(line).map { .input(.reading($0)) }
    case "header": SessionHeader(line.furtherMembers()).map(EntryContent.header)
    case "anchor": ClockAnchor(line).map(EntryContent.anchor)
    case "recovered": RecoveredTail(line).map(EntryContent.recovered)
    case "seal": Seal(line).map(EntryContent.seal)
    case "drill.score": DrillResult(line.furtherMembers()).map(EntryContent.drillScore)
    default:
      Input(kind: kind, line).map(EntryContent.input) ?? Event(name: kind, line).map(EntryContent.event)
    }
  }
}

extension ClockAnchor {
  fileprivate init?(_ line: JSONLine) {
    guard let boot = line.text("boot"), let boottime = line.fixed("boottime_s"),
      let reason = line.text("reason")
    else { return nil }
    self.init(boot: boot, bootMilliseconds: Int64(boottime.thousandths), reason: reason)
  }
}

extension RecoveredTail {
  fileprivate init?(_ line: JSONLine) {
    guard let segment = line.integer("segment"), let offset = line.integer("offset"),
      let bytes = line.integer("bytes")
    else { return nil }
    self.init(segment: segment, offset: offset, bytes: bytes)
  }
}

extension Seal {
  fileprivate init?(_ line: JSONLine) {
    guard let entries = line.integer("entries"), let segments = line.integer("segments") else { return nil }
    let signature = line.text("key").flatMap { key in
      line.text("signature").flatMap { SealSignature(key: key, signature: $0) }
    }
    self.init(entries: entries, segments: segments, signature: signature)
  }
}

extension JSONLine {
  /// All members but those that every entry has.
  func furtherMembers() -> JSONObject {
    var object = JSONObject()
    for member in members {
      let key = key(of: member)
      guard !["n", "t", "wall", "kind", "h"].contains(key), let value = value(of: member) else { continue }
      object.members.append(.init(key, value))
    }
    return object
  }
}
