import InfusionCore
import JSONLines
import Quantities

// The configuration in force, with the keys of the configuration file and every time in seconds, so that it
// is exact.

extension Configuration {
  var fields: JSONObject {
    var fields = mainFields
    let deeds = TwoPersonDeed.allCases.filter(secondPerson.contains).map(\.rawValue)
    if !deeds.isEmpty { fields["second_person"] = .texts(deeds) }
    fields["escalate_after_s"] = .seconds(escalateAfter)
    fields["unvarying_after_s"] = .seconds(unvaryingAfter)
    if isQuiet { fields["quiet"] = .bool(true) }
    if hearsWall { fields["hears_wall"] = .bool(true) }
    if judgesMeasuredMean { fields["judges_measured_mean"] = .bool(true) }
    return fields
  }

  private var mainFields: JSONObject {
    [
      "audio_pause_s": .seconds(audioPause),
      "reminder_s": .seconds(reminder),
      "latching": .texts(latching.map(\.description).sorted()),
      "limits": .byVital(limits) { .object($0.fields) },
      "bounds": .byVital(bounds) { .object($0.fields) },
      "plans": .array(plans.map { .object($0.fields) }),
      "checklist": .array(checklist.map { .object($0.fields) }),
      "discharge": .array(discharge.map { .object($0.fields) }),
      "clinic": .object(clinic.fields),
    ]
  }

  init?(_ fields: JSONObject) {
    guard let audioPause = fields["audio_pause_s"]?.span, let reminder = fields["reminder_s"]?.span,
      let limits = fields["limits"]?.vitals(VitalLimits.init),
      let bounds = fields["bounds"]?.vitals(LimitBounds.init),
      let plans = fields["plans"]?.objects(Plan.init),
      let checklist = fields["checklist"]?.objects(ChecklistItem.init),
      let clinic = fields["clinic"]?.object.flatMap(Clinic.init)
    else { return nil }
    let latching = fields["latching"]?.array?.compactMap { $0.string.flatMap { AlarmID($0) } } ?? []
    self.init(
      limits: limits, bounds: bounds, audioPause: audioPause, reminder: reminder, latching: Set(latching),
      plans: plans, checklist: checklist,
      discharge: fields["discharge"]?.objects(DischargeCriterion.init) ?? [], clinic: clinic)
    escalateAfter = fields["escalate_after_s"]?.span ?? escalateAfter
    unvaryingAfter = fields["unvarying_after_s"]?.span ?? unvaryingAfter
    isQuiet = fields["quiet"]?.bool ?? false
    hearsWall = fields["hears_wall"]?.bool ?? false
    judgesMeasuredMean = fields["judges_measured_mean"]?.bool ?? false
    secondPerson = Set(
      fields["second_person"]?.array?.compactMap { $0.string.flatMap(TwoPersonDeed.init) } ?? [])
  }
}

extension VitalLimits {
  fileprivate var fields: JSONObject {
    [
      "extreme_low": .decimal(extremeLow), "low": .decimal(low), "high": .decimal(high),
      "extreme_high": .decimal(extremeHigh), "onset_delay_s": .seconds(onsetDelay),
      "extreme_onset_delay_s": .seconds(extremeOnsetDelay), "clear_band": .fixed(clearBand),
      "clear_delay_s": .seconds(clearDelay), "stale_after_s": .seconds(staleAfter),
      "loss_delay_s": .seconds(lossDelay),
    ]
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let onset = fields["onset_delay_s"]?.span, let extremeOnset = fields["extreme_onset_delay_s"]?.span,
      let band = fields["clear_band"]?.fixed, let clear = fields["clear_delay_s"]?.span
    else { return nil }
    self.init(
      extremeLow: fields["extreme_low"]?.fixed, low: fields["low"]?.fixed, high: fields["high"]?.fixed,
      extremeHigh: fields["extreme_high"]?.fixed, onsetDelay: onset, extremeOnsetDelay: extremeOnset,
      clearBand: band,
      clearDelay: clear, staleAfter: fields["stale_after_s"]?.span, lossDelay: fields["loss_delay_s"]?.span)
  }
}

extension LimitBounds {
  fileprivate var fields: JSONObject {
    ["low_floor": .decimal(lowFloor), "high_ceiling": .decimal(highCeiling)]
  }

  fileprivate init?(_ fields: JSONObject) {
    self.init(lowFloor: fields["low_floor"]?.fixed, highCeiling: fields["high_ceiling"]?.fixed)
  }
}

extension ChecklistItem {
  fileprivate var fields: JSONObject {
    [
      "name": .string(name), "text": .string(text), "stage": .string(stage.rawValue),
      "required": .bool(isRequired),
    ]
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string, let text = fields["text"]?.string,
      let stage = fields["stage"]?.string.flatMap(Stage.init), let isRequired = fields["required"]?.bool
    else { return nil }
    self.init(name: name, text: text, stage: stage, isRequired: isRequired)
  }
}

extension JSONValue {
  static func decimal(_ number: Fixed?) -> JSONValue { number.map(JSONValue.fixed) ?? .null }
  static func quantity(_ quantity: (some Quantity)?) -> JSONValue {
    quantity.map { .number($0.value) } ?? .null
  }
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  static func seconds(_ span: TimeSpan?) -> JSONValue {
    span.map { .fixed(Fixed(thousandths: Int($0.milliseconds))) } ?? .null
  }

  /// An object by vital, in the vitals' order.
  static func byVital<Value>(_ values: [Vital: Value], _ value: (Value) -> JSONValue) -> JSONValue {
    .object(
      JSONObject(
        Vital.allCases.compactMap { vital in values[vital].map { .init(vital.rawValue, value($0)) } }))
  }

  var span: TimeSpan? { fixed.map { TimeSpan(milliseconds: Int64($0.thousandths)) } }

  /// Nil if any of them cannot be read.
  func objects<Value>(_ read: (JSONObject) -> Value?) -> [Value]? {
    guard let array else { return nil }
    let values = array.compactMap { $0.object.flatMap(read) }
    return values.count == array.count ? values : nil
  }

  func vitals<Value>(_ read: (JSONObject) -> Value?) -> [Vital: Value]? {
    guard let object else { return nil }
    var values: [Vital: Value] = [:]
    for member in object.members {
      guard let vital = Vital(rawValue: member.key) else { continue }
      guard let value = member.value.object.flatMap(read) else { return nil }
      values[vital] = value
    }
    return values
  }
}
