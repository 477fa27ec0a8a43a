import InfusionCore
import JSONLines
import Quantities
public import SessionRecord

/// A sealed session's facts as the ledger keeps them: one object, told flat where a list asks, with what only
/// a series asks in `series`.
public struct LedgerFacts: Hashable, Sendable {
  public var session: SessionFacts
  public var series: SeriesFacts

  public init(session: SessionFacts, series: SeriesFacts) {
    self.session = session
    self.series = series
  }

  /// - Parameter hasReadings: false for a digest of a record that was read without its readings.
  public init(_ digest: SessionDigest, hasReadings: Bool = true) {
    self.init(session: SessionFacts(digest), series: SeriesFacts(digest, hasReadings: hasReadings))
  }

  /// What the ledger tells of a session; nil if something is missing.
  public init?(_ text: FactsText, session: String) {
    guard let facts = SessionFacts(text, session: session), let series = SeriesFacts(text) else {
      return nil
    }
    self.init(session: facts, series: series)
  }

  /// The object.
  public var text: FactsText {
    var writer = JSONWriter(capacity: 512)
    writer.beginObject()
    session.write(to: &writer)
    writer.key("series")
    writer.value(.object(series.object))
    writer.endObject()
    return FactsText(writer.bytes)
  }
}

// MARK: - The row's

extension SessionFacts {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("began", began.description)
    writer.field("origin", origin.rawValue)
    if let branch {
      writer.field("branch_of", branch.session)
      writer.field("branch_from_s", branch.at)
    }
    writer.field("chair", chair)
    writer.field("patient", orNull: patient)
    writer.field("plan", orNull: plan)
    writer.key("weight_kg")
    writer.value(weight.map { .number($0.value) } ?? .null)
    if let delivered { write(delivered, to: &writer) }
    writer.field("ordered_mg", orNull: doseWords.ordered?.fixed)
    writer.key("concentration_mg_ml")
    writer.value(doseWords.concentration.map { .number($0.value) } ?? .null)
    writer.field("tells_sureness", doseWords.tellsSureness)
    if let given {
      writer.field("drug", given.drug)
      writer.field("given_mg", exactly: given.amount)
      writer.field("given_t", given.at)
      if !given.correction.isEmpty { writer.field("given_correction", given.correction) }
    }
    writer.field("length_s", length)
    writer.field("high", alarms.high)
    writer.field("medium", alarms.medium)
    writer.field("low", alarms.low)
    writer.field("outcome", orNull: outcome?.rawValue)
  }

  private func write(_ dose: DoseFigures, to writer: inout JSONWriter) {
    writer.field("delivered_mg", rounded: dose.delivered)
    writer.field("delivered_mg_kg", rounded: dose.deliveredPerKilogram)
    writer.field("volume_ml", rounded: dose.volume)
    writer.field("basis", dose.basis.rawValue)
    writer.field("estimated", ifTrue: dose.isEstimated)
    writer.field("low_ml", rounded: dose.low)
    writer.field("high_ml", rounded: dose.high)
  }

  /// Of a sealed session, from the ledger's object; nil where something of it is missing.
  public init?(_ text: FactsText, session: String) {
    var line = JSONLine()
    let bytes = text.bytes
    guard (try? line.skim(bytes, in: 0..<bytes.count, isUnclosed: false)) != nil,
      let began = line.text("began").flatMap({ WallTime($0) }),
      let origin: Origin = line.word("origin"), let chair = line.text("chair"),
      let length = line.time("length_s"),
      let high = line.integer("high"), let medium = line.integer("medium"), let low = line.integer("low")
    else { return nil }
    self.session = session
    self.began = began
    self.origin = origin
    branch = line.text("branch_of").flatMap { session in
      line.time("branch_from_s").map { DrillBranch(of: session, at: $0) }
    }
    self.chair = chair
    patient = line.text("patient")
    plan = line.text("plan")
    weight = line.double("weight_kg").map { .init($0) }
    delivered = DoseFigures(line)
    doseWords = DoseWords(
      ordered: line.fixed("ordered_mg").map { .init($0) },
      concentration: line.double("concentration_mg_ml").map { .init($0) },
      tellsSureness: line.isTrue("tells_sureness"))
    given = GivenDose(line)
    self.length = length
    alarms = AlarmCounts(high: high, medium: medium, low: low)
    outcome = line.word("outcome")
    isSealed = true
  }
}

extension DoseFigures {
  fileprivate init?(_ line: JSONLine) {
    guard let delivered = line.fixed("delivered_mg"), let volume = line.fixed("volume_ml"),
      let basis: DoseBasis = line.word("basis"), let low = line.fixed("low_ml"),
      let high = line.fixed("high_ml")
    else { return nil }
    self.init(
      volume: .init(volume), delivered: .init(delivered),
      deliveredPerKilogram: line.fixed("delivered_mg_kg").map { .init($0) }, basis: basis,
      isEstimated: line.isTrue("estimated"), low: .init(low), high: .init(high))
  }
}

