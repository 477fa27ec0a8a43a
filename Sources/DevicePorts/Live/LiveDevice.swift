public import DeviceCapture
import Devices
public import InfusionCore
public import Quantities
public import SerialPort

/// A device on a port, or a capture of one: its bytes come in through its driver, and only harmless frames go
/// out.
///
/// Times are session times; the port's own clock is the session's milliseconds.
public final class LiveDevice {
  public let spec: DeviceSpec
  private let line: any DeviceLine
  private var ear: DeviceEar
  private let capture: RawCapture?
  private var restsUntil = SessionTime.start

  /// How long a stream of many small frames is left alone after a read. Every wake costs more than what is in
  /// a frame, and no alarm of such a device has a delay below five seconds.
  private static let rest = TimeSpan.milliseconds(50)

  /// - Parameters:
  ///   - capture: keeps everything that comes and goes on the port.
  ///   - tree: the ports of the machine.
  public convenience init(_ spec: DeviceSpec, capture: RawCapture? = nil, in tree: DeviceTree = DeviceTree())
  {
    self.init(
      spec,
      on: spec.capture.map(CaptureLine.init)
        ?? spec.endpoint.line(spec.kind.line, spec.kind.bluetooth, in: tree),
      capture: capture)
  }

  /// - Parameters:
  ///   - line: where its bytes come from.
  ///   - capture: keeps everything that comes and goes there.
  public init(_ spec: DeviceSpec, on line: any DeviceLine, capture: RawCapture? = nil) {
    self.spec = spec
    self.capture = capture
    self.line = line
    ear = DeviceEar(spec, line: line.settings)
    capture?.add(
      spec.source, of: spec.kind, line: line.settings, listens: spec.listens, address: spec.address)
  }

  public var fd: Int32 { line.fd }
  public var interest: Int16 { line.interest }

  /// When `tend` is due although the port is silent.
  public var deadline: SessionTime? {
    let attempt = line.nextAttemptMilliseconds.map { SessionTime(milliseconds: max($0, 0)) }
    return [attempt, ear.nextDeadline].compactMap { $0 }.min()
  }

  /// Does what is due: opening the port, polls and keep-alives, the watch on silence.
  ///
  /// - Parameter session: which adapter the source is bound to; another one is not opened.
  public func tend(at now: SessionTime, in session: Session) -> [StampedInput] {
    line.bind(to: session.devices[spec.source]?.bound?.adapter)
    return inputs(of: line.attempt(now.milliseconds), at: now) + perform(ear.advance(to: now), at: now)
  }

  /// Does what poll says can be done.
  ///
  /// - Parameter session: what the source is bound to; of several callers that one is heard.
  public func handle(_ revents: Int16, at now: SessionTime, in session: Session) -> [StampedInput] {
    ear.bind(to: session.devices[spec.source]?.bound)
    if spec.kind.isFastStream { restsUntil = now + Self.rest }
    return inputs(of: line.handle(revents, now.milliseconds), at: now)
  }

  /// Until when the port need not be polled; nil when it must be.
  public func restEnd(after now: SessionTime) -> SessionTime? { restsUntil > now ? restsUntil : nil }

  /// Lets go of the port for good.
  public func close() { line.close() }

  private func inputs(of events: [LineEvent], at now: SessionTime) -> [StampedInput] {
    events.flatMap { event in
      keep(event, at: now)
      return perform(ear.hear(event, at: now), at: now)
    }
  }

  private func perform(_ effects: [DriverEffect], at now: SessionTime) -> [StampedInput] {
    effects.compactMap { effect in
      switch effect {
      case .send(let frame): send(frame, to: nil, at: now)
      case .answer(let frame, let caller): send(frame, to: caller, at: now)
      case .hangUp(let caller):
        line.hangUp(caller)
        keep(LineEvent(.closed, of: caller), at: now)
      case .input, .time: break
      }
      return StampedInput(effect)
    }
  }

  private func send(_ frame: HarmlessFrame, to caller: Caller?, at now: SessionTime) {
    if line.send(frame.bytes, to: caller) { keep(LineEvent(.sent(frame.bytes), of: caller), at: now) }
  }

  private func keep(_ event: LineEvent, at now: SessionTime) {
    capture?.keep(CaptureEntry(event.content, of: event.caller, at: now), of: spec.source)
  }
}
