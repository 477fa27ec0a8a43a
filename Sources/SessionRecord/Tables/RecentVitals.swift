import InfusionCore
import Quantities

/// The columns that every table of vitals begins with, in their order: those of a vitals file.
enum VitalsColumn {
  static let first = [
    "time_s", "hr_bpm", "spo2_pct", "nibp_sys_mmhg", "nibp_dia_mmhg", "nibp_map_mmhg", "resp_rpm",
    "pump_rate_ml_h",
    "pump_volume_ml", "note",
  ]
}

/// What came in since the last row, the preferred source's value where there are two.
struct RecentVitals {
  private(set) var hr: Recent?
  private(set) var spo2: Recent?
  private(set) var rr: Recent?
  private(set) var cuff: CuffMeasurement?
  private(set) var pumpRate: Fixed?
  private(set) var pumpVolume: Fixed?
  private(set) var notes: [String] = []
  /// By source name: the lower, the more preferred.
  private let ranks: [String: Int]

  struct Recent {
    var value: Fixed
    var isDoubtful: Bool
    var time: SessionTime
    var rank: Int
    var lowest: Fixed
    var highest: Fixed
  }

  init(sources: [SourceDescription]) {
    ranks = Dictionary(sources.enumerated().map { ($1.id.name, $0) }) { first, _ in first }
  }

  private mutating func take(_ reading: Reading, at time: SessionTime) {
    let rank = ranks[reading.source.name] ?? ranks.count
    Self.take(reading.hr, at: time, rank, into: &hr)
    Self.take(reading.spo2, at: time, rank, into: &spo2)
    Self.take(reading.rr, at: time, rank, into: &rr)
    if case .measured(let measured) = reading.nibp, !measured.ageIsUnknown { cuff = measured }
    pumpRate = reading.pump?.rate?.fixed ?? pumpRate
    pumpVolume = reading.pump?.volume?.fixed ?? pumpVolume
  }

  /// What a person typed: a pressure, a note. The rest of what people do is in the journal only.
  private mutating func take(_ action: Action) {
    if case .bloodPressure(let sys, let dia, let map) = action, sys > dia {
      cuff = .pressure(sys: sys, dia: dia, map: map)
    }
    if case .note(let text) = action { notes.append(text) }
  }

  mutating func take(_ input: Input, at time: SessionTime) {
    switch input {
    case .reading(let reading): take(reading, at: time)
    case .action(let action, _): take(action)
    case .annotation(let text, _): notes.append(text)
    case .link, .recorder, .sound, .clockStepped, .gap, .history: break
    }
  }

  private static func take(_ sample: Sample?, at time: SessionTime, _ rank: Int, into recent: inout Recent?) {
    guard case .value(let value, let quality) = sample, rank <= recent?.rank ?? .max else { return }
    let isSame = recent?.rank == rank
    let lowest = isSame ? min(recent?.lowest ?? value, value) : value
    let highest = isSame ? max(recent?.highest ?? value, value) : value
    recent = Recent(
      value: value, isDoubtful: quality == .doubtful, time: time, rank: rank, lowest: lowest, highest: highest
    )
  }

  /// The vitals that the source marked as uncertain.
  var doubtful: [String] {
    [("hr", hr), ("spo2", spo2), ("rr", rr)].filter { $0.1?.isDoubtful == true }.map(\.0)
  }

  mutating func clear() {
    hr = nil
    spo2 = nil
    rr = nil
    cuff = nil
    pumpRate = nil
    pumpVolume = nil
    notes = []
  }

  /// The columns behind the time.
  func write(to rows: inout CSVRows) { write(hr: hr?.value, spo2: spo2?.value, rr: rr?.value, to: &rows) }

  func write(hr: Fixed?, spo2: Fixed?, rr: Fixed?, to rows: inout CSVRows) {
    rows.cell(hr)
    rows.cell(spo2)
    rows.cell(cuff?.sys)
    rows.cell(cuff?.dia)
    rows.cell(cuff?.map)
    rows.cell(rr)
    rows.cell(pumpRate)
    rows.cell(pumpVolume)
    rows.cell(notes.joined(separator: "; "))
  }
}

/// What is the case from entry to entry: phase, alarms, infusion.
struct RunningState {
  private(set) var phase = Phase.preparation
  private(set) var alarms: [AlarmID] = []
  private(set) var infusion: (figures: InfusionFigures, time: SessionTime)?

  mutating func take(_ event: Event, at time: SessionTime) {
    switch event {
    case .phase(let next): phase = next
    case .infusion(_, let figures): infusion = (figures.asRecorded, time)
    case .alarmRaised(let id, _, _): if !alarms.contains(id) { alarms.append(id) }
    case .alarmEnded(let id, _, _): alarms.removeAll { $0 == id }
    case .observation, .alarmPriority, .alarmAcknowledged, .alarmReminded, .limitReminded, .audioPaused,
      .audioResumed,
      .limitChanged, .baseline, .checkTaken, .away, .back, .holdAdvised, .holdEnded, .gap,
      .refused, .closed:
      break
    }
  }

  var alarmNames: String { alarms.map(\.description).joined(separator: ";") }

  /// The rate that is set, nil before the infusion.
  var rate: Fixed? { infusion?.figures.rate.fixed }

  /// The volume at the last change of the infusion, going on at its rate.
  func infused(at time: SessionTime) -> Fixed? {
    guard let infusion else { return nil }
    return (infusion.figures.volume + infusion.figures.rate * (time - infusion.time)).fixed
  }
}

extension InfusionFigures {
  /// Volume and rate as an entry has them, to three decimals: a live session and its journal give the same
  /// row.
  fileprivate var asRecorded: InfusionFigures {
    var figures = self
    figures.volume = Millilitres(volume.fixed)
    figures.rate = MillilitresPerHour(rate.fixed)
    return figures
  }
}