extension GivenDose {
  fileprivate init?(_ line: JSONLine) {
    guard let drug = line.text("drug"), let amount = line.double("given_mg"), let at = line.time("given_t")
    else { return nil }
    self.init(drug: drug, amount: .init(amount), at: at, correction: line.text("given_correction") ?? "")
  }
}

// MARK: - The series'

extension SeriesFacts {
  fileprivate var object: JSONObject {
    var object: JSONObject = ["treatment": .bool(isTreatment)]
    object["lasted_s"] = lasted.map { .fixed(Fixed(thousandths: Int($0.milliseconds))) }
    object["baseline"] = .object(
      JSONObject(
        Vital.allCases.compactMap { vital in baseline[vital].map { .init(vital.rawValue, .fixed($0)) } }))
    if !doubtedBaseline.isEmpty {
      object["baseline_doubtful"] = .array(doubtedBaseline.map { .string($0.rawValue) })
    }
    if !baselineCorrection.isEmpty { object["baseline_correction"] = .string(baselineCorrection) }
    if let extremes {
      object["spo2_lowest"] = .number(extremes.lowestSpO2)
      object["hr_highest"] = .number(extremes.highestHR)
      if let lowest = extremes.lowestHR { object["hr_lowest"] = .fixed(lowest) }
    }
    object["highest"] = highestPressure.map { .object($0.json) }
    if highestPressure?.isDoubtful == true { object["highest_doubtful"] = .bool(true) }
    if !highestCorrection.isEmpty { object["highest_correction"] = .string(highestCorrection) }
    object["lowest"] = lowestPressure.map { .object($0.json) }
    if lowestPressure?.isDoubtful == true { object["lowest_doubtful"] = .bool(true) }
    object["side_effects"] = .array(
      sideEffects.map { ["name": .string($0.name), "severity": .fixed(Fixed($0.severity))] })
    object["medicines"] = .array(medicines.map(JSONValue.string))
    object["scores"] = .array(scores.map(JSONValue.string))
    if !ownScales.isEmpty { object["scales"] = .array(ownScales.map { .object($0.seriesJSON) }) }
    object["marks"] = .object([
      "symptom": .array(marks.symptoms), "medication": .array(marks.medicines), "score": .array(marks.scores),
    ])
    return object
  }

  /// From the ledger's object; nil if that has none.
  public init?(_ text: FactsText) {
    guard let fields = text.object?["series"]?.object,
      let isTreatment = fields["treatment"]?.bool
    else { return nil }
    self.isTreatment = isTreatment
    lasted = fields["lasted_s"]?.fixed.map { TimeSpan(milliseconds: Int64($0.thousandths)) }
    baseline = [:]
    for member in fields["baseline"]?.object?.members ?? [] {
      if let vital = Vital(rawValue: member.key) { baseline[vital] = member.value.fixed }
    }
    doubtedBaseline = (fields["baseline_doubtful"]?.array ?? []).compactMap {
      $0.string.flatMap(Vital.init(rawValue:))
    }
    baselineCorrection = fields["baseline_correction"]?.string ?? ""
    extremes = fields["spo2_lowest"].map { lowest in
      Extremes(
        lowestSpO2: lowest.fixed, highestHR: fields["hr_highest"]?.fixed,
        lowestHR: fields["hr_lowest"]?.fixed)
    }
    func pressure(_ key: String) -> CuffMeasurement? {
      fields[key]?.object.map {
        CuffMeasurement(
          sys: $0["sys"]?.fixed, dia: $0["dia"]?.fixed, map: $0["map"]?.fixed,
          isDoubtful: fields["\(key)_doubtful"]?.bool == true)
      }
    }
    highestPressure = pressure("highest")
    lowestPressure = pressure("lowest")
    highestCorrection = fields["highest_correction"]?.string ?? ""
    sideEffects = (fields["side_effects"]?.array ?? []).compactMap { effect in
      guard let name = effect.object?["name"]?.string, let severity = effect.object?["severity"]?.integer
      else { return nil }
      return SideEffect(name: name, severity: severity)
    }
    medicines = fields["medicines"]?.array?.compactMap(\.string) ?? []
    scores = fields["scores"]?.array?.compactMap(\.string) ?? []
    ownScales = (fields["scales"]?.array ?? []).compactMap { $0.object.flatMap(Scale.init(series:)) }
    let marks = fields["marks"]?.object
    self.marks = Marks(
      symptoms: marks?["symptom"]?.array ?? [], medicines: marks?["medication"]?.array ?? [],
      scores: marks?["score"]?.array ?? [])
  }
}
