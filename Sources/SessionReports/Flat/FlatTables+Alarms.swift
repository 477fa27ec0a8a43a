import InfusionCore
import Quantities
import SessionRecord

struct FlatAlarm: FlatRow {
  let session: FlatSession
  let number: Int
  let alarm: AlarmEpisode

  var vital: Vital? {
    switch alarm.id {
    case .limit(let vital, _), .noValue(let vital), .disagree(let vital): vital
    case .nibpOverdue, .nibpFailed, .device, .pump, .journalFailing, .journalSpace, .soundFailing,
      .wallFailing, .clockStepped, .infusionNearEnd, .infusionOverrun, .checkOverdue:
      nil
    }
  }
}

extension FlatSession {
  var alarms: [FlatAlarm] {
    digest.alarms.enumerated().map { FlatAlarm(session: self, number: $0.offset + 1, alarm: $0.element) }
  }
}

extension FlatTables {
  static let alarms = FlatTable<FlatAlarm>(columns: FlatColumn.whose + what + course)

  private static let what: [FlatColumn<FlatAlarm>] = [
    .count("n") { $0.number },
    .text("id") { $0.alarm.id.description },
    .text("vital") { $0.vital?.rawValue },
    .truth("physiological") { $0.alarm.id.isPhysiological },
    .text("priority") { $0.alarm.priority.name },
    .text("raised_priority") { $0.alarm.raised.priority.name },
    .number("worst") { $0.alarm.worst },
    .number("limit") { $0.alarm.limit },
    .text("pressure") { $0.session.digest.chart.raisingPressure(of: $0.alarm)?.rawValue },
  ]

  private static let course: [FlatColumn<FlatAlarm>] = [
    .instant("raised") { $0.session.digest.wall(at: $0.alarm.raisedAt) },
    .span("raised_s") { $0.alarm.raisedAt.sinceStart },
    .count("hour") { $0.session.hour($0.alarm.raisedAt) },
    .number("infusion_min") { $0.session.infusionMinutes($0.alarm.raisedAt) },
    .number("delivered_mg") { $0.alarm.context.delivered.fixed },
    // One that stands when the record ends stood until then.
    .span("stood_s") { $0.alarm.duration ?? ($0.session.digest.length - $0.alarm.raisedAt) },
    .text("ended_by") { $0.alarm.end?.rawValue },
    .span("answered_after_s") { $0.alarm.answeredAfter },
    .text("answered_by") { $0.alarm.answeredBy },
  ]
}
