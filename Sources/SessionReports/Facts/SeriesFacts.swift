public import InfusionCore
public import JSONLines
public import Quantities
import SessionRecord

/// What a patient's series tells of a session beside its row: how the treatment went.
public struct SeriesFacts: Hashable, Sendable {
  /// Whether something was given: an infusion, or a dose that leads to the observation.
  public var isTreatment: Bool
  /// From the start of the infusion to its end, pauses included.
  public var lasted: TimeSpan?
  public var baseline: [Vital: Fixed]
  /// What of it the source doubted, in the order of a page.
  public var doubtedBaseline: [Vital]
  /// What of it was corrected after it was taken, from what and by whom; empty where it stands as it was.
  public var baselineCorrection: String
  /// Nil if the record was read without its readings.
  public var extremes: Extremes?
  /// The measurement with the highest systolic pressure, as it reads now.
  public var highestPressure: CuffMeasurement?
  /// What it read before it was corrected, and by whom; empty for one that was not.
  public var highestCorrection: String
  /// The measurement with the lowest systolic pressure, as it reads now; nil in a line from before it was
  /// kept.
  public var lowestPressure: CuffMeasurement?
  /// Each with its worst severity, in the order in which they came.
  public var sideEffects: [SideEffect]
  /// Each as it reads now, with what it read at first.
  public var medicines: [String]
  public var scores: [String]
  /// The same with symptoms, as they stand in `series --json`: what was noted, when, and what it read at
  /// first.
  public var marks: Marks
  /// Scored scales that differ from the shipped ones.
  var ownScales: [Scale]

  /// The worst of the streamed vitals.
  public struct Extremes: Hashable, Sendable {
    public var lowestSpO2: Fixed?
    public var highestHR: Fixed?
    /// Also nil in a line from before it was kept.
    public var lowestHR: Fixed?
  }

  /// What was marked, as JSON has it.
  public struct Marks: Hashable, Sendable {
    public var symptoms: [JSONValue]
    public var medicines: [JSONValue]
    public var scores: [JSONValue]
  }
}

extension SeriesFacts {
  /// - Parameter hasReadings: false for a digest of a record that was read without its readings.
  public init(_ digest: SessionDigest, hasReadings: Bool = true) {
    isTreatment = digest.isTreatment
    lasted = digest.infusionStart.flatMap { start in digest.infusionStop.map { $0 - start } }
    baseline = Dictionary(digest.baseline.map { ($0.vital, $0.value) }) { $1 }
    doubtedBaseline = digest.chart.doubtedBaseline
    baselineCorrection = digest.baselineCorrection
    extremes =
      hasReadings
      ? Extremes(
        lowestSpO2: digest.vitals.range(of: .spo2)?.lowest,
        highestHR: digest.vitals.range(of: .hr)?.highest, lowestHR: digest.vitals.range(of: .hr)?.lowest)
      : nil
    let measured = digest.pressures.filter { $0.measurement.sys != nil }
    let highest = measured.max { ($0.measurement.sys ?? 0) < ($1.measurement.sys ?? 0) }
    highestPressure = highest?.measurement.pressuresAlone
    lowestPressure =
      measured.min { ($0.measurement.sys ?? 0) < ($1.measurement.sys ?? 0) }?.measurement.pressuresAlone
    highestCorrection = highest.map(digest.correctionWords) ?? ""
    sideEffects = digest.sideEffects
    medicines = digest.medicines
    scores = digest.scores
    ownScales = digest.ownScales
    let standing = digest.chart.standingMarks
    marks = Marks(
      symptoms: standing.compactMap { $0.json(.symptom) },
      medicines: standing.compactMap { $0.json(.medication) },
      scores: standing.compactMap { $0.json(.score) })
  }
}

extension SeriesFacts {
  /// Whether all of the worst figures are there. A reader that stepped over the readings, and a line from
  /// before the lowest were kept, leave some open; the journal has them.
  public var tellsExtremes: Bool {
    guard let extremes else { return false }
    return (extremes.highestHR == nil) == (extremes.lowestHR == nil)
      && (highestPressure == nil) == (lowestPressure == nil)
  }
}

extension CuffMeasurement {
  /// The pressures alone, and whether their source doubted them.
  fileprivate var pressuresAlone: CuffMeasurement {
    CuffMeasurement(sys: sys, dia: dia, map: map, isDoubtful: isDoubtful)
  }
}

extension SessionDigest {
  /// Whether something was given: an infusion, or a dose that leads to the observation.
  public var isTreatment: Bool { infusionStart != nil || firstTime(of: .observing) != nil }

  /// Symptoms that were there and stand, each with its worst severity as it reads now.
  public var sideEffects: [SideEffect] {
    var effects: [SideEffect] = []
    for mark in chart.standingMarks {
      guard case .action(.symptom(let symptom)) = mark.what, symptom.severity > 0 else { continue }
      if let index = effects.firstIndex(where: { $0.name == symptom.symptom }) {
        effects[index].severity = max(effects[index].severity, symptom.severity)
      } else {
        effects.append(.init(name: symptom.symptom, severity: symptom.severity))
      }
    }
    return effects
  }

  /// `labetalol 10 mg (was 100 mg, AB 10:42)`.
  fileprivate var medicines: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.medication(let given)) = mark.what else { return nil }
      return "\(given.medicine) \(given.dose)\(correctionWords(mark))"
    }
  }

  /// The scores of scales that measure the illness, in their order: `PHQ-9 19 of 27`.
  fileprivate var scores: [String] {
    chart.standingMarks.compactMap { mark in
      guard case .action(.score(let score)) = mark.what, !Scale.isOfChecks(score.scale) else { return nil }
      let text = scale(score.scale).map { "\($0.label) \($0.text(of: score.value))" }
      return (text ?? "\(score.scale) \(score.value)") + correctionWords(mark)
    }
  }
}

extension Mark {
  /// Nil for a mark of another kind.
  fileprivate func json(_ name: ActionName) -> JSONValue? {
    guard case .action(let action) = what, action.name == name else { return nil }
    var object = ["t": .time(at)] + action.fields.members
    if let correction, case .action(let first) = correction.first {
      object["corrected"] = .object(correction.json(from: first.fields.members))
    }
    return .object(object)
  }
}
