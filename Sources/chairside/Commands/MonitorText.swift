import InfusionCore
import MonitorApp
import SessionRecord

/// What `monitor` says when its screen is gone, or never came.
enum MonitorText {
  static func leftOpen(chair: String, record: String) -> String {
    "chair \(chair): nobody watches now. The same command goes on with the session; its record: \(record)"
  }

  static func handedOver(chair: String) -> String {
    "chair \(chair): another terminal has taken the chair over. See there whether it watches this session"
  }

  static func nothingToMonitor(_ open: UnsealedSession?, chair: String) -> String {
    let sentence = "no --device and no --simulate: there is nothing to monitor"
    guard let open else { return sentence }
    let devices =
      open.header.plan.origin == .simulated
      ? "--simulate" : open.header.plan.sources.map { "--device \($0.id)@PORT" }.joined(separator: " ")
    return """
      \(sentence)
      The session of \(open.patient ?? "a patient") on chair \(chair) is open. To go on with it:
      chairside monitor --chair \(chair) \(devices)
      """
  }
}
