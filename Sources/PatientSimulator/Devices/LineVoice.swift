import InfusionCore
import Quantities

/// Chairside's own line protocol: a line a second, with a counter and a checksum.
struct LineVoice: DeviceVoice {
  let framesPerSecond: Int64 = 1
  private let carries: Set<DeviceRole>
  private var counter = 0

  init(carries: Set<DeviceRole>) { self.carries = carries }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    var fields: [String] = []
    if carries.contains(.oximeter) { fields += Self.oximetry(signals.oximetry) }
    if carries.contains(.respiration) { fields.append("rr=\(signals.respiration)") }
    if carries.contains(.cuff), let cuff = signals.cuff { fields += Self.pressure(cuff) }
    if carries.contains(.pump) { fields += Self.pump(signals.pump) }
    fields.append("seq=\(counter)")
    counter = (counter + 1) % 65536
    return Self.line(fields)
  }

  /// Fields to a line: `*HH` is the XOR of every byte before it.
  static func line(_ fields: [String]) -> [UInt8] {
    let body = Array(fields.joined(separator: " ").utf8)
    let sum = String(body.reduce(0, ^), radix: 16, uppercase: true)
    return body + Array("*\(sum.count < 2 ? "0" : "")\(sum)\r\n".utf8)
  }

  private static func oximetry(_ signal: OximeterSignal) -> [String] {
    guard let pulse = signal.pulse, let saturation = signal.saturation else {
      return ["hr=-", "spo2=-", "status=\(signal.status.rawValue)"]
    }
    let perfusion = signal.perfusionHundredths.map { "pi=\(Fixed(thousandths: $0 * 10))" }
    return ["hr=\(pulse)", "spo2=\(saturation)", perfusion, "status=\(signal.status.rawValue)"].compactMap {
      $0
    }
  }

  private static func pressure(_ cuff: CuffSignal) -> [String] {
    switch cuff {
    case .measured(let sys, let dia, let map, let number):
      ["sys=\(sys)", "dia=\(dia)", "map=\(map)", "nid=\(number)"]
    case .failed: ["sys=-", "dia=-"]
    }
  }

  private static func pump(_ pump: PumpSignal) -> [String] {
    ["rate=\(pump.rate.fixed)", "vol=\(pump.volume.fixed)", "pump=\(pump.state.rawValue)"]
  }
}
