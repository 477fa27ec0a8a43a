import Quantities

/// What Berry's PM6750 board (ECG, SpO2, cuff, temperature) says, waves left out.
public enum PM6750Message: Hashable, Sendable {
  case ecg(PM6750Ecg)
  case cuff(PM6750Cuff)
  case oximeter(PM6750Oximeter)
  case temperature(PM6750Temperature)
}

/// What it tells of heart rate and respiration.
public struct PM6750Ecg: Hashable, Sendable {
  public var signalIsWeak: Bool
  public var leadIsOff: Bool
  /// Heart rate, /min; 0 and 255 are none.
  public var hr: Int
  /// Respiratory rate, /min; 0 and 255 are none.
  public var rr: Int

  /// What is a rate at all.
  static let rates = 1...254

  public init(hr: Int, rr: Int, signalIsWeak: Bool = false, leadIsOff: Bool = false) {
    self.hr = hr
    self.rr = rr
    self.signalIsWeak = signalIsWeak
    self.leadIsOff = leadIsOff
  }
}

/// What it tells of its cuff.
public struct PM6750Cuff: Hashable, Sendable {
  /// Bits 5 to 2 of the status.
  public enum State: UInt8, CaseIterable, Hashable, Sendable {
    case done, measuring, stopped, overPressure, looseCuff, tookTooLong, error, interference, noResult
    case initialising, initialised
  }

  /// Nil for a code that is in no list.
  public var state: State?
  /// Pressure in the cuff now, mmHg.
  public var cuffPressure: Int
  /// mmHg; 0 is none. On the wire the mean stands between the two.
  public var sys: Int
  public var map: Int
  public var dia: Int

  public init(state: State?, cuffPressure: Int = 0, sys: Int = 0, map: Int = 0, dia: Int = 0) {
    self.state = state
    self.cuffPressure = cuffPressure
    self.sys = sys
    self.map = map
    self.dia = dia
  }
}

/// What it tells of its oximeter.
public struct PM6750Oximeter: Hashable, Sendable {
  /// How the sensor is, by the board's code.
  public enum State: UInt8, CaseIterable, Hashable, Sendable {
    case ok, sensorOff, noFinger, searching, searchingTooLong
  }

  /// Nil for a code that is in no list.
  public var state: State?
  public var spo2: Reported
  public var pulse: Reported

  public init(state: State?, spo2: Reported, pulse: Reported) {
    self.state = state
    self.spo2 = spo2
    self.pulse = pulse
  }
}

/// Two probes; the second's number is not sent.
public struct PM6750Temperature: Hashable, Sendable {
  /// Cel.
  public var first: Reported

  public init(first: Reported) { self.first = first }
}

extension PM6750Message {
  /// Nil for a type that is not for us, or whose data are too short.
  init?(type: UInt8, data: [UInt8]) {
    switch (type, data.count) {
    case (0x02, 3...):
      self = .ecg(
        PM6750Ecg(
          hr: Int(data[1]), rr: Int(data[2]), signalIsWeak: data[0] & 0x01 != 0,
          leadIsOff: data[0] & 0x02 != 0))
    case (0x03, 5...):
      self = .cuff(
        PM6750Cuff(
          state: .init(rawValue: data[0] >> 2 & 0x0F), cuffPressure: Int(data[1]) * 2, sys: Int(data[2]),
          map: Int(data[3]), dia: Int(data[4])))
    case (0x04, 3...):
      self = .oximeter(
        PM6750Oximeter(
          state: .init(rawValue: data[0]), spo2: .whole(Int(data[1]), in: 0...100),
          pulse: .whole(Int(data[2]), in: 1...254)))
    case (0x05, 3...):
      let isOff = data[0] & 0x01 != 0
      let tenths = Int(data[1]) * 10 + Int(data[2])
      let isBelievable = (100...500).contains(tenths)
      self = .temperature(
        PM6750Temperature(first: isOff || !isBelievable ? .missing : .value(Fixed(thousandths: tenths * 100)))
      )
    default: return nil
    }
  }

  /// As the board sends it.
  public var bytes: [UInt8] {
    switch self {
    case .ecg(let ecg):
      let status: UInt8 = (ecg.signalIsWeak ? 1 : 0) | (ecg.leadIsOff ? 2 : 0)
      return PM6750Packet.bytes(type: 0x02, [status, UInt8(clamping: ecg.hr), UInt8(clamping: ecg.rr), 0, 0])
    case .cuff(let cuff):
      let figures = [cuff.cuffPressure / 2, cuff.sys, cuff.map, cuff.dia].map { UInt8(clamping: $0) }
      return PM6750Packet.bytes(type: 0x03, [(cuff.state?.rawValue ?? 0x0F) << 2] + figures)
    case .oximeter(let oximeter):
      let spo2 = UInt8(clamping: oximeter.spo2.scaled(perUnit: 1) ?? 127)
      let pulse = UInt8(clamping: oximeter.pulse.scaled(perUnit: 1) ?? 255)
      return PM6750Packet.bytes(type: 0x04, [oximeter.state?.rawValue ?? 0xFF, spo2, pulse])
    case .temperature(let temperature):
      let tenths = temperature.first.scaled(perUnit: 10)
      return PM6750Packet.bytes(
        type: 0x05, [tenths == nil ? 0x03 : 0x02, UInt8((tenths ?? 0) / 10), UInt8((tenths ?? 0) % 10)])
    }
  }
}
