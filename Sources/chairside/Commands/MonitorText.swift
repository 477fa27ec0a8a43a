import InfusionCore
import MonitorApp
import Phrases
import SessionRecord

/// The sentences of `monitor` after its screen, or instead of it.
enum MonitorText {
  static func closed(report: String) -> Phrase { "closed and sealed; the report: \(report)" }

  static func notWhole(record: String) -> Phrase { "the record is not whole: \(record)" }

  static func leftOpen(chair: String, record: String) -> Phrase {
    "chair \(chair): nobody watches now. The same command goes on with the session; its record: \(record)"
  }

  /// For a drill, since the `drill` command itself tells how to go on.
  static func drillLeft(chair: String) -> Phrase { "chair \(chair): nobody watches now" }

  static func handedOver(chair: String) -> Phrase {
    "chair \(chair): another terminal has taken the chair over. See there whether it watches this session"
  }

  static func nothingToMonitor(_ open: UnsealedSession?, chair: String) -> Phrase {
    let sentence: Phrase = "no --device and no --simulate: there is nothing to monitor"
    guard let open else { return sentence }
    let devices =
      open.header.plan.origin == .simulated
      ? "--simulate" : open.header.plan.sources.map { "--device \($0.id)@PORT" }.joined(separator: " ")
    let patient: Phrase = open.patient.map { Phrase(verbatim: $0) } ?? "a patient"
    let stands: Phrase = "The session of \(patient) on chair \(chair) is open. To go on with it:"
    let command = Phrase(verbatim: "chairside monitor --chair \(chair) \(devices)")
    return [sentence, stands, command].joined(separator: "\n")
  }
}
