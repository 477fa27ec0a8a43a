public import ChairBeacon
import InfusionCore
import JSONLines
import Quantities

/// A line that a drill's station says to an instructor's console.
public enum DeskLine: Hashable, Sendable {
  case truth(ToldTruth)
  /// What the trainee's screen shows.
  case chair(ChairState)
  /// The answer to a line that the instructor typed.
  case answer(DeskAnswer)
  /// Something that every console should know, such as that there is another one.
  case notice(String)
  /// The drill is over.
  case farewell
  /// A line of a later version.
  case other

  enum Kind: String { case truth, answer, notice }

  /// Nil if the bytes are no such line.
  public init?(_ bytes: [UInt8]) {
    guard let object = try? JSONParser.parse(bytes).object, let kind = object["kind"]?.string else {
      return nil
    }
    switch Kind(rawValue: kind) {
    case .truth:
      guard let truth = ToldTruth(object) else { return nil }
      self = .truth(truth)
    case .answer:
      guard let words = object["words"]?.string, let isRefusal = object["refused"]?.bool else { return nil }
      self = .answer(DeskAnswer(words, isRefusal: isRefusal))
    case .notice:
      guard let words = object["words"]?.string else { return nil }
      self = .notice(words)
    case nil:
      switch BeaconLine(bytes) {
      case .state(let state)?: self = .chair(state)
      case .farewell?: self = .farewell
      case .event?, .other?, nil: self = .other
      }
    }
  }
}

extension DeskLine {
  /// A notice as a line, with its end.
  public static func notice(saying words: String) -> [UInt8] {
    let object: JSONObject = ["kind": .string(Kind.notice.rawValue), "words": .string(words)]
    return object.bytes
  }
}

/// The answer to something that the instructor typed.
public struct DeskAnswer: Hashable, Sendable {
  public var words: String
  public var isRefusal: Bool

  public init(_ words: String, isRefusal: Bool = false) {
    self.words = words
    self.isRefusal = isRefusal
  }

  /// The answer as one line, with its end.
  public var line: [UInt8] {
    let object: JSONObject = [
      "kind": .string(DeskLine.Kind.answer.rawValue), "words": .string(words), "refused": .bool(isRefusal),
    ]
    return object.bytes
  }
}

// MARK: - The truth as a line, and back

extension ToldTruth {
  /// The truth as one line, with its end.
  public var line: [UInt8] {
    var object: JSONObject = [
      "kind": .string(DeskLine.Kind.truth.rawValue), "scenario": .string(scenario), "seed": .string(seed),
      "t": .time(time), "phase": .string(phase.rawValue), "frozen": .bool(isFrozen),
      "vitals": .object(vitals), "state": .object(state), "drug": .object(drug), "harm_s": .span(harm),
      "escort": .bool(escortIsHere),
      "troubles": .array(troubles.map { ["name": .string($0.name), "level": .fixed($0.level)] }),
      "imposed": .array(imposed.map { ["name": .string($0.name), "level": .fixed($0.level)] }),
      "faults": .array(faults.map { .object($0.json) }),
      "coming": .array(coming.map { .object($0.json) }),
      "prevented": .array(prevented.map { .object($0.json) }),
      "objectives": .array(objectives.map { .object($0.json) }),
      "done": .array(done.map { .object($0.json) }),
    ]
    object["minute_s"] = minute.map { .span($0) }
    return object.bytes
  }

  private var vitals: JSONObject {
    [
      "spo2": .whole(spo2), "hr": .whole(hr), "sys": .whole(sys), "dia": .whole(dia), "rr": .whole(rr),
    ]
  }

  private var state: JSONObject {
    ["sedation": .fixed(sedation), "breath": .fixed(breath), "vomiting": .bool(isVomiting)]
  }

  private var drug: JSONObject {
    var object: JSONObject = [
      "effect": .whole(effect), "plasma": .whole(plasma), "delivered_mg": .fixed(delivered),
      "delivered_mg_kg": .fixed(deliveredPerWeight), "weight_kg": .fixed(weight),
      "concentration": .fixed(concentration),
    ]
    object["typed_weight_kg"] = typedWeight.map(JSONValue.fixed)
    object["typed_concentration"] = typedConcentration.map(JSONValue.fixed)
    return object
  }

  init?(_ object: JSONObject) {
    guard let scenario = object["scenario"]?.string, let seed = object["seed"]?.string,
      let time = object["t"]?.time, let phase = object["phase"]?.string.flatMap(Phase.init),
      let vitals = object["vitals"]?.object, let state = object["state"]?.object,
      let drug = object["drug"]?.object
    else { return nil }
    self.init()
    (self.scenario, self.seed, self.time, self.phase) = (scenario, seed, time, phase)
    isFrozen = object["frozen"]?.bool ?? false
    minute = object["minute_s"]?.span
    harm = object["harm_s"]?.span ?? .zero
    escortIsHere = object["escort"]?.bool ?? true
    read(vitals, state, drug)
    troubles = object.objects("troubles").compactMap(ToldTrouble.init)
    imposed = object.objects("imposed").compactMap(ToldTrouble.init)
    faults = object.objects("faults").compactMap(ToldFault.init)
    coming = object.objects("coming").compactMap(ToldEvent.init)
    prevented = object.objects("prevented").compactMap(ToldEvent.init)
    objectives = object.objects("objectives").compactMap(ToldObjective.init)
    done = object.objects("done").compactMap(ToldDeed.init)
  }

