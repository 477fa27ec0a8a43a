public import InfusionCore
import JSONLines
import Quantities

/// What a journal knows before its first entry: enough to begin the same session again.
public struct SessionHeader: Hashable, Sendable {
  public static let format = "chairside-session"
  public static let formatVersion = 2

  public var programVersion: String
  public var engineVersion: String
  /// The id: the name of the session's folder.
  public var session: String
  /// The version of the format that it was read in; that of this program for a new one.
  public private(set) var formatVersion = Self.formatVersion
  /// 1 for `journal.jsonl`.
  public var segment: Int
  /// From segment 2 on: the hash of the entry behind which this segment begins.
  public var afterHash: RunningHash?
  /// From segment 2 on: why there is one.
  public var why: String?
  /// The plan with the whole configuration in force.
  public var plan: SessionPlan
  /// Which drill it is; nil for any other session.
  public var drill: DrillSetting?
  /// A copy for teaching: without reference and initials, its dates moved.
  public var isRedacted = false
  /// The kernel's boot id, CLOCK_BOOTTIME and the wall clock at session time 0.
  public var boot: String
  public var anchorBootMilliseconds: Int64
  public var anchorWall: WallTime

  public init(
    programVersion: String, engineVersion: String, session: String, plan: SessionPlan, boot: String,
    anchorBootMilliseconds: Int64, anchorWall: WallTime
  ) {
    self.programVersion = programVersion
    self.engineVersion = engineVersion
    self.session = session
    segment = 1
    self.plan = plan
    self.boot = boot
    self.anchorBootMilliseconds = anchorBootMilliseconds
    self.anchorWall = anchorWall
  }

  /// The header of a later segment of the same session.
  public func continued(segment: Int, after hash: RunningHash, why: String) -> SessionHeader {
    var header = self
    header.segment = segment
    header.afterHash = hash
    header.why = why
    return header
  }
}

extension SessionHeader {
  func write(to writer: inout JSONWriter) {
    writer.field("format", Self.format)
    writer.field("format_version", formatVersion)
    writer.field("program_version", programVersion)
    writer.field("engine_version", engineVersion)
    writer.field("rules_version", plan.rulesVersion)
    writer.field("session", session)
    writer.field("segment", segment)
    writer.field("after_h", ifAny: afterHash?.description)
    writer.field("why", ifAny: why)
    writer.field("origin", plan.origin.rawValue)
    if let drill {
      writer.key("drill")
      writer.value(.object(drill.fields))
    }
    writer.field("redacted", ifTrue: isRedacted)
    writer.field("chair", plan.chair)
    writer.field("patient", orNull: plan.patient)
    writer.key("weight_kg")
    writer.value(plan.weight.map { .number($0.value) } ?? .null)
    writer.field("plan", orNull: plan.plan)
    writer.key("sources")
    writer.value(.array(plan.sources.map { .object($0.fields) }))
    writer.field("boot", boot)
    writer.field("anchor_boottime_s", Fixed(thousandths: Int(anchorBootMilliseconds)))
    writer.field("anchor_wall", anchorWall.description)
    writer.key("configuration")
    writer.value(.object(plan.configuration.fields))
  }

  /// Nil unless everything is there and of a version that this one reads.
  init?(_ fields: JSONObject) {
    guard fields["format"]?.string == Self.format, let version = fields["format_version"]?.integer,
      version <= Self.formatVersion, let session = fields["session"]?.string,
      let segment = fields["segment"]?.integer, let plan = SessionPlan(fields),
      let boot = fields["boot"]?.string, let bootTime = fields["anchor_boottime_s"]?.fixed,
      let wall = fields["anchor_wall"]?.string.flatMap({ WallTime($0) })
    else { return nil }
    self.init(
      programVersion: fields["program_version"]?.string ?? "",
      engineVersion: fields["engine_version"]?.string ?? "",
      session: session, plan: plan, boot: boot, anchorBootMilliseconds: Int64(bootTime.thousandths),
      anchorWall: wall)
    self.segment = segment
    formatVersion = version
    afterHash = fields["after_h"]?.string.flatMap { RunningHash($0) }
    why = fields["why"]?.string
    isRedacted = fields["redacted"]?.bool ?? false
    drill = fields["drill"]?.object.flatMap { DrillSetting($0) }
  }
}

extension SessionPlan {
  fileprivate init?(_ fields: JSONObject) {
    guard let origin = fields["origin"]?.string.flatMap(Origin.init), let chair = fields["chair"]?.string,
      let configuration = fields["configuration"]?.object.flatMap(Configuration.init)
    else { return nil }
    self.init(
      configuration: configuration, chair: chair, patient: fields["patient"]?.string,
      weight: fields["weight_kg"]?.double.map { Kilograms($0) }, plan: fields["plan"]?.string,
      sources: fields["sources"]?.array?.compactMap { $0.object.flatMap(SourceDescription.init) } ?? [],
      origin: origin)
    rulesVersion = fields["rules_version"]?.integer ?? RulesVersion.first
  }
}

extension SourceDescription {
  fileprivate var fields: JSONObject {
    var fields: JSONObject = ["id": .string(id.name), "interval_s": .seconds(nominalInterval)]
    if let unvaryingAfter { fields["unvarying_after_s"] = .seconds(unvaryingAfter) }
    return fields
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let id = fields["id"]?.string, let interval = fields["interval_s"]?.fixed else { return nil }
    self.init(
      id: SourceID(id), nominalInterval: TimeSpan(milliseconds: Int64(interval.thousandths)),
      unvaryingAfter: fields["unvarying_after_s"]?.span)
  }
}
