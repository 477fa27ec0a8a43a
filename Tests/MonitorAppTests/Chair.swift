import DeviceCapture
import DevicePorts
import Glibc
import InfusionCore
import MonitorApp
import Quantities
import SerialPort
import TestBench

/// A session with real ports and a clock of the test's own, so that waiting takes no time.
final class Chair {
  let devices: [LiveDevice]
  private(set) var now = SessionTime.start
  private(set) var inputs: [StampedInput] = []
  private(set) var events: [StampedEvent] = []
  private(set) var session: Session

  /// - Parameter earlier: the session to resume.
  init(
    _ specs: [DeviceSpec], capture: RawCapture? = nil, in tree: DeviceTree = DeviceTree(),
    goingOnWith earlier: Session? = nil
  ) {
    devices = specs.map { LiveDevice($0, capture: capture, in: tree) }
    session =
      earlier
      ?? Session(plan: SessionPlan(configuration: .shipped, chair: "1", sources: specs.map(\.description)))
    now = session.now
    if earlier == nil { events = session.begin() }
    pass(to: now)
  }

  func act(_ action: Action, by: String?) {
    events += session.receive(.action(action, by: by), at: now).events
  }

  /// Lets time pass, and whatever is due happens at its time. The last instant stays open for more inputs.
  func pass(to end: SessionTime) {
    while let due = devices.compactMap(\.deadline).min(), due <= end {
      now = max(now, due)
      turn()
    }
    now = max(now, end)
    turn()
    events += session.advance(to: now - .milliseconds(1))
  }

  /// Sends bytes from the device now, and waits until the session has them.
  func hear(_ device: FakeDevice, _ bytes: [UInt8], on index: Int = 0) {
    device.say(bytes)
    awaitNews(on: index)
  }

  /// Waits until poll has news of a device: bytes, a connection, a hang-up.
  func awaitNews(on index: Int = 0) {
    var polled = pollfd(fd: devices[index].fd, events: devices[index].interest, revents: 0)
    if polled.fd >= 0, poll(&polled, 1, 2000) > 0 {
      take(devices[index].handle(polled.revents, at: now, in: session))
    }
    turn()
  }

  /// Waits like `awaitNews`, but until a condition holds: a connection may have been made while time passed.
  func await(on index: Int = 0, until isThere: (Chair) -> Bool) {
    for _ in 0..<5 where !isThere(self) { awaitNews(on: index) }
  }

  var links: [(SessionTime, String, Link)] {
    inputs.compactMap {
      if case .link(let source, let link) = $0.input { ($0.time, source.name, link) } else { nil }
    }
  }

  /// What was told of one device, as text: `12.5 connected`.
  func story(_ source: String = "line") -> [String] {
    links.filter { $0.1 == source }.map { time, _, link in
      let words = if case .lost(let loss) = link { loss.sentence } else { "connected" }
      return "\(Fixed(thousandths: Int(time.milliseconds))) \(words)"
    }
  }

  /// The value in force and its source: `line-2 93`.
  func shown(_ vital: Vital) -> String {
    guard case .fresh(let value) = session.state(of: vital) else { return "--" }
    return "\(value.source) \(value.value)"
  }

  var readings: [Reading] {
    inputs.compactMap { if case .reading(let reading) = $0.input { reading } else { nil } }
  }

  private func turn() {
    for device in devices {
      var polled = pollfd(fd: device.fd, events: device.interest, revents: 0)
      if poll(&polled, 1, 0) > 0 { take(device.handle(polled.revents, at: now, in: session)) }
      if let deadline = device.deadline, deadline <= now { take(device.tend(at: now, in: session)) }
    }
  }

  private func take(_ stamped: [StampedInput]) {
    inputs += stamped
    for one in stamped {
      if let input = one.input { events += session.receive(input, at: one.time).events }
    }
  }
}

extension [StampedEvent] {
  /// Alarms as text: `13.5 line.lost raised`.
  var alarms: [String] {
    compactMap { stamped in
      let time = Fixed(thousandths: Int(stamped.time.milliseconds))
      switch stamped.event {
      case .alarmRaised(let id, _, _): return "\(time) \(id) raised"
      case .alarmEnded(let id, _, _): return "\(time) \(id) ended"
      default: return nil
      }
    }
  }
}
