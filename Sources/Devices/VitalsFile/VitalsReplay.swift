public import InfusionCore
import Quantities

extension SourceID {
  /// A vitals file that is replayed as if a device had sent it.
  public static let csv = SourceID("csv")
}

extension VitalsFile {
  /// What the file says, in order: a reading for a row with a value, an annotation for a note, the bare time
  /// for the rest.
  public func effects(source: SourceID = .csv) -> [DriverEffect] {
    rows.flatMap { row in
      let reading = row.reading(source: source).map { DriverEffect.input(.reading($0), at: row.time) }
      let note = row.note.map { DriverEffect.input(.annotation($0, source: source), at: row.time) }
      let said = [reading, note].compactMap { $0 }
      return said.isEmpty ? [.time(row.time)] : said
    }
  }
}

extension VitalsRow {
  /// Nil if nothing was measured in the row.
  func reading(source: SourceID) -> Reading? {
    var reading = Reading(source: source)
    reading.hr = hr.map { .value($0) }
    reading.spo2 = spo2.map { .value($0) }
    reading.rr = rr.map { .value($0) }
    reading.nibp = cuff.map(CuffResult.measured)
    if pumpRate != nil || pumpVolume != nil {
      reading.pump = PumpReport(
        rate: pumpRate.map { MillilitresPerHour($0) }, volume: pumpVolume.map { Millilitres($0) })
    }
    return reading == Reading(source: source) ? nil : reading
  }

  private var cuff: CuffMeasurement? {
    guard let sys, let dia else { return map.map { CuffMeasurement(sys: nil, dia: nil, map: $0) } }
    return .pressure(sys: sys, dia: dia, map: map)
  }
}