  private mutating func read(_ vitals: JSONObject, _ state: JSONObject, _ drug: JSONObject) {
    spo2 = vitals["spo2"]?.integer ?? 0
    hr = vitals["hr"]?.integer ?? 0
    sys = vitals["sys"]?.integer ?? 0
    dia = vitals["dia"]?.integer ?? 0
    rr = vitals["rr"]?.integer ?? 0
    sedation = state["sedation"]?.fixed ?? 0
    breath = state["breath"]?.fixed ?? 0
    isVomiting = state["vomiting"]?.bool ?? false
    effect = drug["effect"]?.integer ?? 0
    plasma = drug["plasma"]?.integer ?? 0
    delivered = drug["delivered_mg"]?.fixed ?? 0
    deliveredPerWeight = drug["delivered_mg_kg"]?.fixed ?? 0
    weight = drug["weight_kg"]?.fixed ?? 0
    concentration = drug["concentration"]?.fixed ?? 0
    typedWeight = drug["typed_weight_kg"]?.fixed
    typedConcentration = drug["typed_concentration"]?.fixed
  }
}

extension ToldTrouble {
  fileprivate init?(_ object: JSONObject) {
    guard let name = object["name"]?.string, let level = object["level"]?.fixed else { return nil }
    self.init(name: name, level: level)
  }
}

extension ToldFault {
  fileprivate var json: JSONObject {
    ["what": .string(what), "left_s": .span(left), "heard": .bool(isHeard)]
  }

  fileprivate init?(_ object: JSONObject) {
    guard let what = object["what"]?.string, let left = object["left_s"]?.span else { return nil }
    self.init(what: what, left: left, isHeard: object["heard"]?.bool ?? true)
  }
}

extension ToldEvent {
  fileprivate var json: JSONObject {
    var object: JSONObject = ["what": .string(what), "when": .string(when), "after_s": .span(after)]
    object["unless"] = unless.map(JSONValue.string)
    object["drawn_from"] = drawnFrom.map(JSONValue.string)
    object["due_s"] = dueIn.map { .span($0) }
    return object
  }

  fileprivate init?(_ object: JSONObject) {
    guard let what = object["what"]?.string, let when = object["when"]?.string,
      let after = object["after_s"]?.span
    else { return nil }
    self.init(
      what: what, when: when, unless: object["unless"]?.string, after: after,
      drawnFrom: object["drawn_from"]?.string, dueIn: object["due_s"]?.span)
  }
}

extension ToldObjective {
  fileprivate var json: JSONObject {
    var object: JSONObject = ["id": .string(id), "result": .string(result)]
    object["called_s"] = calledAgo.map { .span($0) }
    object["at_s"] = at.map { .time($0) }
    if isTooLate { object["too_late"] = .bool(true) }
    return object
  }

  fileprivate init?(_ object: JSONObject) {
    guard let id = object["id"]?.string, let result = object["result"]?.string else { return nil }
    self.init(
      id: id, result: result, calledAgo: object["called_s"]?.span, at: object["at_s"]?.time,
      isTooLate: object["too_late"]?.bool ?? false)
  }
}

extension ToldDeed {
  fileprivate var json: JSONObject {
    ["at_s": .time(at), "words": .string(words), "instructor": .bool(isInstructors)]
  }

  fileprivate init?(_ object: JSONObject) {
    guard let at = object["at_s"]?.time, let words = object["words"]?.string else { return nil }
    self.init(at: at, words: words, isInstructors: object["instructor"]?.bool ?? false)
  }
}

extension JSONObject {
  fileprivate func objects(_ key: String) -> [JSONObject] { (self[key]?.array ?? []).compactMap(\.object) }

  fileprivate var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 2048)
    writer.value(.object(self))
    writer.newline()
    return writer.bytes
  }
}

extension JSONValue {
  fileprivate static func whole(_ number: Int) -> JSONValue { .fixed(Fixed(number)) }
  fileprivate static func span(_ span: TimeSpan) -> JSONValue {
    .fixed(Fixed(thousandths: Int(span.milliseconds)))
  }
  fileprivate static func time(_ time: SessionTime) -> JSONValue { .span(time.sinceStart) }
  fileprivate var span: TimeSpan? { fixed.map { .milliseconds(Int64($0.thousandths)) } }
  fileprivate var time: SessionTime? { span.map { SessionTime.start + $0 } }
}
