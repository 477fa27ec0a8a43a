import InfusionCore
import Quantities

/// Nonin data format 8: display values once a second, so the sensor alarm decides before the numbers.
struct NoninDF8Conversation: Conversation {
  let source: SourceID
  private var frames = 0

  init(source: SourceID) { self.source = source }

  mutating func interpret(_ frame: NoninDF8Frame) -> Meaning {
    defer { frames += 1 }
    let status = Self.status(frame)
    let reading = Reading(
      source: source, status: status, spo2: Sample(frame.spo2, under: status),
      hr: Sample(frame.pulse, under: status))
    return Meaning(reading: reading, stamp: .frame(frames))
  }

  private static func status(_ frame: NoninDF8Frame) -> SensorStatus {
    if frame.sensorAlarm { return .off }
    if frame.outOfTrack { return .searching }
    if frame.artifact { return .artifact }
    return frame.lowPerfusion ? .lowPerfusion : .ok
  }
}
