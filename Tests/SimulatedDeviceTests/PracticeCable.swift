import Devices
import InfusionCore
import Quantities

@testable import PatientSimulator

/// A simulated device on a cable to the driver of its kind, and a session that takes what the driver reads:
/// the whole way of a byte, but for the port.
struct PracticeCable {
  private(set) var station: SimulatedBedside
  private(set) var readings: [Stamped<Reading>] = []
  private(set) var said: [Stamped<HarmlessFrame>] = []
  /// Alarms by their ids.
  private(set) var raised: Set<String> = []
  private(set) var ended: Set<String> = []

  struct Stamped<Value: Hashable>: Hashable {
    let value: Value
    let time: SessionTime
  }

  private var driver: any DeviceDriver
  private var session: Session
  private var now = SessionTime.start
  /// A port hands over no more than this at once.
  private let pieceLength: Int

  /// How often the host looks.
  private static let pace = TimeSpan.milliseconds(50)
  /// What the simulated pump is set to: 0.5 mg/kg for 70 kg over 40 min, 1 mg/mL.
  static let rate = MillilitresPerHour(52.5)

  /// - Parameter scenario: what befalls the device, in the words of a scenario file.
  init(
    _ kind: DeviceKind, scenario: String? = nil, pieces pieceLength: Int = 4096,
    infuses: Bool = true
  ) throws {
    station = SimulatedBedside(
      seed: 3, scenario: try scenario.map { try Scenario(name: "test", text: $0) } ?? Scenario(name: "test"),
      specs: [SimulatedDeviceSpec(kind)])
    driver = kind.driver(source: SourceID(kind.name))
    let source = SourceDescription(id: driver.source, nominalInterval: kind.nominalInterval)
    session = Session(
      plan: SessionPlan(weight: Kilograms(70), plan: "trd-40", sources: [source], origin: .simulated))
    self.pieceLength = pieceLength
    note(session.begin())
    if infuses { infuse() }
    take(driver.opened(at: .start))
  }

  private mutating func infuse() {
    note(session.receive(.action(.start(override: "practice"), by: nil), at: .start).events)
    station.follow(phase: .infusing, rate: Self.rate, concentration: .init(1), at: .start)
  }

  mutating func run(to end: SessionTime) {
    while now < end {
      now = now + Self.pace
      take(driver.advance(to: now))
      for sent in station.advance(to: now) { hear(sent.content) }
    }
    note(session.advance(to: now))
  }

  private mutating func hear(_ content: TransmissionContent) {
    switch content {
    case .bytes(let bytes):
      for start in stride(from: 0, to: bytes.count, by: pieceLength) {
        take(driver.received(bytes[start..<min(start + pieceLength, bytes.count)], at: now))
      }
    case .pluggedIn: take(driver.opened(at: now))
    case .unplugged:
      driver.closed(at: now)
      note(session.receive(.link(driver.source, .lost(.vanished)), at: now).events)
    }
  }

  private mutating func take(_ effects: [DriverEffect]) {
    for effect in effects {
      switch effect {
      case .send(let frame):
        said.append(Stamped(value: frame, time: now))
        station.received(frame.bytes, device: 0, at: now)
      case .time, .answer, .hangUp: break
      case .input(let input, let time):
        if case .reading(let reading) = input { readings.append(Stamped(value: reading, time: time)) }
        note(session.receive(input, at: time).events)
      }
    }
  }

  private mutating func note(_ events: [StampedEvent]) {
    for stamped in events {
      switch stamped.event {
      case .alarmRaised(let id, _, _): raised.insert(id.description)
      case .alarmEnded(let id, _, _): ended.insert(id.description)
      default: break
      }
    }
  }
}

extension PracticeCable {
  /// The last word about something.
  func last<Value>(_ part: (Reading) -> Value?) -> Value? {
    for reading in readings.reversed() { if let told = part(reading.value) { return told } }
    return nil
  }

  var measurements: [CuffMeasurement] {
    readings.compactMap { if case .measured(let result) = $0.value.nibp { result } else { nil } }
  }

  var failures: Int { readings.count { $0.value.nibp == .failed() } }
}

extension Sample {
  var number: Double? {
    switch self {
    case .value(let value, _): value.doubleValue
    case .noValue: nil
    }
  }
}
