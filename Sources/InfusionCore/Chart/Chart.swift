public import Quantities

/// What people marked and measured by the cuff, as it reads now: each correction in its place, with the first
/// value kept beside it.
///
/// A fold over what the session told. The running session and every reader of its record use this one.
public struct Chart: Hashable, Sendable {
  public private(set) var marks: [Mark] = []
  public private(set) var pressures: [ChartedPressure] = []
  /// What was measured before the start; a later baseline takes the place of an earlier one, vital by vital.
  public private(set) var baseline: [Vital: ChartedBaseline] = [:]

  public init() {}

  /// Marks that stand: what was struck is not among them.
  public var standingMarks: [Mark] { marks.filter { !$0.isStruck } }
  public var standingPressures: [ChartedPressure] { pressures.filter { !$0.isStruck } }

  /// How much of a drug that is not infused was given at the start, as it reads now, and the mark that says
  /// so; nil where nobody said how much.
  public var amountAtStart: (amount: Milligrams, mark: Mark)? {
    for mark in standingMarks {
      if case .action(.start(let start)) = mark.what, let amount = start.dose { return (amount, mark) }
    }
    return nil
  }
}

/// Something that a person or the data remarked.
public struct Mark: Hashable, Sendable {
  /// A person's action, or a remark that came with data.
  public enum What: Hashable, Sendable {
    case action(Action)
    case annotation(String, SourceID)
  }
  /// As it reads now.
  public var what: What
  public var at: SessionTime
  public var by: String?
  /// The number of its entry, which a correction cites.
  public var entry: Int
  /// The last correction, and what was there first.
  public var correction: MarkCorrection<What>?

  public init(
    at: SessionTime, what: What, by: String?, entry: Int, correction: MarkCorrection<What>? = nil
  ) {
    self.at = at
    self.what = what
    self.by = by
    self.entry = entry
    self.correction = correction
  }

  public var isStruck: Bool { correction?.struckBecause != nil }
}

/// A measurement of the cuff as it reads now.
public struct ChartedPressure: Hashable, Sendable {
  public var measurement: CuffMeasurement
  public var source: SourceID
  public var at: SessionTime
  public var entry: Int
  /// The last correction, and what was there first.
  public var correction: MarkCorrection<CuffMeasurement>? {
    get { corrections.first }
    set { corrections = newValue.map { [$0] } ?? [] }
  }
  /// None or one, behind one reference: few of a day's measurements have any.
  private var corrections: [MarkCorrection<CuffMeasurement>] = []

  init(_ measured: Measured, at time: SessionTime) {
    measurement = measured.measurement
    source = measured.source
    at = time
    entry = measured.entry
  }

  public var isByHand: Bool { source == .manual }
  public var isStruck: Bool { correction?.struckBecause != nil }
}

/// Who corrected something and when, and what it read at first.
public struct MarkCorrection<Value: Hashable & Sendable>: Hashable, Sendable {
  public var by: String?
  public var at: SessionTime
  /// The entry of the correction.
  public var entry: Int
  public var first: Value
  /// Why it should not be there at all; nil if it only reads otherwise.
  public var struckBecause: String?
}

extension Chart {
  public mutating func take(_ stamped: StampedEvent) {
    switch stamped.event {
    case .accepted(let action, let entry, let by, _):
      marks.append(Mark(at: stamped.time, what: .action(action), by: by, entry: entry))
    case .remarked(let text, let source, let entry):
      marks.append(Mark(at: stamped.time, what: .annotation(text, source), by: nil, entry: entry))
    case .measured(let measured):
      pressures.append(ChartedPressure(measured, at: stamped.time))
    case .baseline(let values, _):
      for value in values {
        var taken = ChartedBaseline(taken: value)
        taken.isDoubtful = value.pressure.flatMap { pressure(entry: $0) }?.measurement.isDoubtful ?? false
        baseline[value.vital] = taken
      }
    case .corrected(let correction): correct(correction, at: stamped.time)
    case .phase, .infusion, .dose, .observation, .alarmRaised, .alarmPriority, .alarmEnded,
      .alarmAcknowledged, .alarmReminded, .alarmEscalated, .limitReminded, .audioPaused, .audioResumed,
      .limitChanged, .bound, .checkTaken, .due, .away, .back, .holdAdvised, .holdEnded, .gap,
      .refused, .closed:
      break
    }
  }

  public func mark(entry: Int) -> Mark? { marks.first { $0.entry == entry } }
  public func pressure(entry: Int) -> ChartedPressure? { pressures.first { $0.entry == entry } }

  private mutating func correct(_ correction: Correction, at time: SessionTime) {
    if let index = marks.firstIndex(where: { $0.entry == correction.entry }) {
      marks[index].correct(correction, at: time)
    }
    if let index = pressures.firstIndex(where: { $0.entry == correction.entry }) {
      pressures[index].correct(correction, at: time)
      for vital in Vital.allCases where baseline[vital]?.taken.pressure == correction.entry {
        baseline[vital]?.correct(like: pressures[index])
      }
    }
  }
}

// MARK: - What a correction makes of one

extension Mark {
  fileprivate mutating func correct(_ correction: Correction, at time: SessionTime) {
    self.correction = MarkCorrection(
      by: correction.by, at: time, entry: correction.amendment, first: self.correction?.first ?? what,
      struckBecause: correction.struckBecause)
    guard correction.struckBecause == nil, case .action(let action) = what,
      let corrected = try? action.corrected(correction.changes)
    else { return }
    what = .action(corrected)
  }
}

extension ChartedPressure {
  fileprivate mutating func correct(_ correction: Correction, at time: SessionTime) {
    self.correction = MarkCorrection(
      by: correction.by, at: time, entry: correction.amendment, first: self.correction?.first ?? measurement,
      struckBecause: correction.struckBecause)
    if correction.struckBecause == nil {
      measurement = measurement.corrected(correction.changes) ?? measurement
    }
  }
}

extension CuffMeasurement {
  /// The same measurement with some of its figures changed; nil if they make no pressure.
  func corrected(_ changes: [AmendedField]) -> CuffMeasurement? {
    var result = self
    // What it reads now is a person's word.
    result.isDoubtful = false
    for change in changes {
      guard let value = Fixed(change.value), Vital.sys.acceptedRange.contains(value) else { return nil }
      switch change.key {
      case "sys": result.sys = value
      case "dia": result.dia = value
      case "map":
        result.map = value
        result.mapIsDerived = false
      default: return nil
      }
    }
    guard let sys = result.sys, let dia = result.dia else { return result }
    guard sys > dia else { return nil }
    guard result.mapIsDerived else { return result }
    result.map = CuffMeasurement.pressure(sys: sys, dia: dia).map
    return result
  }
}
