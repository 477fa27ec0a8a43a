import Devices
import InfusionCore
import Quantities

/// What is out of order, each fault until its time.
struct Faults: Sendable {
  private var probeOff = SessionTime.start
  private var lowPerfusion = SessionTime.start
  private var motion = SessionTime.start
  private var cuff = SessionTime.start
  private var garbage: [DeviceRole: SessionTime] = [:]
  private var unplugged: [DeviceRole: SessionTime] = [:]
  private var pump: (state: PumpState, until: SessionTime)?

  func disturbance(at now: SessionTime) -> OximeterProbe.Disturbance {
    if now < probeOff { return .off }
    if now < motion { return .motion }
    return now < lowPerfusion ? .lowPerfusion : .none
  }

  func cuffFails(at now: SessionTime) -> Bool { now < cuff }
  func isGarbled(_ role: DeviceRole, at now: SessionTime) -> Bool { garbage[role].map { now < $0 } ?? false }
  /// Whether any device has sent garbage at any time.
  var garbleAnything: Bool { !garbage.isEmpty }
  func isUnplugged(_ role: DeviceRole, at now: SessionTime) -> Bool {
    unplugged[role].map { now < $0 } ?? false
  }
  func pumpState(at now: SessionTime) -> PumpState? { pump.flatMap { now < $0.until ? $0.state : nil } }

  /// What is out of order now, as an instructor sees it.
  ///
  /// - Parameter isOnTrolley: whether a device that would report the fault is there.
  func standing(at now: SessionTime, isOnTrolley: (DeviceRole) -> Bool) -> [StandingFault] {
    func roles(_ faults: [DeviceRole: SessionTime], _ word: String) -> [(String, SessionTime, DeviceRole)] {
      DeviceRole.allCases.compactMap { role in faults[role].map { ("\(role.rawValue) \(word)", $0, role) } }
    }
    let sensors: [(String, SessionTime, DeviceRole)] = [
      ("probe off", probeOff, .oximeter), ("motion", motion, .oximeter),
      ("low perfusion", lowPerfusion, .oximeter), ("cuff fails", cuff, .cuff),
    ]
    let held = pump.map { [("pump \($0.state.rawValue)", $0.until, DeviceRole.pump)] } ?? []
    return (sensors + held + roles(garbage, "garbled") + roles(unplugged, "unplugged"))
      .filter { now < $0.1 }
      .map { StandingFault(what: $0.0, until: $0.1, isHeard: isOnTrolley($0.2)) }
  }

  /// Somebody puts the probe on: the fault ends at this time at the latest.
  mutating func putProbeOn(by time: SessionTime) { probeOff = min(probeOff, time) }
  /// Somebody frees the line: an occlusion ends at this time at the latest.
  mutating func freeLine(by time: SessionTime) {
    if let held = pump, held.state == .occluded { pump = (held.state, min(held.until, time)) }
  }
  mutating func pullOffProbe(until end: SessionTime) { probeOff = end }
  mutating func weakenPerfusion(until end: SessionTime) { lowPerfusion = end }
  mutating func shake(until end: SessionTime) { motion = end }
  mutating func failCuff(until end: SessionTime) { cuff = end }
  mutating func garble(_ role: DeviceRole, until end: SessionTime) { garbage[role] = end }
  mutating func unplug(_ role: DeviceRole, until end: SessionTime) { unplugged[role] = end }
  mutating func keepPump(in state: PumpState, until end: SessionTime) { pump = (state, end) }
}
