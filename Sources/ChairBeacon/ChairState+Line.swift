import InfusionCore
import JSONLines
import Quantities

// A state as a line of JSON, and back. `docs/wall.md` describes it for others.

extension ChairState {
  /// One line, with its end.
  public var line: [UInt8] {
    var writer = JSONWriter(capacity: 1024)
    writer.beginObject()
    writer.field("v", Self.version)
    writer.field("kind", BeaconLine.Kind.state.rawValue)
    writer.field("chair", chair)
    writer.field("session", ifAny: session)
    writer.field("origin", origin.rawValue)
    writer.field("phase", phase.rawValue)
    writer.field("patient", ifAny: patient)
    writer.field("clock", clock)
    writer.value(.object(numbers), as: "vitals")
    writer.value(.array(alarms.map { .object($0.json) }), as: "alarms")
    if let dose { writer.value(.object(dose.json), as: "dose") }
    if let elapsed { writer.field("elapsed_s", elapsed) }
    if let planned { writer.field("planned_s", planned) }
    writer.field("record_trouble", ifAny: recordTrouble)
    writer.field("silence", ifAny: silence)
    writer.field("screen", hasScreen)
    writer.field("listens", listens)
    if !coming.isEmpty { writer.value(.array(coming.map { .object($0.json) }), as: "coming") }
    writer.endObject()
    writer.newline()
    return writer.bytes
  }

  private var numbers: JSONObject {
    var object = JSONObject()
    object["spo2"] = spo2.json
    object["hr"] = hr.json
    object["rr"] = rr.json
    object["nibp"] = pressure.map { .object($0.json) }
    return object
  }

  /// Nil unless it is a state of this version.
  init?(_ object: JSONObject) {
    guard object["v"]?.integer == Self.version, object["kind"]?.string == BeaconLine.Kind.state.rawValue,
      let chair = object["chair"]?.string, let phase = object["phase"]?.string.flatMap(Phase.init),
      let origin = object["origin"]?.string.flatMap(Origin.init)
    else { return nil }
    self.init()
    self.chair = chair
    self.phase = phase
    self.origin = origin
    session = object["session"]?.string
    patient = object["patient"]?.string
    clock = object["clock"]?.string ?? ""
    let vitals = object["vitals"]?.object ?? JSONObject()
    spo2 = ToldNumber(vitals["spo2"])
    hr = ToldNumber(vitals["hr"])
    rr = ToldNumber(vitals["rr"])
    pressure = vitals["nibp"]?.object.flatMap { ToldPressure($0) }
    alarms = (object["alarms"]?.array ?? []).compactMap { $0.object.flatMap { ToldAlarm($0) } }
    dose = object["dose"]?.object.flatMap { ToldDose($0) }
    elapsed = object.span("elapsed_s")
    planned = object.span("planned_s")
    recordTrouble = object["record_trouble"]?.string
    silence = object["silence"]?.string
    hasScreen = object["screen"]?.bool ?? true
    listens = object["listens"]?.bool ?? false
    coming = (object["coming"]?.array ?? []).compactMap { $0.object.flatMap { ToldComing($0) } }
  }
}

extension ToldNumber {
  fileprivate var json: JSONValue? {
    switch self {
    case .fresh(let value, let age): .object(Self.fields("fresh", value, age))
    case .old(let value, let age): .object(Self.fields("old", value, age))
    case .absent: nil
    }
  }

  private static func fields(_ state: String, _ value: Fixed, _ age: TimeSpan) -> JSONObject {
    ["state": .string(state), "value": .fixed(value), "age_s": .span(age)]
  }

  fileprivate init(_ json: JSONValue?) {
    guard let object = json?.object, let value = object["value"]?.fixed, let age = object.span("age_s") else {
      self = .absent
      return
    }
    self = object["state"]?.string == "fresh" ? .fresh(value, age: age) : .old(value, age: age)
  }
}

extension ToldPressure {
  fileprivate var json: JSONObject {
    var object: JSONObject = ["state": .string(isFresh ? "fresh" : "old"), "age_s": .span(age)]
    object["sys"] = sys.map(JSONValue.fixed)
    object["dia"] = dia.map(JSONValue.fixed)
    object["map"] = map.map(JSONValue.fixed)
    if isDoubtful { object["doubtful"] = .bool(true) }
    return object
  }

  fileprivate init?(_ object: JSONObject) {
    guard let age = object.span("age_s") else { return nil }
    self.init(
      sys: object["sys"]?.fixed, dia: object["dia"]?.fixed, map: object["map"]?.fixed,
      isFresh: object["state"]?.string == "fresh", age: age, isDoubtful: object["doubtful"]?.bool ?? false)
  }
}

extension ToldAlarm {
  fileprivate var json: JSONObject {
    var object: JSONObject = [
      "id": .string(id), "priority": .string(priority.name), "text": .string(text), "since_s": .span(age),
      "latched": .bool(isLatched), "acknowledged": .bool(isAcknowledged),
    ]
    object["by"] = acknowledgedBy.map(JSONValue.string)
    return object
  }

  fileprivate init?(_ object: JSONObject) {
    guard let id = object["id"]?.string, let text = object["text"]?.string,
      let priority = object["priority"]?.string.flatMap({ AlarmPriority(name: $0) })
    else { return nil }
    self.init(
      id: id, priority: priority, text: text, age: object.span("since_s") ?? .zero,
      isLatched: object["latched"]?.bool ?? false, isAcknowledged: object["acknowledged"]?.bool ?? false,
      acknowledgedBy: object["by"]?.string)
  }
}

extension ToldComing {
  fileprivate var json: JSONObject { ["by": .string(by), "since_s": .span(age)] }

  fileprivate init?(_ object: JSONObject) {
    guard let by = object["by"]?.string else { return nil }
    self.init(by: by, age: object.span("since_s") ?? .zero)
  }
}

extension ToldDose {
  fileprivate var json: JSONObject {
    [
      "delivered_mg": .fixed(delivered.fixed), "ordered_mg": .fixed(ordered.fixed),
      "estimated": .bool(isEstimated), "up_to": .bool(isUpTo), "rate_ml_h": .fixed(rate.fixed),
    ]
  }

  fileprivate init?(_ object: JSONObject) {
    guard let delivered = object["delivered_mg"]?.double, let ordered = object["ordered_mg"]?.double,
      let rate = object["rate_ml_h"]?.double
    else { return nil }
    self.init(
      delivered: Milligrams(delivered), ordered: Milligrams(ordered),
      isEstimated: object["estimated"]?.bool ?? true, isUpTo: object["up_to"]?.bool ?? false,
      rate: MillilitresPerHour(rate))
  }
}

extension JSONObject {
  fileprivate func span(_ key: String) -> TimeSpan? {
    self[key]?.fixed.map { TimeSpan(milliseconds: Int64($0.thousandths)) }
  }
}

extension JSONValue {
  fileprivate static func span(_ span: TimeSpan) -> JSONValue {
    .fixed(Fixed(thousandths: Int(span.milliseconds)))
  }
}

extension JSONWriter {
  fileprivate mutating func value(_ value: JSONValue, as name: String) {
    key(name)
    self.value(value)
  }
}
