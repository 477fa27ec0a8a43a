import InfusionCore
import Quantities

/// Bluetooth's pulse oximeters: only listened to. A stored measurement is not a reading.
struct PLXConversation: Conversation {
  let source: SourceID

  init(source: SourceID) { self.source = source }

  func interpret(_ measurement: PLXMeasurement) -> Meaning {
    if measurement.state?.contains(.fromStorage) ?? false { return Meaning() }
    let status = Self.status(measurement)
    return Meaning(
      reading: Reading(
        source: source, status: status, spo2: Sample(oximeter: measurement.usual.spo2, under: status),
        hr: Sample(oximeter: measurement.usual.pulse, under: status),
        pi: measurement.perfusionIndex.map { Sample($0, under: status) }))
  }

  /// The worst of several troubles. Nil if the device says nothing of its sensor.
  private static func status(_ measurement: PLXMeasurement) -> SensorStatus? {
    let state = measurement.state ?? []
    let sensor = measurement.sensor ?? []
    if !state.isDisjoint(with: notThePatient) || !sensor.isDisjoint(with: faults) { return .error }
    if !sensor.isDisjoint(with: withoutFinger) { return .off }
    if !state.isDisjoint(with: noMeasurement) || !sensor.isDisjoint(with: noPulse) { return .searching }
    if !state.isDisjoint(with: [.questionable, .earlyEstimate]) || !sensor.isDisjoint(with: disturbed) {
      return .artifact
    }
    if sensor.contains(.lowPerfusion) { return .lowPerfusion }
    return measurement.state == nil && measurement.sensor == nil ? nil : .ok
  }

  private static let notThePatient: PLXState = [.demonstration, .testing, .calibrating]
  private static let noMeasurement: PLXState = [.unavailable, .invalid]
  private static let faults: PLXSensor = [.equipmentFault, .unknownSensor, .sensorFault]
  private static let withoutFinger: PLXSensor = [.notOnTheFinger, .displaced, .disconnected]
  private static let noPulse: PLXSensor = [.inadequateSignal, .notPulsatile, .analysing]
  private static let disturbed: PLXSensor = [
    .displayIsHeld, .irregularProcessing, .poorSignal, .erraticSignal, .questionablePulse, .interference,
  ]
}
