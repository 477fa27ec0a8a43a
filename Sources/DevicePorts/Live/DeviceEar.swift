import Devices
import InfusionCore
import Quantities

/// Puts what a port tells through the device's driver. A live port and a capture of it share this, so that a
/// fault from the field shows again.
struct DeviceEar {
  private let source: SourceID
  private var driver: any DeviceDriver
  /// The loss that was last told: once an outage, and again when the reason changes.
  private var toldLoss: LinkLoss?
  /// The adapter behind the port, which is part of the device's identity.
  private var adapter: String?
  /// The adapter that was open last: what a device said of itself holds for that one only.
  private var lastAdapter: String?

  /// - Parameter line: the settings in force, as evidence for "bytes but no frames at 9600 8N1".
  init(_ spec: DeviceSpec, line: String) {
    source = spec.source
    lastAdapter = spec.lastAdapter
    driver = spec.kind.driver(
      DriverOptions(
        source: spec.source, line: line, address: spec.address, addressee: spec.addressee,
        listens: spec.listens, conduct: spec.conduct, standingStatus: spec.standingStatus))
  }

  var nextDeadline: SessionTime? { driver.nextDeadline }

  /// What the session knows the source by.
  mutating func bind(to identity: SourceIdentity?) { driver.bind(to: identity) }

  mutating func advance(to time: SessionTime) -> [DriverEffect] {
    driver.advance(to: time).map(withAdapter)
  }

  mutating func hear(_ event: LineEvent, at time: SessionTime) -> [DriverEffect] {
    effects(of: event, at: time).map(withAdapter)
  }

  private func withAdapter(_ effect: DriverEffect) -> DriverEffect {
    guard case .input(.identity(source, let said), let time) = effect else { return effect }
    return .input(.identity(source, said.filled(from: SourceIdentity(adapter: adapter))), at: time)
  }

  private mutating func effects(of event: LineEvent, at time: SessionTime) -> [DriverEffect] {
    if let caller = event.caller { return hear(event.content, of: caller, at: time) }
    switch event.content {
    case .adapter(let identity):
      adapter = identity
      return [.input(.identity(source, SourceIdentity(adapter: identity)), at: time)]
    case .opened:
      toldLoss = nil
      if let adapter, let lastAdapter, adapter != lastAdapter { driver.replaced() }
      lastAdapter = adapter ?? lastAdapter
      return driver.opened(at: time)
    case .received(let bytes): return driver.received(bytes[...], at: time)
    case .damaged(let count): return driver.damaged(count, at: time)
    case .lost(let loss):
      driver.closed(at: time)
      adapter = nil
      guard toldLoss != loss else { return [] }
      toldLoss = loss
      return [.input(.link(source, .lost(loss)), at: time)]
    case .closed:
      driver.closed(at: time)
      return []
    case .crowded: return driver.crowded(at: time)
    case .sent, .omitted, .called: return []
    }
  }

  private mutating func hear(_ content: CaptureEntry.Content, of caller: Caller, at time: SessionTime)
    -> [DriverEffect]
  {
    switch content {
    case .called(let address): return driver.called(by: caller, from: address, at: time)
    case .received(let bytes): return driver.received(bytes[...], from: caller, at: time)
    case .closed:
      driver.left(caller, at: time)
      return []
    case .opened, .damaged, .sent, .lost, .omitted, .crowded, .adapter: return []
    }
  }
}
