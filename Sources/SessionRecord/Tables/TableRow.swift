import InfusionCore
import Quantities

extension VitalsColumn {
  /// The headers that both tables begin with.
  static let headers = allCases.map(\.rawValue)
}

/// What came in since the last row, as the session took it. Pressures and notes are kept by their entries,
/// because a later correction changes what the row says.
struct RowContent {
  private(set) var hr: VitalValue?
  private(set) var spo2: VitalValue?
  private(set) var rr: VitalValue?
  private(set) var pumpRate: Fixed?
  private(set) var pumpVolume: Fixed?
  /// The entries of the pressures and notes of this row, in order.
  private(set) var entries: [Int] = []
  /// The drug of a dose in this row.
  private var drug: String?

  var isEmpty: Bool {
    hr == nil && spo2 == nil && rr == nil && pumpRate == nil && pumpVolume == nil && entries.isEmpty
  }

  mutating func add(_ heard: HeardReading) {
    hr = heard.hr ?? hr
    spo2 = heard.spo2 ?? spo2
    rr = heard.rr ?? rr
    pumpRate = heard.pump?.rate?.fixed ?? pumpRate
    pumpVolume = heard.pump?.volume?.fixed ?? pumpVolume
  }

  /// A new pressure, a remark, a note, or an amount of the plan's drug that was given at once. Other actions
  /// are in the journal only.
  mutating func add(_ event: Event, of plan: Plan) {
    if case .accepted(.start(let start), let entry, _, _) = event, start.dose != nil {
      entries.append(entry)
      drug = plan.drug
    }
    if case .measured(let measured) = event, !measured.measurement.ageIsUnknown {
      entries.append(measured.entry)
    }
    if case .remarked(_, _, let entry) = event { entries.append(entry) }
    if case .accepted(.note, let entry, _, _) = event { entries.append(entry) }
  }

  /// The vitals that the source marked as uncertain, and what else is.
  func doubtful(in chart: Chart, _ others: [String] = []) -> String {
    var names = others
    if rr?.quality == .doubtful { names.insert("rr", at: 0) }
    if !entries.isEmpty, let cuff = pressure(in: chart) {
      names.insert(contentsOf: CuffResult.measured(cuff).doubtfulKeys, at: 0)
    }
    if spo2?.quality == .doubtful { names.insert("spo2", at: 0) }
    if hr?.quality == .doubtful { names.insert("hr", at: 0) }
    return names.joined(separator: ";")
  }

  /// The columns behind the time.
  func write(hr: Fixed?, spo2: Fixed?, rr: Fixed?, chart: Chart, to rows: inout CSVRows) {
    let cuff = entries.isEmpty ? nil : pressure(in: chart)
    rows.cell(hr)
    rows.cell(spo2)
    rows.cell(cuff?.sys)
    rows.cell(cuff?.dia)
    rows.cell(cuff?.map)
    rows.cell(rr)
    rows.cell(pumpRate)
    rows.cell(pumpVolume)
    rows.cell(entries.isEmpty ? "" : notes(in: chart))
  }

  /// This row as several, with one pressure each, in order, struck or not, since a row has room for one. All
  /// else is in the last one.
  func parts(in chart: Chart) -> [RowContent] {
    if entries.count < 2 { return [self] }
    let earlier = entries.filter { chart.pressure(entry: $0) != nil }.dropLast()
    var last = self
    last.entries.removeAll(where: earlier.contains)
    return earlier.map { entry in
      var part = RowContent()
      part.entries = [entry]
      return part
    } + [last]
  }

  private func pressure(in chart: Chart) -> CuffMeasurement? {
    entries.compactMap { chart.pressure(entry: $0) }.last { !$0.isStruck }?.measurement
  }

  private func notes(in chart: Chart) -> String {
    entries.compactMap { chart.mark(entry: $0)?.note(of: drug) }.joined(separator: "; ")
  }

  /// What stood here at first, by whom it was corrected and when.
  func corrections(in chart: Chart) -> String {
    if entries.isEmpty { return "" }
    let pressures = entries.compactMap { chart.pressure(entry: $0)?.corrected }
    let notes = entries.compactMap { chart.mark(entry: $0)?.correctedNote(of: drug) }
    return (pressures + notes).joined(separator: "; ")
  }
}

extension Mark {
  /// The words of a note or a remark that stands.
  fileprivate func note(of drug: String?) -> String? { isStruck ? nil : what.note(of: drug) }

  fileprivate func correctedNote(of drug: String?) -> String? {
    guard let correction, let first = correction.first.note(of: drug) else { return nil }
    return "note was: \(first)\(correction.signature)"
  }
}

extension Mark.What {
  fileprivate func note(of drug: String?) -> String? {
    switch self {
    case .annotation(let text, _): text
    case .action(.note(let note)): note.text
    case .action(.start(let start)):
      start.dose.flatMap { dose in drug.map { "given: \(dose.text()) of \($0)" } }
    case .action: nil
    }
  }
}

extension ChartedPressure {
  fileprivate var corrected: String? {
    guard let correction else { return nil }
    let first = [correction.first.sys, correction.first.dia, correction.first.map].map {
      $0?.description ?? "-"
    }
    let why = correction.struckBecause.map { ", struck: \($0)" } ?? ""
    return "nibp was \(first.joined(separator: "/"))\(why)\(correction.signature)"
  }
}

extension MarkCorrection {
  /// ` (AB, 110 s)`.
  fileprivate var signature: String {
    let time = Fixed(thousandths: Int(at.milliseconds))
    return " (\(by.map { "\($0), " } ?? "")\(time) s)"
  }
}

/// What is the case from entry to entry: phase and alarms.
struct RunningState: Hashable {
  private(set) var phase = Phase.preparation
  private(set) var alarms: [AlarmID] = []
  /// The alarms in one cell. Kept, because every second's row asks for it.
  private(set) var alarmNames = ""

  mutating func follow(_ event: Event) {
    if case .phase(let next) = event { phase = next }
    if case .alarmRaised(let id, _, _) = event, !alarms.contains(id) { set(alarms + [id]) }
    if case .alarmEnded(let id, _, _) = event { set(alarms.filter { $0 != id }) }
  }

  private mutating func set(_ next: [AlarmID]) {
    alarms = next
    alarmNames = next.map(\.description).joined(separator: ";")
  }
}

/// A table that is written down while its session runs.
public protocol GrowingTable: RecordFollower {
  /// The rows since the last call, as they read now. Nothing of them is kept, so a correction that comes
  /// later is not in them: the whole table has to be made again from the journal then.
  mutating func grown() -> [UInt8]
}

/// Rows of which some may still change: those that hold what a person can correct.
struct TableRows<Row: Sendable>: Sendable {
  /// The rows that stay as they are, since the last one that may still change.
  var standing = CSVRows()
  private var open: [(at: Int, row: Row)] = []
  private var rest: [[UInt8]] = []

  /// A row that is written once the whole chart is known.
  mutating func keep(_ row: Row) {
    rest.append(standing.drain())
    open.append((rest.count, row))
  }

  /// The whole table.
  func finished(_ body: (Row, inout CSVRows) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    for (part, kept) in zip(rest, open) {
      bytes += part
      var one = CSVRows()
      body(kept.row, &one)
      bytes += one.bytes
    }
    return bytes + standing.bytes
  }

  /// All rows that there are, and lets go of them.
  mutating func grown(_ body: (Row, inout CSVRows) -> Void) -> [UInt8] {
    if open.isEmpty && standing.bytes.isEmpty { return [] }
    let bytes = finished(body)
    open = []
    rest = []
    standing = CSVRows()
    return bytes
  }
}
