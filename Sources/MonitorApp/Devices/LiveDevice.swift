import DeviceDrivers
import DeviceWire
import InfusionCore
public import Quantities
import SerialPort

/// A device on a port: its bytes come in through its driver, and only harmless frames go out.
///
/// Times are session times; the port's own clock is the session's milliseconds.
public final class LiveDevice {
  public let spec: DeviceSpec
  private let port: Port
  private var driver: any DeviceDriver
  /// What was lost is told once an outage, and again when the reason becomes another.
  private var toldLoss: LinkLoss?

  public init(_ spec: DeviceSpec) {
    self.spec = spec
    port = Port(spec.endpoint, line: spec.kind.portLine)
    let line = port.line?.description ?? ""
    driver = spec.kind.driver(DriverOptions(source: spec.source, line: line))
  }

  public var fd: Int32 { port.fd }
  public var interest: Int16 { port.interest }

  /// When `tend` is due although the port is silent.
  public var deadline: SessionTime? {
    let attempt = port.nextAttemptMilliseconds.map { SessionTime(milliseconds: max($0, 0)) }
    return [attempt, driver.nextDeadline].compactMap { $0 }.min()
  }

  /// Does what is due: opening the port, polls and keep-alives, the watch on silence.
  public func tend(at now: SessionTime) -> [StampedInput] {
    inputs(of: port.attempt(atMilliseconds: now.milliseconds), at: now) + take(driver.advance(to: now))
  }

  /// Does what poll says can be done.
  public func handle(_ revents: Int16, at now: SessionTime) -> [StampedInput] {
    inputs(of: port.handle(revents, atMilliseconds: now.milliseconds), at: now)
  }

  public func close() { port.close() }

  private func inputs(of events: [PortEvent], at now: SessionTime) -> [StampedInput] {
    events.flatMap { event in
      switch event {
      case .opened:
        toldLoss = nil
        return take(driver.opened(at: now))
      case .bytes(let bytes): return take(driver.received(bytes, at: now))
      case .damaged: return []
      case .lost(let loss):
        driver.closed(at: now)
        return told(LinkLoss(loss), at: now)
      }
    }
  }

  private func told(_ loss: LinkLoss, at now: SessionTime) -> [StampedInput] {
    guard toldLoss != loss else { return [] }
    toldLoss = loss
    return [StampedInput(.link(spec.source, .lost(loss)), at: now)]
  }

  private func take(_ effects: [DriverEffect]) -> [StampedInput] {
    effects.compactMap { effect in
      if case .send(let frame) = effect { _ = port.write(frame.bytes) }
      return StampedInput(effect)
    }
  }
}

extension LinkLoss {
  init(_ loss: PortLoss) {
    switch loss {
    case .missing: self = .missing
    case .forbidden: self = .forbidden
    case .vanished: self = .vanished
    case .endOfInput: self = .endOfInput
    case .busy: self = .busy
    case .other(let words): self = .other(words)
    }
  }
}
