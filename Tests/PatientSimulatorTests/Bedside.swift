import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities

/// A session played against the simulator without an engine: the script's phases and help, and what the
/// devices said.
struct Bedside {
  var station: SimulatedBedside
  private(set) var log: [Transmission] = []
  private(set) var phase = Phase.preparation
  private var concentration = MilligramsPerMillilitre(1)
  private let rate: MillilitresPerHour

  /// 0.5 mg/kg over `minutes`, 1 mg/mL.
  init(_ station: SimulatedBedside, weight: Kilograms = .init(70), minutes: Int64 = 40) {
    self.station = station
    rate = MilligramsPerKilogram(0.5) * weight / TimeSpan.minutes(minutes) / concentration
  }

  mutating func play(_ script: [ScriptedAction], until end: SessionTime) {
    for scripted in script {
      run(to: scripted.time)
      act(scripted.action, at: scripted.time)
    }
    run(to: end)
  }

  mutating func run(to time: SessionTime) { log += station.advance(to: time) }

  mutating func act(_ action: Action, at time: SessionTime) {
    station.answer(to: action, isAccepted: true, at: time)
    guard let next = phase(after: action) else { return }
    phase = next
    station.follow(phase: next, rate: rate, concentration: concentration, at: time)
  }

  private func phase(after action: Action) -> Phase? {
    switch action {
    case .start, .resume: .infusing
    case .pause: .paused
    case .stop: .observing
    case .discharge: .closed
    case .setup, .baseline, .checklist, .rate, .bolus, .dose, .withoutPressure, .confirm, .selfTest, .accept,
      .check,
      .extend, .away, .back, .close, .acknowledge, .audioPause, .limit, .bloodPressure, .symptom, .medication,
      .intervention, .score, .note, .drawn, .wasted, .hold, .amend, .unfit:
      nil
    }
  }
}

/// The actions of an ordinary session, with their times: 0.5 mg/kg over 40 min, observed for half an hour.
enum Ordinary {
  static let start = SessionTime.seconds(240)
  static let stop = SessionTime.seconds(2640)
  static let discharge = SessionTime.seconds(4530)

  static let script = [
    ScriptedAction(time: start, action: .start(override: nil), line: 1),
    ScriptedAction(time: stop, action: .stop(reason: "dose complete"), line: 2),
  ]
}

extension Bedside {
  /// The records of a line device, as they would be read; lines with nothing but their counter left out.
  func records(of device: Int = 0) -> [LineRecord] {
    log.compactMap { transmission in
      guard transmission.device == device, case .bytes(let bytes) = transmission.content else { return nil }
      guard !bytes.starts(with: Array("seq=".utf8)) else { return nil }
      return LineRecord(time: transmission.time, bytes: bytes)
    }
  }

  /// The readings of a Nonin with data format 8: nine bits of pulse, then the saturation; 511 is none.
  func readings(of device: Int = 0) -> [(hr: Double, spo2: Double)] {
    log.compactMap { transmission in
      guard transmission.device == device, case .bytes(let bytes) = transmission.content else { return nil }
      let pulse = Int(bytes[0] & 0x03) << 7 | Int(bytes[1])
      return pulse == 511 ? nil : (Double(pulse), Double(bytes[2]))
    }
  }
}

/// One line of the line protocol, taken apart with no regard for its rules.
struct LineRecord {
  var time: SessionTime
  var fields: [String: String] = [:]

  init(time: SessionTime, bytes: [UInt8]) {
    self.time = time
    let text = String(decoding: bytes, as: UTF8.self)
    for word in text.prefix(while: { $0 != "*" }).split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
  }

  func number(_ key: String) -> Double? { fields[key].flatMap(Double.init) }
}
