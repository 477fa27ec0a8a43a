import Quantities

/// Packet type 01: what the finger shows, 60 times a second.
public struct ContecV7RealTime: Hashable, Sendable {
  static let type: UInt8 = 0x01

  /// 0 to 8.
  public var signalStrength: Int
  public var isSearchingTooLong: Bool
  public var spo2IsDropping: Bool
  public var pulseBeep: Bool
  /// Probe error or finger out.
  public var fingerIsOut: Bool
  public var isSearching: Bool
  /// 0 to 127.
  public var wave: Int
  /// 0 to 15.
  public var bar: Int
  /// Pulse rate, /min, 1 to 254.
  public var pulse: Reported
  /// Oxygen saturation, %, 0 to 100.
  public var spo2: Reported
  /// Perfusion index, %.
  public var perfusionIndex: Reported

  public init(
    pulse: Reported, spo2: Reported, perfusionIndex: Reported = .missing, signalStrength: Int = 5,
    wave: Int = 0,
    bar: Int = 0, pulseBeep: Bool = false, fingerIsOut: Bool = false, isSearching: Bool = false,
    isSearchingTooLong: Bool = false, spo2IsDropping: Bool = false
  ) {
    self.pulse = pulse
    self.spo2 = spo2
    self.perfusionIndex = perfusionIndex
    self.signalStrength = signalStrength
    self.wave = wave
    self.bar = bar
    self.pulseBeep = pulseBeep
    self.fingerIsOut = fingerIsOut
    self.isSearching = isSearching
    self.isSearchingTooLong = isSearchingTooLong
    self.spo2IsDropping = spo2IsDropping
  }
}

extension ContecV7RealTime {
  /// Seven data bytes, bit 7 restored.
  init(data: [UInt8]) {
    let perfusion = Int(data[5]) | Int(data[6]) << 8
    // Bit 4 of the bar byte says "invalid" where it is 1; with it both known recordings carry FFFF.
    let perfusionIsValid = data[2] & 0x10 == 0 && perfusion != 0xFFFF
    self.init(
      pulse: .whole(Int(data[3]), in: 1...254), spo2: .whole(Int(data[4]), in: 0...100),
      perfusionIndex: perfusionIsValid ? .value(Fixed(thousandths: perfusion * 10)) : .missing,
      signalStrength: Int(data[0] & 0x0F), wave: Int(data[1] & 0x7F), bar: Int(data[2] & 0x0F),
      pulseBeep: data[0] & 0x40 != 0, fingerIsOut: data[0] & 0x80 != 0, isSearching: data[1] & 0x80 != 0,
      isSearchingTooLong: data[0] & 0x10 != 0, spo2IsDropping: data[0] & 0x20 != 0)
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    let perfusion = perfusionIndex.scaled(perUnit: 100) ?? 0xFFFF
    let state =
      UInt8(signalStrength & 0x0F) | (isSearchingTooLong ? 0x10 : 0) | (spo2IsDropping ? 0x20 : 0)
      | (pulseBeep ? 0x40 : 0) | (fingerIsOut ? 0x80 : 0)
    let data: [UInt8] = [
      state, UInt8(wave & 0x7F) | (isSearching ? 0x80 : 0),
      UInt8(bar & 0x0F) | (perfusionIndex == .missing ? 0x10 : 0),
      UInt8(clamping: pulse.scaled(perUnit: 1) ?? 0xFF), UInt8(clamping: spo2.scaled(perUnit: 1) ?? 0x7F),
      UInt8(perfusion & 0xFF), UInt8(perfusion >> 8 & 0xFF),
    ]
    return ContecV7Packet.bytes(type: Self.type, data: data)
  }
}
