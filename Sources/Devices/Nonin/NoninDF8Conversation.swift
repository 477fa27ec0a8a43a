import InfusionCore
import Quantities

/// Nonin data format 8: display values once a second, so the sensor alarm decides before the numbers.
struct NoninDF8Conversation: Conversation {
  let source: SourceID
  private var frames = 0

  init(source: SourceID) { self.source = source }

  mutating func stamp(_: NoninDF8Frame) -> SourceStamp? {
    defer { frames += 1 }
    return .frame(frames)
  }

  mutating func interpret(_ frame: NoninDF8Frame) -> Meaning {
    let status = Self.status(frame)
    let reading = Reading(
      source: source, status: status, spo2: Sample(oximeter: frame.spo2, under: status),
      hr: Sample(oximeter: frame.pulse, under: status))
    return Meaning(reading: reading)
  }

  private static func status(_ frame: NoninDF8Frame) -> SensorStatus {
    if frame.sensorAlarm { return .off }
    if frame.outOfTrack { return .searching }
    if frame.artifact { return .artifact }
    return frame.lowPerfusion ? .lowPerfusion : .ok
  }
}
