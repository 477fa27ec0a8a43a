import Devices
import InfusionCore
import Quantities
import Testing

func ms(_ count: Int64) -> SessionTime { SessionTime(milliseconds: count) }

/// A driver of this kind under its own name.
func driver(_ kind: String, _ timing: DriverOptions.Timing = .arrival) throws -> any DeviceDriver {
  try DeviceKind.named(kind).driver(source: SourceID(kind), timing: timing)
}

/// Everything that a whole stream comes to when it is read as a file.
func effects(ofFile bytes: [UInt8], _ kind: String) throws -> [DriverEffect] {
  var reader = try driver(kind, .source)
  return reader.opened(at: .start) + reader.received(bytes[...], at: .start)
}

extension [DriverEffect] {
  var readings: [Reading] { stampedReadings.map(\.1) }

  var stampedReadings: [(SessionTime, Reading)] {
    compactMap { if case .input(.reading(let reading), let time) = $0 { (time, reading) } else { nil } }
  }

  var links: [Link] { compactMap { if case .input(.link(_, let link), _) = $0 { link } else { nil } } }

  var sent: [[UInt8]] { compactMap { if case .send(let frame) = $0 { frame.bytes } else { nil } } }

  /// The time that the last effect tells.
  var lastTime: SessionTime? {
    switch last {
    case .input(_, let time), .time(let time): time
    case .send, .answer, .hangUp, nil: nil
    }
  }
}
