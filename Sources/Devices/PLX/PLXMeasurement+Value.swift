// A measurement as the value that a device notifies of.

extension PLXMeasurement: NotifiedMessage {
  public static let continuous = BluetoothUUID(0x2A5F)
  public static let spotCheck = BluetoothUUID(0x2A5E)
  public static let characteristics = [continuous, spotCheck]

  /// What stands in a value, bit by bit; the two characteristics use the same bits for different things.
  private struct Flags {
    var fast = false
    var slow = false
    var instant = false
    var clockIsUnset = false
    var state = false
    var sensor = false
    var perfusion = false

    init(_ byte: UInt32, isContinuous: Bool) {
      func has(_ bit: UInt32) -> Bool { byte & 1 << bit != 0 }
      if isContinuous {
        (fast, slow, state, sensor, perfusion) = (has(0), has(1), has(2), has(3), has(4))
      } else {
        (instant, state, sensor, perfusion, clockIsUnset) = (has(0), has(1), has(2), has(3), has(4))
      }
    }
  }

  /// Bits that the specification keeps for the future may add what stands behind what is known.
  public static func read(_ notified: NotifiedValue) -> NotifiedMeaning<PLXMeasurement> {
    let isContinuous = notified.characteristic == continuous
    var reader = ValueReader(notified.value)
    let flags = Flags(reader.number(1), isContinuous: isContinuous)
    var measurement = PLXMeasurement(figures(&reader), isContinuous: isContinuous)
    if flags.fast { measurement.fast = figures(&reader) }
    if flags.slow { measurement.slow = figures(&reader) }
    if flags.instant { measurement.instant = reader.instant() }
    measurement.clockIsUnset = flags.clockIsUnset
    if flags.state { measurement.state = PLXState(rawValue: UInt16(reader.number(2))) }
    if flags.sensor { measurement.sensor = PLXSensor(rawValue: reader.number(3)) }
    if flags.perfusion { measurement.perfusionIndex = reader.float().within(perfusions) }
    return reader.isTooShort ? .malformed : .message(measurement)
  }

  /// More than any finger has.
  private static let saturations = 0...100
  private static let rates = 0...350
  private static let perfusions = 0...100

  private static func figures(_ reader: inout ValueReader) -> Figures {
    let spo2 = reader.float().within(saturations)
    return Figures(spo2: spo2, pulse: reader.float().within(rates))
  }

  private static func bytes(_ word: UInt32, count: UInt32) -> [UInt8] {
    (0..<count).map { UInt8(word >> (8 * $0) & 0xFF) }
  }

  /// As the device sends it: of a single measurement without its instant.
  public var bytes: [UInt8] {
    let statusBits: [UInt8] = isContinuous ? [1 << 2, 1 << 3, 1 << 4] : [1 << 1, 1 << 2, 1 << 3]
    var flags: UInt8 = (fast == nil ? 0 : 1) | (slow == nil ? 0 : 2)
    if state != nil { flags |= statusBits[0] }
    if sensor != nil { flags |= statusBits[1] }
    if perfusionIndex != nil { flags |= statusBits[2] }
    var value = [flags]
    for figures in [usual, fast, slow].compactMap({ $0 }) {
      value += MedicalFloat.bytes(figures.spo2) + MedicalFloat.bytes(figures.pulse)
    }
    if let state { value += Self.bytes(UInt32(state.rawValue), count: 2) }
    if let sensor { value += Self.bytes(sensor.rawValue, count: 3) }
    if let perfusionIndex { value += MedicalFloat.bytes(perfusionIndex) }
    return NotifiedValue(of: isContinuous ? Self.continuous : Self.spotCheck, value).bytes
  }
}
