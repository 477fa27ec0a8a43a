public import Devices
import Glibc
import InfusionCore
public import SerialPort
import SerialSettings
import SessionJournal

/// An event of a line, and the caller it is from where others call.
public struct LineEvent: Hashable {
  public var content: CaptureEntry.Content
  public var caller: Caller?

  public init(_ content: CaptureEntry.Content, of caller: Caller? = nil) {
    self.content = content
    self.caller = caller
  }
}

/// Where a device's bytes come from under the wall clock: a port, one where others call, or a capture of
/// either. Times are those of the session, in milliseconds.
public protocol DeviceLine: AnyObject {
  var fd: Int32 { get }
  var interest: Int16 { get }
  var nextAttemptMilliseconds: Int64? { get }
  /// `9600 8N1`; empty where there is no line.
  var settings: String { get }

  /// What is due although nothing is to be polled.
  func attempt(_ nowMilliseconds: Int64) -> [LineEvent]
  func handle(_ revents: Int16, _ nowMilliseconds: Int64) -> [LineEvent]
  /// Whether the frame is on its way; nil is the line itself.
  func send(_ frame: [UInt8], to caller: Caller?) -> Bool
  func hangUp(_ caller: Caller)
  func close()
  /// Only the adapter with this identity is meant from now on; nil for whatever is there.
  func bind(to adapter: String?)
}

extension DeviceLine {
  public func hangUp(_ caller: Caller) {}
  public func bind(to adapter: String?) {}
}

extension Endpoint {
  /// - Parameters:
  ///   - settings: how the device speaks unless the place says otherwise.
  ///   - profile: what is listened to at a Bluetooth device.
  ///   - tree: the ports of the machine.
  func line(_ settings: LineSettings, _ profile: BluetoothProfile?, in tree: DeviceTree = DeviceTree())
    -> any DeviceLine
  {
    switch self {
    case .listen(let address, let port): return Listener(address: address, port: port)
    case .bluetooth(let address):
      if let profile { return BluetoothLine(address, profile) }
      return Port(self, line: settings, in: tree)
    case .serial, .standardInput, .file, .pseudoTerminal, .tcp, .udp:
      return Port(self, line: settings, in: tree)
    }
  }

  var isCalled: Bool { if case .listen = self { true } else { false } }
}

extension Port: DeviceLine {
  public var settings: String { line?.description ?? "" }

  public func attempt(_ now: Int64) -> [LineEvent] {
    attempt(atMilliseconds: now).map { LineEvent(.init($0)) }
  }

  public func handle(_ revents: Int16, _ now: Int64) -> [LineEvent] {
    handle(revents, atMilliseconds: now).map { LineEvent(.init($0)) }
  }

  public func send(_ frame: [UInt8], to caller: Caller?) -> Bool { write(frame) != .refused }

  public func bind(to adapter: String?) { boundAdapter = adapter }
}

extension Listener: DeviceLine {
  public var settings: String { "" }
  public var interest: Int16 { Int16(POLLIN) }

  public func attempt(_ now: Int64) -> [LineEvent] { attempt(atMilliseconds: now).map(LineEvent.init(told:)) }

  public func handle(_ revents: Int16, _ now: Int64) -> [LineEvent] {
    revents == 0 ? [] : handle(atMilliseconds: now).map(LineEvent.init(told:))
  }

  public func send(_ frame: [UInt8], to caller: Caller?) -> Bool {
    caller.map { write(frame, to: $0.number) != .refused } ?? false
  }

  public func hangUp(_ caller: Caller) { hangUp(caller.number) }
}

extension LineEvent {
  fileprivate init(told event: ListenerEvent) {
    switch event {
    case .listening: self.init(.opened)
    case .lost(let loss): self.init(.lost(LinkLoss(loss)))
    case .called(let number, let address): self.init(.called(from: address), of: Caller(number))
    case .bytes(let number, let bytes): self.init(.received(Array(bytes)), of: Caller(number))
    case .left(let number): self.init(.closed, of: Caller(number))
    case .crowded: self.init(.crowded)
    }
  }
}

extension CaptureEntry.Content {
  init(_ event: PortEvent) {
    switch event {
    case .opened: self = .opened
    case .adapter(let identity): self = .adapter(identity)
    case .bytes(let bytes): self = .received(Array(bytes))
    case .damaged(let count): self = .damaged(count: count)
    case .lost(let loss): self = .lost(LinkLoss(loss))
    }
  }
}

extension PortHolder {
  /// Who a process is; nil for one that is gone.
  init?(process: Int32) {
    if let chair = ChairLock.chairs(of: process).first {
      self = .chair(chair)
    } else if let name = PortLoss.program(of: process) {
      self = .program("\(name) (process \(process))")
    } else {
      return nil
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
    case .busy(let process): self = .busy(by: process.flatMap(PortHolder.init(process:)))
    case .otherAdapter: self = .otherAdapter
    case .alike: self = .alikeAdapters
    case .other(let words): self = .other(words)
    }
  }
}
