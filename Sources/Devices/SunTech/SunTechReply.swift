import Quantities

/// What a SunTech OEM cuff module (Advantage OEM, A+, LX) answers: `3E len data... chk`, the whole packet
/// summing to 0 mod 256.
public enum SunTechReply: Hashable, Sendable {
  case acknowledged(SunTechAnswer)
  /// Cuff pressure now, mmHg.
  case cuffPressure(Int)
  case result(SunTechResult)
}

/// The one-letter answer to a command. `done` also comes when a measurement ends.
public enum SunTechAnswer: UInt8, CaseIterable, Hashable, Sendable {
  case received = 0x4F  // O
  case done = 0x4B  // K
  case aborted = 0x41  // A
  case busy = 0x42  // B
  case error = 0x45  // E
  case undefined = 0x4E  // N
  case unrecognised = 0x44  // D
  case sleeping = 0x53  // S
  case timedOut = 0x54  // T
}

/// The module's last measurement. It carries no time and stays there for ever: whether it is new is for the
/// driver to say.
public struct SunTechResult: Hashable, Sendable {
  /// mmHg; 0 where the module has none.
  public var sys: Int
  public var dia: Int
  public var map: Int
  /// The cuff's own pulse, /min. Never a heart rate of ours.
  public var pulse: Int
  public var beats: Int
  /// 0 is good. The codes are decimal: 85 blocked, 86 stopped, 87 leak, 88 safety timeout, 89 overpressure,
  /// 97 transducer.
  public var error: Int

  public init(sys: Int, dia: Int, map: Int, pulse: Int = 0, beats: Int = 0, error: Int = 0) {
    self.sys = sys
    self.dia = dia
    self.map = map
    self.pulse = pulse
    self.beats = beats
    self.error = error
  }
}

extension SunTechReply {
  /// What a result can say; eight bits of sum let one damaged packet in 256 through.
  private static let pressures = 0...350
  private static let errors = 0...99

  /// Nil for a length that no reply has, and for figures that no cuff gives.
  init?(packet: ArraySlice<UInt8>) {
    let bytes = Array(packet)
    func word(_ index: Int) -> Int { Int(bytes[index]) | Int(bytes[index + 1]) << 8 }
    switch bytes.count {
    case 4:
      guard let answer = SunTechAnswer(rawValue: bytes[2]) else { return nil }
      self = .acknowledged(answer)
    case 5: self = .cuffPressure(word(2))
    case 24:
      let result = SunTechResult(
        sys: word(2), dia: word(4), map: word(18), pulse: Int(bytes[16]), beats: Int(bytes[6]),
        error: Int(bytes[20]))
      guard [result.sys, result.dia, result.map].allSatisfy(Self.pressures.contains),
        Self.errors.contains(result.error)
      else { return nil }
      self = .result(result)
    default: return nil
    }
  }

  /// As the module sends it.
  public var bytes: [UInt8] {
    func word(_ number: Int) -> [UInt8] {
      [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
    switch self {
    case .acknowledged(let answer): return SunTechPacket.bytes(start: SunTechPacket.module, [answer.rawValue])
    case .cuffPressure(let pressure): return SunTechPacket.bytes(start: SunTechPacket.module, word(pressure))
    case .result(let result):
      let spare = [UInt8](repeating: 0, count: 8)
      let data =
        word(result.sys) + word(result.dia) + [UInt8(clamping: result.beats), 0] + spare
        + [UInt8(clamping: result.pulse), 0] + word(result.map) + [UInt8(clamping: result.error), 0, 0]
      return SunTechPacket.bytes(start: SunTechPacket.module, data)
    }
  }
}
