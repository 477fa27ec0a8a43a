import InfusionCore
import Quantities

/// Nonin data formats 2 and 7: a reading from each packet of 25 frames, from the plain values, never the held
/// ones.
struct NoninPacketConversation: Conversation {
  let source: SourceID
  /// What the last pulse said about itself. The marks stand only around a pulse, so a packet without one
  /// changes nothing.
  private var pulseStatus = SensorStatus.ok

  init(source: SourceID) { self.source = source }

  func stamp(_ packet: NoninPacket) -> SourceStamp? { .frame(packet.lastFrame) }

  mutating func interpret(_ packet: NoninPacket) -> Meaning {
    let status = status(packet)
    let reading = Reading(
      source: source, status: status, spo2: Sample(oximeter: packet.spo2, under: status),
      hr: Sample(oximeter: packet.pulse, under: status))
    return Meaning(reading: reading)
  }

  mutating func closed() { pulseStatus = .ok }

  private mutating func status(_ packet: NoninPacket) -> SensorStatus {
    if !packet.status.isDisjoint(with: [.sensorAlarm, .sensorDisconnected]) {
      pulseStatus = .ok
      return .off
    }
    if packet.status.contains(.artifact) {
      pulseStatus = .artifact
    } else if let perfusion = packet.perfusion {
      pulseStatus = perfusion == .low ? .lowPerfusion : .ok
    }
    return packet.status.contains(.outOfTrack) ? .searching : pulseStatus
  }
}
