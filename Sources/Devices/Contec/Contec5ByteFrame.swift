import Quantities

/// The five-byte frame of older Contec oximeters (V5.0A: CMS50D+ to firmware 4.5, CMS50E) and of Berry's BCI
/// modules.
///
/// What byte 0 bits 5 and 4 mean differs between the two, so both keep a neutral name. No checksum.
public struct Contec5ByteFrame: Hashable, Sendable {
  /// 0 to 8.
  public var signalStrength: Int
  public var pulseBeep: Bool
  /// Byte 0 bit 5: SpO2 dropping (Contec), probe unplugged (Berry).
  public var droppingOrUnplugged: Bool
  /// Byte 0 bit 4: searching too long (Contec V5.0A), no signal (Berry). Not "finger out".
  public var noSignal: Bool
  /// 0 to 127.
  public var wave: Int
  /// 0 to 15.
  public var bar: Int
  /// Probe error, or no finger.
  public var probeError: Bool
  public var isSearching: Bool
  /// Pulse rate, /min, 1 to 254.
  public var pulse: Reported
  /// Oxygen saturation, %, 1 to 100.
  public var spo2: Reported

  public init(
    pulse: Reported, spo2: Reported, signalStrength: Int = 5, wave: Int = 0, bar: Int = 0,
    pulseBeep: Bool = false,
    droppingOrUnplugged: Bool = false, noSignal: Bool = false, probeError: Bool = false,
    isSearching: Bool = false
  ) {
    self.pulse = pulse
    self.spo2 = spo2
    self.signalStrength = signalStrength
    self.wave = wave
    self.bar = bar
    self.pulseBeep = pulseBeep
    self.droppingOrUnplugged = droppingOrUnplugged
    self.noSignal = noSignal
    self.probeError = probeError
    self.isSearching = isSearching
  }
}

extension Contec5ByteFrame {
  static let length = 5
  /// The strengths that a signal can have; 15 means that there is no signal worth the name.
  static let strengths = 0...8
  static let noStrength = 15

  init(_ frame: ArraySlice<UInt8>) {
    let bytes = Array(frame)
    self.init(
      pulse: .whole(Int(bytes[2] & 0x40) << 1 | Int(bytes[3]), in: 1...254),
      spo2: .whole(Int(bytes[4]), in: 1...100),
      signalStrength: Int(bytes[0] & 0x0F), wave: Int(bytes[1]), bar: Int(bytes[2] & 0x0F),
      pulseBeep: bytes[0] & 0x40 != 0, droppingOrUnplugged: bytes[0] & 0x20 != 0,
      noSignal: bytes[0] & 0x10 != 0,
      probeError: bytes[2] & 0x10 != 0, isSearching: bytes[2] & 0x20 != 0)
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    let rate = UInt8(clamping: pulse.scaled(perUnit: 1) ?? 0xFF)
    let state =
      UInt8(signalStrength & 0x0F) | (noSignal ? 0x10 : 0) | (droppingOrUnplugged ? 0x20 : 0)
      | (pulseBeep ? 0x40 : 0)
    let sensor = UInt8(bar & 0x0F) | (probeError ? 0x10 : 0) | (isSearching ? 0x20 : 0) | (rate >> 7) << 6
    return [
      0x80 | state, UInt8(wave & 0x7F), sensor, rate & 0x7F,
      UInt8(clamping: spo2.scaled(perUnit: 1) ?? 0x7F) & 0x7F,
    ]
  }
}
