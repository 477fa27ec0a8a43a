import InfusionCore
import Quantities
import SessionRecord

/// A minute of a session, measured or not: what is missing is an empty cell in a row that is there.
struct FlatMinute: FlatRow {
  let session: FlatSession
  let minute: Int

  var begin: SessionTime { .minutes(Int64(minute)) }

  func range(_ vital: Vital) -> VitalsByMinute.Range? {
    session.digest.vitals.range(of: vital, minute: minute)
  }

  /// The last one of the minute.
  var pressure: ChartedPressure? {
    session.digest.pressures.last { Int($0.at.milliseconds / 60_000) == minute }
  }
}

extension FlatSession {
  /// Every minute from the first to the last, begun ones too; of two weeks at most, as they are kept.
  var minutes: [FlatMinute] {
    let count = min((digest.length.milliseconds + 59_999) / 60_000, 20_160)
    return (0..<Int(max(count, 0))).map { FlatMinute(session: self, minute: $0) }
  }
}

extension FlatTables {
  static let minutes = FlatTable<FlatMinute>(columns: FlatColumn.whose + place + vitals + dose)

  private static let place: [FlatColumn<FlatMinute>] = [
    .count("minute") { $0.minute },
    .instant("began") { $0.session.digest.wall(at: $0.begin) },
    .text("phase") { row in row.session.digest.phases.last { $0.at <= row.begin }?.phase.rawValue },
    .number("infusion_min") { $0.session.infusionMinutes($0.begin) },
  ]

  private static let vitals: [FlatColumn<FlatMinute>] =
    [(Vital.hr, "hr"), (.spo2, "spo2"), (.rr, "rr")].flatMap { vital, name -> [FlatColumn<FlatMinute>] in
      [
        .number(name) { $0.range(vital)?.last }, .number("\(name)_min") { $0.range(vital)?.lowest },
        .number("\(name)_max") { $0.range(vital)?.highest },
      ]
    } + [
      .number("sys") { $0.pressure?.measurement.sys }, .number("dia") { $0.pressure?.measurement.dia },
      .number("map") { $0.pressure?.measurement.map },
      .text("pressure_was") { row in
        row.pressure.flatMap {
          $0.correction == nil ? nil : row.session.digest.correctionWords($0).inBrackets
        }
      },
      .text("doubtful") { row in
        let streamed = [Vital.hr, .spo2, .rr].filter { row.range($0)?.isDoubtful ?? false }
        let pressure = row.pressure.flatMap { $0.measurement.isDoubtful ? $0.measurement : nil }
        let measured = [Vital.sys, .dia, .map].filter { pressure?[$0] != nil }
        return (streamed + measured).map(\.rawValue).joined(separator: ";")
      },
    ]

  private static let dose: [FlatColumn<FlatMinute>] = [
    .number("rate_ml_h") { $0.sample?.rate.fixed },
    .number("delivered_mg") { $0.sample?.dose.delivered.fixed },
    .truth("estimated") { $0.sample?.dose.isEstimated ?? false },
  ]
}

extension FlatMinute {
  /// When the minute begins.
  fileprivate var sample: DoseCourse.Sample? { session.digest.course.sample(at: begin) }
}
