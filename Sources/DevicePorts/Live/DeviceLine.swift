import Devices
import InfusionCore
import SerialPort
import SerialSettings

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
}

extension CaptureEntry.Content {
  init(_ event: PortEvent) {
    switch event {
    case .opened: self = .opened
    case .bytes(let bytes): self = .received(Array(bytes))
    case .damaged(let count): self = .damaged(count: count)
    case .lost(let loss): self = .lost(LinkLoss(loss))
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
