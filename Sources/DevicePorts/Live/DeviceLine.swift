import Devices
import InfusionCore
import SerialPort
import SerialSettings
import SessionJournal

/// Where a device's bytes come from under the wall clock: a port, or a capture of one. Times are those of the
/// session, in milliseconds.
protocol DeviceLine: AnyObject {
  var fd: Int32 { get }
  var interest: Int16 { get }
  var nextAttemptMilliseconds: Int64? { get }
  /// `9600 8N1`; empty where there is no line.
  var settings: String { get }

  /// What is due although nothing is to be polled.
  func attempt(_ nowMilliseconds: Int64) -> [CaptureEntry.Content]
  func handle(_ revents: Int16, _ nowMilliseconds: Int64) -> [CaptureEntry.Content]
  /// Whether the frame is on its way.
  func send(_ frame: [UInt8]) -> Bool
  func close()
  /// Only the adapter with this identity is meant from now on; nil for whatever is there.
  func bind(to adapter: String?)
}

extension Port: DeviceLine {
  var settings: String { line?.description ?? "" }

  func attempt(_ now: Int64) -> [CaptureEntry.Content] {
    attempt(atMilliseconds: now).map(CaptureEntry.Content.init)
  }

  func handle(_ revents: Int16, _ now: Int64) -> [CaptureEntry.Content] {
    handle(revents, atMilliseconds: now).map(CaptureEntry.Content.init)
  }

  func send(_ frame: [UInt8]) -> Bool { write(frame) != .refused }

  func bind(to adapter: String?) { boundAdapter = adapter }
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
    } else if let name = PortLocks.program(process) {
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
