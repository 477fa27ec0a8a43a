import InfusionCore
import Quantities

/// Masimo ASCII 1: the EXC field decides, then the numbers. The Rad-8 prints numbers with the sensor off.
struct MasimoConversation: Conversation {
  let source: SourceID
  let namesAreChecked = false
  private var lines = 0

  init(source: SourceID) { self.source = source }

  func identity(in line: MasimoAscii1Line) -> SourceIdentity? {
    line.serialNumber.map { SourceIdentity(serial: $0) }
  }

  mutating func stamp(_: MasimoAscii1Line) -> SourceStamp? {
    defer { lines += 1 }
    return .frame(lines)
  }

  mutating func interpret(_ line: MasimoAscii1Line) -> Meaning {
    let status = Self.status(line.exception)
    let reading = Reading(
      source: source, status: status, spo2: Sample(oximeter: line.spo2, under: status),
      hr: Sample(oximeter: line.pulse, under: status),
      pi: line.perfusionIndex.map { Sample($0, under: status) })
    return Meaning(reading: reading)
  }

  private static func status(_ exception: MasimoException) -> SensorStatus {
    let noSensor: MasimoException = [
      .noSensor, .sensorOff, .unrecognisedSensor, .incompatibleSensor, .noCable,
    ]
    if !exception.isDisjoint(with: noSensor) { return .off }
    if !exception.isDisjoint(with: [.defectiveSensor, .defectiveCable]) { return .error }
    if !exception.isDisjoint(with: [.pulseSearch, .calibrating]) { return .searching }
    if !exception.isDisjoint(with: [.lowPerfusion, .lowSignalQuality]) { return .lowPerfusion }
    return exception.isDisjoint(with: [.interference, .ambientLight]) ? .ok : .artifact
  }
}
